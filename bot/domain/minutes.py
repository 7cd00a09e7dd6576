"""Minutes and summaries: texts in sections, made from the record, corrected by people, settled once.

Every save is a version of the whole text, and none is ever lost. Whoever corrects a section says which version they
read: where somebody else changed the same section since, both texts are put before them, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.days import Calendar, CalendarEntry, Kind
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.people import Marking

LOOKED_AHEAD = 366 * 3
"""Days in which the end of pre-election periods is looked for."""


class TextKind(StrEnum):
    MINUTES = "minutes"
    SUMMARY = "summary"


class TextState(StrEnum):
    """``approved`` ends minutes. A summary is ``held`` while it waits for the day after polling, ``released`` once it
    was said."""

    DRAFT = "draft"
    APPROVED = "approved"
    HELD = "held"
    RELEASED = "released"


@dataclass(eq=False)
class NoSuchSection(DomainError):
    """The text has no section of that name; ``known`` are those it has."""

    asked: str
    known: str


@dataclass(eq=False)
class NoSuchVersion(DomainError):
    version: int


@dataclass(eq=False)
class SectionChanged(DomainError):
    """Somebody else changed the same section meanwhile; ``theirs`` is how it reads now, ``version`` the text's number.
    Nothing was overwritten: what is sent next builds on theirs."""

    by: str
    theirs: str
    version: int

    @property
    def carries(self) -> Mapping[str, str]:
        """What the form goes on with."""
        return {"version": str(self.version)}


@dataclass(eq=False)
class MinutesTooEarly(DomainError):
    """Minutes are approved at the next meeting: ``day`` is when that is, ``None`` where none is planned."""

    number: int
    day: date | None


@dataclass(eq=False)
class MinutesApproved(DomainError):
    """They were approved already, so they stand as they are."""

    spent = True

    number: int


@dataclass(eq=False)
class SummaryReleased(DomainError):
    """It was released already, so it stands as it is."""

    spent = True

    number: int


@dataclass(eq=False)
class SummaryNotHeld(DomainError):
    """It waits for nothing, so there is nothing to take back."""

    number: int


@dataclass(eq=False)
class SectionUnchanged(DomainError):
    """What was sent is what stands there already."""


@dataclass(frozen=True)
class Section:
    """A part of a text under its heading. Lines that begin with a dash are points. ``edited``: people wrote it, so the
    record no longer does."""

    key: str
    title: str
    text: str
    edited: bool = False


@dataclass(frozen=True)
class Version:
    """A whole text as somebody left it. Number 0 is what the record says, before anybody saved it."""

    number: int
    sections: tuple[Section, ...]
    by: str = ""
    at: datetime | None = None

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.key == key), None)


@dataclass(frozen=True)
class Written:
    """A text of a meeting as it stands. ``settled_at`` is when it was approved or released, ``release_at`` when a held
    summary will be; ``settled_in`` the reference of the meeting that approved it. ``marking`` is the highest of what
    stands in it."""

    group: Group
    meeting: Meeting
    kind: TextKind
    state: TextState
    version: Version
    head: tuple[tuple[str, str], ...]
    release_at: datetime | None = None
    settled_at: datetime | None = None
    settled_in: str = ""
    marking: Marking = Marking.OFFICIAL

    @property
    def locked(self) -> bool:
        return self.state in (TextState.APPROVED, TextState.RELEASED)


@dataclass(frozen=True)
class Corrected:
    """A text after a correction; ``merged``: others had changed other parts meanwhile, which stay."""

    text: Written
    section: Section
    merged: bool


@dataclass(frozen=True)
class Held:
    """Whose pre-election periods keep a summary back, and the first day on which nothing does."""

    until: date
    because: tuple[CalendarEntry, ...]


def refreshed(stored: Version, fresh: Sequence[Section]) -> Version:
    """The text as it reads now: sections that people wrote stay, the others say what the record says today. A section
    that people wrote and the record no longer has stays at the end of its text."""
    kept = {one.key: one for one in stored.sections if one.edited}
    found = [kept.pop(one.key, one) for one in fresh]
    return replace(stored, sections=(*found, *kept.values()))


def corrected(current: Version, base: Version | None, key: str, text: str) -> tuple[tuple[Section, ...], Section]:
    """The sections with the one of that key saying ``text``. ``base`` is the version that the writer read, if they
    said so. Raises ``NoSuchSection``, ``SectionUnchanged`` or ``SectionChanged``."""
    there = current.section(key)
    if there is None:
        raise NoSuchSection(key[:40], ", ".join(one.key for one in current.sections))
    if there.text == text:
        raise SectionUnchanged
    read = base.section(key) if base is not None else there
    if there.edited and (read is None or read.text != there.text):
        raise SectionChanged(current.by, there.text, current.number)
    new = replace(there, text=text, edited=True)
    return tuple(new if one.key == key else one for one in current.sections), new


def tidy(text: str) -> str:
    """A section's text as it is kept: no blanks at the ends of lines, no more than one empty line in a row."""
    lines: list[str] = []
    for line in (one.rstrip() for one in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def held(day: date, administrations: Iterable[str], calendar: Calendar) -> Held | None:
    """Whether a text may not be published on that day, because an administration is in its pre-election period (whose
    last day is polling day), and from which day it may; ``None`` where nothing keeps it back."""
    codes = tuple(administrations)
    because = _periods(day, codes, calendar)
    if not because:
        return None
    found = day
    for _ in range(LOOKED_AHEAD):
        found += timedelta(days=1)
        if not _periods(found, codes, calendar):
            break
    return Held(found, because)


def _periods(day: date, codes: Iterable[str], calendar: Calendar) -> tuple[CalendarEntry, ...]:
    return tuple(entry for code in codes for entry in calendar.on(day, code) if entry.kind is Kind.PRE_ELECTION)
