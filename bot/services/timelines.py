"""Turns past and coming, for a picture of them."""

from __future__ import annotations

from datetime import date, datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.turns import Seen
from bot.services import rotation

PAST = 5
COMING = 10


def seen(uow: UnitOfWork, *, group: Group, now: datetime) -> Seen:
    """The last meetings that were held and the next ones, in the order of time; seats in rota order."""
    held = {row.number for row in uow.meetings.past(group.id) if row.state is MeetingState.HELD}
    known = rotation.by_meeting(uow, group=group, now=now)
    past = sorted((known[n] for n in held if n in known), key=lambda turn: (turn.day or date.min, turn.number or 0))
    coming = rotation.upcoming(uow, group=group, now=now, count=COMING)
    order = rotation.order(uow, group=group, now=now)
    return Seen(group, (*past[-PAST:], *coming), order, local(now, group.zone).date())
