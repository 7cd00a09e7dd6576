"""``parse_duration``: how long something lasts."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.domain.dates.refusals import DurationNotUnderstood, DurationOutOfRange
from bot.domain.dates.words import NUMBERS, tokens

LONGEST = timedelta(hours=24)
"""The longest that a meeting may last."""

_COUNT = r"[0-9]{1,4}|" + "|".join(NUMBERS)
_DURATION = re.compile(
    rf"(?:(?P<hours>{_COUNT}|[0-9]{{1,2}}\.[0-9]) ?(?:hours?|hrs?|h))?(?P<half> and a half)?"
    rf"(?: ?(?:and )?(?P<minutes>{_COUNT}) ?(?P<unit>minutes?|mins?|m)?)?"
)
_AND_A_HALF = re.compile(rf"(?P<hours>{_COUNT}) and a half hours")


def parse_duration(text: str) -> timedelta:
    """The time that ``text`` names: ``2 hours``, ``90 minutes``, ``1h30``, ``1.5 hours``, ``half an hour``,
    ``an hour and a half``, ``2 hours 15 minutes``. More than nothing, at most ``LONGEST``.

    Raises ``DurationNotUnderstood``, ``DurationOutOfRange`` or ``PhraseTooLong``, and nothing else.
    """
    said = " ".join(tokens(text))
    minutes = 30 if said in ("half an hour", "half hour") else _minutes(said)
    if minutes is None:
        raise DurationNotUnderstood(text.strip())
    length = timedelta(minutes=minutes)
    if not timedelta(0) < length <= LONGEST:
        raise DurationOutOfRange(text.strip(), most_hours=LONGEST // timedelta(hours=1))
    return length


def _minutes(said: str) -> int | None:
    if found := _AND_A_HALF.fullmatch(said):
        return _sixtieths(found["hours"]) + 30
    found = _DURATION.fullmatch(said)
    if not found or not (found["hours"] or found["minutes"]):
        return None
    hours, minutes, unit = found["hours"], found["minutes"], found["unit"]
    if found["half"] and (minutes or not hours):
        return None
    # Minutes without their unit are understood only as in "1h30".
    if minutes and not unit and not (hours and re.fullmatch(r"[0-5][0-9]", minutes)):
        return None
    return (_sixtieths(hours) if hours else 0) + (_count(minutes) if minutes else 0) + (30 if found["half"] else 0)


def _count(said: str) -> int:
    return NUMBERS[said] if said in NUMBERS else int(said)


def _sixtieths(said: str) -> int:
    """Hours, perhaps with one decimal, as minutes: a tenth of an hour is six."""
    whole, _, tenths = said.partition(".")
    return _count(whole) * 60 + int(tenths or 0) * 6
