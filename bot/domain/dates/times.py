"""``parse_time``: a time of day."""

from __future__ import annotations

import re
from datetime import time

from bot.domain.dates.refusals import BareNumber, NoSuchTime, TimeNotUnderstood
from bot.domain.dates.words import tokens

_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?(am|pm|a\.m|p\.m)?")
_NOON = frozenset({"noon", "midday"})


def parse_time(text: str) -> time:
    """The time that ``text`` names, to the minute: ``14:00``, ``9.30``, ``2pm``, ``2.30 pm``, ``noon``.

    12am is 00:00 and 12pm is 12:00. Raises ``BareNumber`` for ``10``, ``NoSuchTime`` for ``25:00`` and ``13pm``,
    ``TimeNotUnderstood`` or ``PhraseTooLong``, and nothing else.
    """
    words = tokens(text)
    if words[:1] == ["at"]:
        words = words[1:]
    said = " ".join(words)
    if said in _NOON:
        return time(12)
    if re.fullmatch(r"[0-9]+", said):
        raise BareNumber(text.strip())
    found = _TIME.fullmatch(said)
    if not found:
        raise TimeNotUnderstood(text.strip())
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        raise NoSuchTime(text.strip())
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)


def time_at(words: list[str], place: int) -> int:
    """How many of the casefolded ``words`` from ``place`` on look like one time: 0, 1 or 2 (``2 pm``)."""
    pair = " ".join(words[place : place + 2])
    if re.fullmatch(r"[0-9]{1,2}([:.][0-9]{2})? (am|pm|a\.m|p\.m)", pair):
        return 2
    word = words[place]
    found = _TIME.fullmatch(word)
    return int(word in _NOON or bool(found and (found[2] or found[3])))
