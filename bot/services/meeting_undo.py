"""Taking back what was done to a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.domain.turns_moved import Because
from bot.domain.undo import ChangedSince
from bot.services import meeting_turns
from bot.services.meeting_rows import raise_sequence, set_clock
from bot.services.turns_moved import watched


def not_added(uow: UnitOfWork, kept: Mapping[str, Any], by: Actor, now: datetime) -> Mapping[str, Any]:
    """A meeting that was added is withdrawn; its number is not used again."""
    row, group = _kept(uow, kept)
    if uow.ledger.turns_of(row.id):
        meeting_turns.cancelled(uow, group=group, number=row.number, by=by, now=now)
    row.state, row.closed_at = MeetingState.CANCELLED, now
    raise_sequence(row, now)
    row.notice_at = row.remind_at = row.ask_at = None
    return {"number": str(row.number), "day": row.day}


def not_moved(uow: UnitOfWork, kept: Mapping[str, Any], by: Actor, now: datetime) -> Mapping[str, Any]:
    """A meeting that was moved is where it was."""
    row, group = _kept(uow, kept)
    with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
        placed = kept["before"]
        row.day, row.start = date.fromisoformat(placed["day"]), time.fromisoformat(placed["start"])
        row.starts_at = to_instant(row.day, row.start, row.zone)
        row.ends_at = row.starts_at + timedelta(minutes=row.minutes)
        raise_sequence(row, now)
        set_clock(uow, group, row, now)
        meeting_turns.moved(uow, group=group, number=row.number, day=row.day, by=by, now=now)
    return {"number": str(row.number), "day": row.day}


def not_opened(uow: UnitOfWork, kept: Mapping[str, Any], by: Actor, now: datetime) -> Mapping[str, Any]:
    """A meeting that was opened too soon is scheduled again."""
    row, group = _kept(uow, kept)
    row.state, row.opened_at = MeetingState.SCHEDULED, None
    set_clock(uow, group, row, now)
    return {"number": str(row.number)}


def _kept(uow: UnitOfWork, kept: Mapping[str, Any]) -> tuple[models.Meeting, Group]:
    row = uow.meetings.by_id(kept["meeting"])
    group = uow.groups.by_id(row.group_id)
    if row.version != kept["version"] or group is None:
        raise ChangedSince
    return row, group
