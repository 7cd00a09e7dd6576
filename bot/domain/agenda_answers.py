"""What is answered about an agenda: listed, changed, stepped through, reminded of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.agenda import Item, Running, Why
from bot.domain.groups import Group
from bot.domain.meetings import Meeting


@dataclass(frozen=True)
class Waiting:
    """What stands on every agenda by itself: minutes to be approved (the meeting's reference, or empty), how many
    actions are open, of which overdue; decisions that wait for clearance or are due for review."""

    minutes: str
    actions: int
    overdue: int
    clearances: tuple[str, ...]
    reviews: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """The agenda of a meeting. ``late`` are the ids of items whose paper came late; ``deadline`` is the last day for
    papers; ``running`` only while the meeting is open. ``came`` names, by item id, the meeting an item came from."""

    meeting: Meeting
    items: tuple[Item, ...]
    late: frozenset[int]
    deadline: date
    waiting: Waiting
    running: Running | None
    came: Mapping[int, tuple[str, Why]]

    @property
    def minutes(self) -> int:
        """How long the items take together."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class Changed:
    """An item after a change, with the meeting it stands on now (``None``: waits for one). ``late``: its paper came
    after ``deadline``. ``before`` is the reference of the meeting that it leaves."""

    item: Item
    meeting: Meeting | None
    late: bool
    deadline: date | None
    before: str = ""

    @property
    def discreet(self) -> Changed:
        return replace(self, item=self.item.discreet)


@dataclass(frozen=True)
class Stepped:
    """The next item of an open meeting is talked about; ``closed`` is the one before, if there was one."""

    group: Group
    meeting: Meeting
    closed: Item | None
    running: Running

    @property
    def discreet(self) -> Stepped:
        run = self.running
        shown = replace(
            run,
            current=run.current.discreet if run.current else None,
            following=run.following.discreet if run.following else None,
        )
        return replace(self, closed=self.closed.discreet if self.closed else None, running=shown)


@dataclass(frozen=True)
class Reminded:
    """The agenda some days before, for those who run the meeting or for members."""

    group: Group
    agenda: Listed
    runs: bool
    days: int
