"""Lists of actions: which ones, in which order, and a row of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.domain.actions import STILL_OPEN, ActionStatus, Priority


class ActionFilter(StrEnum):
    """Which actions a list shows. ``waiting``: open ones that wait for others; ``vacant``: open ones whose post nobody
    holds."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    WAITING = "waiting"
    VACANT = "vacant"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def statuses(self) -> tuple[ActionStatus, ...]:
        match self:
            case ActionFilter.DONE:
                return (ActionStatus.DONE,)
            case ActionFilter.DROPPED:
                return (ActionStatus.DROPPED,)
            case _:
                return STILL_OPEN


class Order(StrEnum):
    """How a list stands: the first due, the newest, what was changed last, or the most pressing first."""

    DUE = "due"
    NEWEST = "newest"
    CHANGED = "changed"
    PRIORITY = "priority"


class ActionLine(NamedTuple):
    """An action as a list shows it. ``owner`` is empty while its post is vacant, ``seat`` (a code) for the
    secretariat's."""

    number: int
    reference: str
    text: str
    extent: tuple[str, ...]
    owner: str
    seat: str
    due: date
    status: ActionStatus
    priority: Priority = Priority.NORMAL
    waits: bool = False

    @property
    def open(self) -> bool:
        return self.status in STILL_OPEN

    def overdue(self, today: date) -> bool:
        """Whether its day is over and it is still to be done."""
        return self.status in STILL_OPEN and self.due < today


@dataclass(frozen=True)
class Listed:
    """A page of a list, and how many there are in all."""

    actions: tuple[ActionLine, ...]
    total: int
    which: ActionFilter
    today: date
    page: int = 1
    pages: int = 1
    search: str = ""
