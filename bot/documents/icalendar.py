"""iCalendar (RFC 5545): meetings as events, for mails (RFC 5546, 6047), feeds and files.

Written line by line: CRLF at each end, folded at 75 octets and never within a character, text escaped, parameters
quoted. Nothing that a person typed can begin a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from bot.documents.timezones import vtimezone
from bot.domain.dates import local

PRODUCT: Final = "-//Convenor//Convenor//EN"
MEDIA_TYPE: Final = "text/calendar"
ENDING: Final = "ics"
WIDEST: Final = 75
"""Octets of a line, without its end."""

ALARM: Final = timedelta(minutes=15)
"""So long before a meeting its reader's calendar speaks up."""

_SAFE = "@!#$&'*+-/=?^_`{|}~."


class Method(StrEnum):
    """What a calendar object asks of whoever reads it."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Part(StrEnum):
    """How somebody takes part; the value is RFC 5545's ROLE."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"


class Reply(StrEnum):
    """What somebody answered; the value is RFC 5545's PARTSTAT."""

    NONE = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


@dataclass(frozen=True)
class Party:
    """A calendar user: an address that was checked when it was taken, and a name."""

    address: str
    name: str
    part: Part = Part.REQUIRED
    reply: Reply = Reply.NONE


@dataclass(frozen=True)
class Event:
    """One meeting. ``starts_at`` and ``ends_at`` are instants, shown in ``zone``; ``stamp`` is when this version of it
    was made. ``cancelled`` is the whole meeting's end, for everybody."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    text: str = ""
    place: str = ""
    cancelled: bool = False
    organiser: Party | None = None
    attendees: tuple[Party, ...] = ()
    alarm: timedelta | None = None


def calendar(events: Iterable[Event], *, method: Method | None = None, name: str = "") -> bytes:
    """The calendar object. A feed has a ``name`` and says how often it is worth reading."""
    found = tuple(events)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    if method is not None:
        lines.append(f"METHOD:{method}")
    if name:
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
        lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for zone, first, last in _zones(found):
        lines += vtimezone(zone, first, last)
    for event in found:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _zones(events: Sequence[Event]) -> Iterator[tuple[str, int, int]]:
    """Each zone once, with the years that its events are in."""
    years: dict[str, list[int]] = {}
    for event in events:
        for instant in (event.starts_at, event.ends_at):
            years.setdefault(event.zone, []).append(local(instant, event.zone).year)
    for zone in sorted(years):
        yield zone, min(years[zone]), max(years[zone])


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.stamp)}"
    yield f"DTSTART{_when(event.starts_at, event.zone)}"
    yield f"DTEND{_when(event.ends_at, event.zone)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{_text(event.text)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:OPAQUE"
    if event.organiser is not None:
        yield f"ORGANIZER;CN={_parameter(event.organiser.name)}:{_address(event.organiser.address)}"
    for party in event.attendees:
        said = f"CUTYPE=INDIVIDUAL;ROLE={party.part};PARTSTAT={party.reply};RSVP=TRUE;CN={_parameter(party.name)}"
        yield f"ATTENDEE;{said}:{_address(party.address)}"
    if event.alarm is not None and not event.cancelled:
        minutes = event.alarm // timedelta(minutes=1)
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.title)}")
        yield from (f"TRIGGER:-PT{minutes}M", "END:VALARM")
    yield "END:VEVENT"


def _when(instant: datetime, zone: str) -> str:
    """Local time with its zone. What clocks show twice that night is said in UTC: programmes don't agree which of the
    two is meant."""
    wall = local(instant, zone)
    twice = wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
    return f":{_utc(instant)}" if twice else f";TZID={zone}:{wall:%Y%m%dT%H%M%S}"


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _address(address: str) -> str:
    return f"mailto:{quote(address, safe=_SAFE)}"


def _text(value: str) -> str:
    """A TEXT value. Ends of lines become ``\\n``; other control characters have no place in it."""
    lines = "\n".join("".join(one for one in line if one == "\t" or one.isprintable()) for line in _lines(value))
    return lines.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(value: str) -> list[str]:
    return value.encode("utf-8", "replace").decode().splitlines()


def _parameter(value: str) -> str:
    """A quoted parameter value, which holds no double quotes and no control characters."""
    plain = " ".join(" ".join(_lines(value)).split()).replace('"', "'")
    return f'"{"".join(one for one in plain if one.isprintable())}"'


def _folded(line: str) -> bytes:
    """At most 75 octets a line; a character is never torn."""
    rest, found, room = line, b"", WIDEST
    while len(rest.encode()) > room:
        taken = len(rest.encode()[:room].decode(errors="ignore"))
        found += (b" " if found else b"") + rest[:taken].encode() + b"\r\n"
        rest, room = rest[taken:], WIDEST - 1
    return found + (b" " if found else b"") + rest.encode() + b"\r\n"
