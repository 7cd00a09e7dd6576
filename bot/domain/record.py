"""The record of a meeting: who was there, whether enough seats were, and what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actions import Action
from bot.domain.agenda import Item
from bot.domain.decisions import Decision
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Attended, Meeting
from bot.domain.people import Marking
from bot.domain.quorum import Quorum


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

    @property
    def marking(self) -> Marking:
        """The highest marking of anything in it."""
        found = {self.group.marking}
        found |= {item.marking for item in self.items} | {note.marking for note in self.notes}
        found |= {one.marking for one in self.decisions} | {action.marking for action in self.actions}
        return Marking.SENSITIVE if Marking.SENSITIVE in found else Marking.OFFICIAL
