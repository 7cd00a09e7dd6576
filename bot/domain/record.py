"""The record of a meeting: who was there, whether enough seats were, and what was noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actions import Action
from bot.domain.agenda import Item
from bot.domain.decisions import Decision
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Attended, Meeting
from bot.domain.people import Marking

PRESENT = (Attended.PRESENT, Attended.DEPUTY)
"""How a seat is present. Observers and guests don't count."""


@dataclass(eq=False)
class RecordIsLocked(DomainError):
    """The minutes of that meeting were approved: its record stands."""

    spent = True

    number: int


@dataclass(eq=False)
class MeetingNotHeld(DomainError):
    """The meeting was never opened, or was cancelled: it has no record. ``state`` says how it stands."""

    number: int
    state: str


@dataclass(frozen=True)
class Quorum:
    """How many seats are present, of how many, and how many are needed. ``noted``: whether anybody's attendance was
    noted at all."""

    present: int
    seats: int
    needed: int
    noted: bool

    @property
    def reached(self) -> bool:
        return self.present >= self.needed

    @property
    def lacking(self) -> bool:
        """Whether it is known that there are too few."""
        return self.noted and not self.reached


def quorum(attendance: Iterable[tuple[str, Attended, str | None]], *, seats: int, needed: int) -> Quorum:
    """The quorum by seat: each counts once, however many people sit there."""
    found = list(attendance)
    present = {code for code, kind, _ in found if kind in PRESENT}
    return Quorum(len(present), seats, needed, bool(found))


@dataclass(frozen=True)
class Noted:
    """Something that was noted in a meeting, beside an item (its id) if there was one."""

    id: int
    text: str
    item_id: int | None
    marking: Marking
    by: str
    at: datetime


@dataclass(frozen=True)
class NoteTaken:
    """A note as it stands in the record of a meeting."""

    meeting: Meeting
    note: Noted
    item: Item | None

    @property
    def discreet(self) -> NoteTaken:
        if self.note.marking is not Marking.SENSITIVE:
            return self
        return replace(self, note=replace(self.note, text=""))


@dataclass(frozen=True)
class Record:
    """Everything that a meeting's minutes are made from. ``ordinal`` counts meetings held, this one among them;
    ``chair`` and ``host`` are codes; ``absent`` are the seats of that day that said nothing."""

    group: Group
    meeting: Meeting
    ordinal: int
    chair: str | None
    host: str | None
    attendance: Sequence[tuple[str, Attended, str | None]]
    absent: Sequence[str]
    quorum: Quorum
    items: Sequence[Item]
    gone: frozenset[int]
    late: frozenset[int]
    notes: Sequence[Noted]
    decisions: Sequence[Decision]
    actions: Sequence[Action]
    following: Meeting | None
    following_chair: str | None
