"""Turns past and coming, for a picture of them."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.rotation import TurnState
from bot.domain.turns import Seen
from bot.services import rotation

PAST = 5
COMING = 10
SERVED = TurnState.SERVED


def seen(uow: UnitOfWork, *, group: Group, now: datetime) -> Seen:
    """The last meetings that were held (terms that are over) and the next ones, in the order of time; seats in rota
    order."""
    held = {row.number for row in uow.meetings.past(group.id) if row.state is MeetingState.HELD}
    known = rotation.own_turns(uow, group=group, now=now)
    past = [turn for turn in known if turn.number in held or ((turn.number or 0) < 0 and turn.chair_state is SERVED)]
    coming = rotation.upcoming(uow, group=group, now=now, count=COMING)
    order = rotation.order(uow, group=group, now=now)
    return Seen(group, (*past[-PAST:], *coming), order, local(now, group.zone).date())
