"""An action as a row of a file says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.db.unit_of_work import UnitOfWork
from bot.domain.actions import ActionStatus
from bot.domain.extent import parse_extent, resolve
from bot.domain.groups import Group
from bot.domain.imports import CellUnreadable, StillToCome
from bot.domain.meetings import NoSuchMeeting
from bot.domain.people import Marking
from bot.services.imports import action_parts
from bot.services.imports.action_parts import Beside
from bot.services.imports.model import day_in_words, needed, one_of
from bot.services.imports.owners import Owners, Owning

SAID_OTHERWISE: Final = {
    "closed": ActionStatus.DONE,
    "complete": ActionStatus.DONE,
    "completed": ActionStatus.DONE,
    "in-progress": ActionStatus.IN_PROGRESS,
    "ongoing": ActionStatus.IN_PROGRESS,
    "started": ActionStatus.IN_PROGRESS,
    "not started": ActionStatus.OPEN,
    "outstanding": ActionStatus.OPEN,
    "cancelled": ActionStatus.DROPPED,
    "withdrawn": ActionStatus.DROPPED,
}
"""What other logs call a state, where it can mean no other."""

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Wanted:
    """A row as it was read. ``number`` is that of its reference, if it is one of this group."""

    number: int | None
    reference: str
    text: str
    extent: tuple[str, ...]
    owner: Owning
    others: tuple[int, ...]
    due: date | None
    original_due: date | None
    status: ActionStatus
    meeting_id: int | None
    marking: Marking
    raised_on: date
    updated_on: date
    closed_on: date | None
    update: str
    decision: int | None
    beside: Beside

    @property
    def key(self) -> Key:
        return self.text, self.extent

    @property
    def what(self) -> tuple[str, ...]:
        return self.reference, self.owner.name, self.text[:60]


class ActionRows:
    """What a group's rows are read against, looked up once for a whole file."""

    def __init__(self, uow: UnitOfWork, group: Group, today: date) -> None:
        self._meetings = uow.meetings
        self._group = group
        self._today = today
        self._seats = uow.groups.seats(group.id)
        self._owners = Owners(uow, group)

    def read(self, cells: Mapping[str, str]) -> Wanted:
        """The action that these cells say. Raises what is wrong with them."""
        text = " ".join(needed(cells, "action").split())
        needed(cells, "extent")
        owner = self._owners.of(cells)
        due = day_in_words(cells, "due", self._today)
        original = day_in_words(cells, "original_due", self._today)
        raised, closed = self._past(cells, "raised_on"), self._past(cells, "closed_on")
        status = _status(cells, closed)
        if closed is not None and raised is not None and closed < raised:
            raise CellUnreadable("closed_on", closed.isoformat(), raised.isoformat())
        reference = cells.get("ref", "")
        return Wanted(
            number=self._numbered(reference),
            reference=reference[:40],
            text=text,
            extent=resolve(parse_extent(cells["extent"]), seats=self._seats, own=()),
            owner=owner,
            others=self._owners.others(cells.get("other_owners", ""), owner),
            due=due,
            original_due=original,
            status=status,
            meeting_id=self._meeting(cells),
            marking=one_of(cells, "marking", Marking, self._group.marking, upper=True),
            raised_on=raised or closed or self._today,
            updated_on=self._past(cells, "updated_on") or closed or raised or self._today,
            closed_on=closed,
            update=" ".join(cells.get("last_update", "").split()),
            decision=self._decision(cells),
            beside=action_parts.beside(cells),
        )

    def _numbered(self, text: str, letter: str = "") -> int | None:
        """The number in a reference of this group; ``None`` where it is none."""
        of_group = rf"{re.escape(self._group.slug)}-{letter}([1-9][0-9]{{0,7}})"
        found = re.fullmatch(of_group, text, re.IGNORECASE)
        return int(found[1]) if found else None

    def _decision(self, cells: Mapping[str, str]) -> int | None:
        """The number of the decision that it carries out, by a reference of this group."""
        text = cells.get("decision", "")
        found = self._numbered(text, "D")
        if text and found is None:
            raise CellUnreadable("decision", text[:40], f"{self._group.slug.upper()}-D3")
        return found

    def _past(self, cells: Mapping[str, str], column: str) -> date | None:
        found = day_in_words(cells, column, self._today)
        if found is not None and found > self._today:
            raise StillToCome(column, found)
        return found

    def _meeting(self, cells: Mapping[str, str]) -> int | None:
        number = cells.get("meeting", "")
        if not number:
            return None
        if not (number.isascii() and number.isdigit() and len(number) < 7):
            raise CellUnreadable("meeting", number[:40], "7")
        found = self._meetings.by_number(self._group.id, int(number))
        if found is None:
            raise NoSuchMeeting(int(number))
        return found.id


def _status(cells: Mapping[str, str], closed: date | None) -> ActionStatus:
    said = " ".join(cells.get("status", "").lower().split())
    if said in SAID_OTHERWISE:
        return SAID_OTHERWISE[said]
    return one_of(cells, "status", ActionStatus, ActionStatus.DONE if closed else ActionStatus.OPEN)
