"""Where items stand, and what becomes of them when a meeting ends."""

from __future__ import annotations

from collections.abc import Sequence

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain import agenda as rules
from bot.domain.agenda import Item, ItemState, Why
from bot.domain.groups import Group
from bot.domain.meetings import Meeting, MeetingIsOver, NoSuchMeeting


def ahead(uow: UnitOfWork, group: Group) -> tuple[Meeting, ...]:
    """The meetings that are scheduled or open, the next first."""
    return tuple(facts(row, group) for row in uow.meetings.ahead(group.id))


def of_meeting(uow: UnitOfWork, group: Group, row: models.Meeting) -> Sequence[Item]:
    """The agenda of a meeting in its order."""
    items = uow.agenda.of_group(group, meeting_id=row.id)
    return rules.of_meeting(items, facts(row, group), ahead(uow, group))


def carry_over(uow: UnitOfWork, group: Group, row: models.Meeting) -> None:
    """A meeting is about to close: what is talked about is done, what it didn't reach goes on to the next one."""
    for item in of_meeting(uow, group, row):
        if not item.open:
            continue
        record = uow.agenda.record_by_id(item.id)
        if record.state is ItemState.CURRENT:
            record.state, record.meeting_id, record.ended_at = ItemState.DONE, row.id, row.ends_at
            continue
        record.gone = [*record.gone, {"meeting": row.id, "why": Why.NOT_REACHED.value}]
        record.meeting_id = None
    uow.session.flush()


def bring_back(uow: UnitOfWork, group: Group, row: models.Meeting) -> None:
    """A meeting that was only assumed to have been held is still to come, or was cancelled: what went on from it did
    not."""
    for item in uow.agenda.of_group(group):
        left = [gone for gone in item.gone if (gone.meeting, gone.why) == (row.id, Why.NOT_REACHED)]
        if left:
            record = uow.agenda.record_by_id(item.id)
            record.gone = [one for one in record.gone if one["meeting"] != row.id]
            record.meeting_id = row.id
    uow.session.flush()


def meeting(uow: UnitOfWork, group: Group, number: int | None) -> models.Meeting | None:
    """The meeting of that number, if it is ahead; or the open one, or the next.

    Raises ``NoSuchMeeting`` or ``MeetingIsOver``.
    """
    if number is None:
        return uow.meetings.open(group.id) or next(iter(uow.meetings.ahead(group.id, limit=1)), None)
    row = uow.meetings.by_number(group.id, number)
    if row is None:
        raise NoSuchMeeting(number)
    if facts(row, group).over:
        raise MeetingIsOver(number, row.state.value)
    return row
