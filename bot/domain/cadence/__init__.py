"""Series of meetings in words: a closed grammar, the value it makes, and the days that follow from it.

``canonical`` writes a value back in the same grammar, and ``parse_cadence`` reads that as the same value, so
the text is what is stored. Raw recurrence rules are never read: they can ask for anything and can hang.
"""

from __future__ import annotations

from bot.domain.cadence.canonical import canonical
from bot.domain.cadence.grammar import parse_cadence
from bot.domain.cadence.moving import SeriesSaysMore, begins, moved
from bot.domain.cadence.occurrences import occurrences
from bot.domain.cadence.refusals import (
    CadenceDayMissing,
    CadenceMonthsMissing,
    CadenceNotUnderstood,
    CadenceTooRare,
    CadenceTooShort,
    DayNotInEveryMonth,
    TimesAYearMismatch,
)
from bot.domain.cadence.rules import (
    DEFAULT_AT,
    DEFAULT_LENGTH,
    DEFAULT_ON,
    LAST,
    QUARTERS,
    Cadence,
    Monthly,
    OnDays,
    OnWeekday,
    Weekly,
)

__all__ = [
    "DEFAULT_AT",
    "DEFAULT_LENGTH",
    "DEFAULT_ON",
    "LAST",
    "QUARTERS",
    "Cadence",
    "CadenceDayMissing",
    "CadenceMonthsMissing",
    "CadenceNotUnderstood",
    "CadenceTooRare",
    "CadenceTooShort",
    "DayNotInEveryMonth",
    "Monthly",
    "OnDays",
    "OnWeekday",
    "SeriesSaysMore",
    "TimesAYearMismatch",
    "Weekly",
    "begins",
    "canonical",
    "moved",
    "occurrences",
    "parse_cadence",
]
