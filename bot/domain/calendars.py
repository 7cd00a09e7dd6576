"""Entries of administrations' calendars as people note them, and whom a change concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.days import CalendarEntry
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.occasions import Occasion, When
from bot.domain.rotation import Turn


@dataclass(eq=False)
class NotYourCalendar(DomainError):
    """Only the secretariat of a group in which the administration has a seat, or an operator, notes its days."""

    administration: str


@dataclass(eq=False)
class EntryNotedAlready(DomainError):
    """The same days stand there already under the same kind and name, under ``number``."""

    number: str


@dataclass(eq=False)
class NoSuchEntry(DomainError):
    """No entry of that number stands in any calendar."""

    number: str


@dataclass(eq=False)
class NothingInTheWay(DomainError):
    """No pre-election period keeps any of the person's seats from chairing that meeting."""

    number: int


@dataclass(frozen=True)
class Willing:
    """A seat will chair in spite of its pre-election period, if it is its turn. ``turn`` is the meeting's now."""

    reference: str
    when: When
    seat: str
    for_seat: bool
    turn: Turn | None


@dataclass(frozen=True)
class Noted:
    """An entry under the number by which it can be removed."""

    number: int
    entry: CalendarEntry


@dataclass(frozen=True)
class Listed:
    """A page of entries by first day. ``asked`` is what was asked for, to be asked again of another page."""

    group: Group
    lines: Sequence[Noted]
    page: int
    pages: int
    asked: str


@dataclass(frozen=True)
class Affected:
    """Meetings that are booked on days that an administration has noted since, for their secretariat."""

    group: Group
    entries: Sequence[CalendarEntry]
    meetings: Sequence[Meeting]


@dataclass(frozen=True)
class Overtaken:
    """A seat was told to chair ``meeting`` before ``entry`` was noted: it is asked, nothing is taken back."""

    group: Group
    meeting: Occasion
    turn: Turn
    seat: str
    entry: CalendarEntry
    own: bool


@dataclass(frozen=True)
class GivenUp:
    """A seat gave up a turn that it was told: it is owed one, or has ``forfeited`` it. ``turn`` is the meeting's
    chair and host now."""

    reference: str
    when: When
    seat: str
    role: str
    for_seat: bool
    forfeited: bool
    turn: Turn | None
