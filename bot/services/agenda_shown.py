"""The agenda as it stands: a meeting's items, what waits beside them, and one item as something changed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain import agenda as rules
from bot.domain.agenda import Item, Why
from bot.domain.agenda_answers import Changed, Listed, Waiting
from bot.domain.dates import local
from bot.domain.decisions import DecisionFilter
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState, NoSuchMeeting
from bot.domain.record_policy import of_group
from bot.services import agenda_places

MOST = 50


def listed(uow: UnitOfWork, *, group: Group, number: int | None, now: datetime) -> Listed:
    """The agenda of a meeting: the one named, the open one, or the next to come. Raises ``NoSuchMeeting`` (0 where no
    meeting is ahead)."""
    row = uow.meetings.by_number(group.id, number) if number is not None else agenda_places.meeting(uow, group, None)
    if row is None:
        raise NoSuchMeeting(number or 0)
    meeting = facts(row, group)
    items = tuple(agenda_places.of_meeting(uow, group, row))
    deadline = rules.paper_deadline(row.day, of_group(group).papers)
    late = [i.id for i in items if i.late(deadline, local(i.paper_at, row.zone).date() if i.paper_at else None)]
    return Listed(
        meeting=meeting,
        items=items,
        late=frozenset(late),
        deadline=deadline,
        waiting=waiting(uow, group=group, row=row, now=now),
        running=rules.running(items, meeting, now) if row.state is MeetingState.OPEN else None,
        came=_came(uow, group, items),
    )


def waiting(uow: UnitOfWork, *, group: Group, row: models.Meeting, now: datetime) -> Waiting:
    """What stands on the agenda of a meeting without anybody's asking."""
    today = local(now, group.zone).date()
    earlier = uow.texts.unapproved(group.id, row.starts_at)
    actions, overdue = uow.ledger.open_actions(group.id, today)
    subject, _ = uow.decisions.of_group(group, DecisionFilter.CLEARANCE, today=today, unmarked=False, limit=MOST)
    review, _ = uow.decisions.of_group(group, DecisionFilter.REVIEW, today=row.day, unmarked=False, limit=MOST)
    return Waiting(
        minutes=group.meeting(earlier.number) if earlier is not None else "",
        actions=actions,
        overdue=overdue,
        clearances=tuple(one.reference for one in reversed(subject)),
        reviews=tuple(one.reference for one in reversed(review)),
    )


def changed(uow: UnitOfWork, group: Group, row: models.AgendaItem, *, before: str = "") -> Changed:
    """An item with the meeting on whose agenda it stands; ``before`` is the one whose agenda it left."""
    item = uow.agenda.by_id(row.id, group)
    ahead = agenda_places.ahead(uow, group)
    standing = rules.standing(item, ahead) if item.open else None
    meeting = next((one for one in ahead if one.id == standing), None)
    if meeting is None:
        return Changed(item, None, False, None, before)
    deadline = rules.paper_deadline(meeting.day, of_group(group).papers)
    came = local(item.paper_at, meeting.zone).date() if item.paper_at else None
    return Changed(item, meeting, item.late(deadline, came), deadline, before)


def _came(uow: UnitOfWork, group: Group, items: Collection[Item]) -> Mapping[int, tuple[str, Why]]:
    return {
        item.id: (group.meeting(uow.meetings.by_id(item.gone[-1].meeting).number), item.gone[-1].why)
        for item in items
        if item.gone
    }
