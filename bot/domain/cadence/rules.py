"""The value of a series: on which days, at what time, for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

LAST = -1
"""The last such weekday, or the last day, of a month."""

QUARTERS = (1, 4, 7, 10)
"""``quarterly`` means the first month of each calendar quarter, wherever the series begins."""

MOST_WEEKS = 52
MOST_MONTHS = 12


@dataclass(frozen=True)
class Weekly:
    """Every ``interval`` weeks (1–52) on ``weekdays`` (0 is Monday), ascending and each once."""

    interval: int
    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class OnWeekday:
    """The first to fifth or ``LAST`` such weekday of a month. A month without a fifth one has none."""

    positions: tuple[int, ...]
    weekday: int


@dataclass(frozen=True)
class OnDays:
    """Days of the month by number, or ``LAST``; ``LAST`` stands at the end."""

    days: tuple[int, ...]


@dataclass(frozen=True)
class Monthly:
    """In the named ``months``, or, where none is named, every ``interval`` months (1–12)."""

    on: OnWeekday | OnDays
    months: tuple[int, ...] = ()
    interval: int = 1


@dataclass(frozen=True)
class Cadence:
    """A series: local days by ``rule``, local time ``at``, each meeting lasting ``length``. It knows no zone."""

    rule: Weekly | Monthly
    at: time
    length: timedelta


DEFAULT_AT = time(10)
DEFAULT_LENGTH = timedelta(hours=2)
DEFAULT_ON = OnWeekday((1,), weekday=2)
"""Where only months are named ("twice a year in june and december"): their first Wednesday. Midweek, because
Mondays and Fridays are where public holidays lie. The reply echoes it like everything else."""
