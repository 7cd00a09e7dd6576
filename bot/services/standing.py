"""Where an official stands: posts, the next meeting, the next turn of their seats, what waits on them."""

from __future__ import annotations

from datetime import datetime

from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.joining import Standing
from bot.domain.people import Actor, Official
from bot.services import my, rotation


def of(uow: UnitOfWork, *, official: Official, now: datetime) -> tuple[Standing, ...]:
    """In every group that has not ended, by its short name."""
    return tuple(in_group(uow, official=official, group=group, now=now) for group in uow.groups.of(official.id))


def in_group(uow: UnitOfWork, *, official: Official, group: Group, now: datetime) -> Standing:
    posts = uow.people.memberships(official.id, group.id)
    seats = {post.seat for post in posts if post.seat is not None}
    ahead = uow.meetings.ahead(group.id, limit=1)
    turns = rotation.upcoming(uow, group=group, now=now) if seats and uow.ledger.entries(group.id) else ()
    mine = my.waiting(uow, by=Actor(official.id, official.name), now=now)
    turns_waiting = [turn for turn in mine.turns if turn.group.id == group.id] if mine else []
    actions = [action for action in mine.actions.own if action.group == group.slug] if mine else []
    return Standing(
        group=group,
        posts=posts,
        next_on=facts(ahead[0], group).day if ahead else None,
        chairs=next((turn for turn in turns if turn.chair in seats and turn.day is not None), None),
        waiting=len(turns_waiting) + len(actions),
    )
