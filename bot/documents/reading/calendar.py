"""Days from a calendar file (ICS) that somebody downloaded: public holidays as governments publish them.

A calendar file says neither whose days they are nor of what kind: that is ``given`` for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from bot.documents.reading.model import Raw
from bot.domain.imports import FileNotOpened

BEGINS = b"BEGIN:VCALENDAR"
KIND = "public-holiday"
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, NotImplementedError)
"""What a parser of text that strangers write raises."""


def holds(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[: len(BEGINS)].upper() == BEGINS


def rows(content: bytes, given: Mapping[str, str]) -> Iterator[tuple[int, Sequence[Raw]]]:
    """A header, then a row for each event, numbered by the line on which it begins. A day that is repeated by a rule
    is left without its days, so that it is refused: holidays are published one by one. Raises ``FileNotOpened``."""
    try:
        found = Calendar.from_ical(content.decode("utf-8-sig"))
        events = [_cells(one) for one in found.walk("VEVENT")]
        source = str(found.get("X-WR-CALNAME") or found.get("PRODID") or "")
    except _NONSENSE as nonsense:
        raise FileNotOpened from nonsense
    fixed = {"kind": KIND, "source": " ".join(source.split())[:200], **given}
    lines = [number for number, line in enumerate(content.splitlines(), 1) if line.strip().upper() == b"BEGIN:VEVENT"]
    yield 1, ("first_day", "last_day", "name", *fixed)
    for number, cells in zip(lines, events, strict=False):
        if cells is not None:
            yield number, (*cells, *fixed.values())


def _cells(event: Any) -> tuple[str, str, str] | None:
    """First and last day, and the name; ``None`` for an event that was called off."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    name = " ".join(str(event.get("SUMMARY", "")).split())
    if "RRULE" in event or "RDATE" in event:
        return "", "", name
    first = event["DTSTART"].dt
    last = event["DTEND"].dt if "DTEND" in event else None
    if not isinstance(first, datetime):  # whole days: the end is the morning after
        last = (last or first + timedelta(days=1)) - timedelta(days=1)
    return _day(first), _day(last or first), name


def _day(found: date) -> str:
    return (found.date() if isinstance(found, datetime) else found).isoformat()
