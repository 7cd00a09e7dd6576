"""A meeting as it stands, with its turn: alone, in a list, or as something changed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import Changed, Meeting, MeetingState, Shown
from bot.domain.rotation import Turn
from bot.services import calendars, paper_days, rotation
from bot.services.meeting_rows import record

LISTED = 50


def listed(uow: UnitOfWork, *, group: Group, now: datetime, past: bool = False) -> Sequence[Changed]:
    """Meetings ahead with chair and host, the next first; or those that are over, the latest first."""
    rows = uow.meetings.past(group.id, limit=LISTED) if past else uow.meetings.ahead(group.id, limit=LISTED)
    turns = rotation.by_meeting(uow, group=group, now=now)
    return tuple(_with_turn(uow, group, row, turns.get(row.number)) for row in rows)


def shown(uow: UnitOfWork, *, group: Group, number: int, now: datetime) -> Shown:
    """Everything about one meeting. Raises ``NoSuchMeeting``."""
    row = record(uow, group, number)
    attendance = tuple((code, kind.value, name) for code, kind, name in uow.meetings.attendance(row.id))
    return Shown(changed(uow, group, row, now), attendance, uow.meetings.actions_raised(row.id))


def changed(
    uow: UnitOfWork, group: Group, row: models.Meeting, now: datetime, before: Meeting | None = None
) -> Changed:
    """A meeting with its turn, what it was ``before``, the turn that follows once it is over, and the quorum."""
    turns = rotation.by_meeting(uow, group=group, now=now)
    found = _with_turn(uow, group, row, turns.get(row.number))
    ahead = uow.meetings.ahead(group.id, limit=1)
    following = (
        turns.get(ahead[0].number) if ahead and row.state in (MeetingState.HELD, MeetingState.CANCELLED) else None
    )
    recorded = row.state in (MeetingState.OPEN, MeetingState.HELD)
    quorum = paper_days.quorum_of(uow, group, row) if recorded else None
    return Changed(found.meeting, found.day, found.turn, before, following, quorum)


def _with_turn(uow: UnitOfWork, group: Group, row: models.Meeting, turn: Turn | None) -> Changed:
    return Changed(facts(row, group), calendars.looked_up(uow, group=group, day=row.day, at=row.start), turn)
