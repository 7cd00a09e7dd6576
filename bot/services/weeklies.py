"""The week of a group's actions, told its channels once a week, and only where something changed: totals, and what was
added and closed. Nothing by seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from bot.chores import Chore
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.action_changes import Week
from bot.domain.actions import ActionStatus
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.ladders import Desk, monday
from bot.services import calendars

OPENS, CLOSES = time(9), time(17)
ONE_WEEK = timedelta(weeks=1)


def begin(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """The group has a channel: from now on its weeks are told. May be repeated."""
    if uow.session.get(models.Weekly, group.id) is None:
        uow.session.add(models.Weekly(group_id=group.id, due_at=_next(uow, group, now), since=now))
        uow.session.flush()


def told(uow: UnitOfWork, *, group_id: int, facts: Mapping[str, Any], now: datetime) -> Week | None:
    """The week as it stands when it is told; ``None`` where nothing of it is left to tell."""
    group = uow.groups.by_id(group_id)
    if group is None or group.closed_on is not None:
        return None
    since, until = (datetime.fromisoformat(facts[name]) for name in ("since", "until"))
    return _week(uow, group, since, until, now)


def _week(uow: UnitOfWork, group: Group, since: datetime, until: datetime, now: datetime) -> Week | None:
    raised, closed = uow.weeklies.between(group.id, since, until)
    moved, given = uow.weeklies.events(group.id, since, until)
    done = [action for action in closed if action.status is ActionStatus.DONE]
    dropped = sum(action.status is ActionStatus.DROPPED for action in closed)
    if not (raised or closed or moved or given):
        return None
    open_, overdue = uow.actions.totals(group.id, local(now, group.zone).date())
    return Week(group, tuple(raised), tuple(done), dropped, moved, given, open_, overdue)


def _tell(uow: UnitOfWork, group_id: int, now: datetime) -> None:
    """Say what is to be said of the time since the last word, and wait a week. Late by days, it is said once."""
    row = uow.session.get(models.Weekly, group_id, with_for_update=True)
    group = uow.groups.by_id(group_id)
    if row is None or group is None or row.due_at > now:
        return
    if group.closed_on is not None:
        uow.session.delete(row)
        return
    if _week(uow, group, row.since, now, now) is not None:
        uow.outbox.post(
            uow.groups.places(group_id),
            f"actions-weekly:{group_id}:{row.due_at.isoformat()}",
            facts={"since": row.since.isoformat(), "until": now.isoformat()},
            now=now,
            due_at=_open(uow, group, now),
        )
    row.since, row.due_at = now, _next(uow, group, now)


def _next(uow: UnitOfWork, group: Group, now: datetime) -> datetime:
    """When the first working day of the next week opens, in the group's zone."""
    day = monday(local(now, group.zone).date()) + ONE_WEEK
    desk = _desk(uow, group)
    first = desk.step(day, 0, calendars.of_seats(uow, uow.groups.seats(group.id), day))
    return desk.hours(first)[0]


def _open(uow: UnitOfWork, group: Group, now: datetime) -> datetime:
    """Now, or when somebody is there again to read it."""
    today = local(now, group.zone).date()
    return _desk(uow, group).reached(now, calendars.of_seats(uow, uow.groups.seats(group.id), today))


def _desk(uow: UnitOfWork, group: Group) -> Desk:
    codes = tuple(seat.code for seat in uow.groups.seats(group.id))
    return Desk(group.zone, OPENS, CLOSES, served=codes)


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    return uow.weeklies.due(now)


def _coming(uow: UnitOfWork, after: datetime) -> datetime | None:
    return uow.weeklies.coming(after)


WEEKLY = Chore("weeks of actions", due=_due, do=_tell, coming=_coming)
