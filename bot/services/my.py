"""Everything that waits on one person, in every group."""

from __future__ import annotations

from datetime import datetime

from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.my import Ahead, Mine, ToAnswer
from bot.domain.people import Actor, Post
from bot.domain.rotation import Role, TurnState
from bot.services import reminders


def waiting(uow: UnitOfWork, *, by: Actor, now: datetime) -> Mine | None:
    """What waits on this person; ``None`` for an account that is tied to nobody."""
    if by.official_id is None:
        return None
    groups = tuple(uow.groups.of(by.official_id))
    turns = [turn for group in groups for turn in _turns(uow, by.official_id, group, now)]
    ahead = [Ahead(group, facts(row, group)) for group in groups for row in uow.meetings.ahead(group.id, limit=1)]
    return Mine(
        groups=groups,
        turns=tuple(sorted(turns, key=lambda turn: turn.meeting.starts_at)),
        actions=reminders.waiting(uow, official_id=by.official_id, now=now),
        meetings=tuple(sorted(ahead, key=lambda one: one.meeting.starts_at)),
    )


def _turns(uow: UnitOfWork, official_id: int, group: Group, now: datetime) -> list[ToAnswer]:
    led = {
        membership.seat
        for membership in uow.people.memberships(official_id, group.id)
        if membership.post in (Post.LEAD, Post.DEPUTY)
    }
    seats = {seat.id: seat.code for seat in uow.groups.seats(group.id) if seat.code in led}
    return [
        ToAnswer(group, facts(meeting, group), Role(turn.role), seats[turn.seat_id])
        for turn, meeting in uow.ledger.waiting(group.id, list(seats))
        if turn.state is TurnState.ASSIGNED and meeting.starts_at > now
    ]
