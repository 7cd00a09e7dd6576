"""``parse_when``: a day and a time in one phrase."""

from __future__ import annotations

import re
from datetime import date, time

from bot.domain.dates.calendar_dates import parse_date
from bot.domain.dates.refusals import (
    DateNotUnderstood,
    DayMissing,
    TimeMissing,
    TimeNotUnderstood,
)
from bot.domain.dates.times import parse_time, time_at
from bot.domain.dates.words import split

_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2})")


def parse_when(text: str, *, today: date) -> tuple[date, time]:
    """The local day and time that ``text`` names, in either order: ``26 Jan 10:00``, ``tomorrow at 2pm``,
    ``10:00 on Friday``, ``2027-01-20T10:00``.

    Raises what ``parse_date`` and ``parse_time`` raise, ``TimeMissing`` where only a day was named, ``DayMissing``
    where only a time was, ``TimeNotUnderstood`` where two times were; nothing else.
    """
    typed = split(_ISO.sub(r"\1 \2", text) if len(text) < 40 else text)
    words = [word.casefold() for word in typed]
    taken = {place: length for place in range(len(words)) if (length := time_at(words, place))}
    if len(taken) > 1:
        raise TimeNotUnderstood(text.strip())
    if not taken:
        return _without_time(text, typed, words, today=today)
    ((place, length),) = taken.items()
    at = parse_time(" ".join(typed[place : place + length]))
    before = typed[:place][: -1 if place and words[place - 1] in ("at", "@") else None]
    rest = before + typed[place + length :]
    if not rest:
        raise DayMissing(text.strip(), at=at)
    return parse_date(" ".join(rest), today=today), at


def _without_time(text: str, typed: list[str], words: list[str], *, today: date) -> tuple[date, time]:
    if not words:
        raise DateNotUnderstood(text.strip())
    if "at" in words:
        # "20 Jan at 10": what follows is the time that was meant, and is refused for its own reason.
        place = words.index("at")
        day, at = (
            parse_date(" ".join(typed[:place]), today=today),
            parse_time(" ".join(typed[place + 1 :])),
        )
        return day, at
    raise TimeMissing(text.strip(), day=parse_date(text, today=today))
