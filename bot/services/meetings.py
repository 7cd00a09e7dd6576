"""Meetings: added, moved, cancelled, opened, closed. A turn travels with its meeting and passes when it is held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.meetings import (
    Changed,
    MeetingsClash,
    MeetingState,
    may_be_at,
    may_change,
    may_close,
    may_exist,
    may_open,
)
from bot.domain.people import Actor
from bot.domain.rotation import Kind
from bot.domain.turns_moved import Because
from bot.services import agenda_places, calendar_news, clashes, meeting_turns, paper_days, rotation, terms
from bot.services.meeting_rows import enter, raise_sequence, record, set_clock
from bot.services.meetings_shown import changed
from bot.services.turns_moved import watched

DEFAULT_MINUTES = 120


def add(
    uow: UnitOfWork,
    *,
    group: Group,
    day: date,
    at: time,
    kind: Kind,
    by: Actor,
    now: datetime,
    minutes: int = DEFAULT_MINUTES,
    mode: str = "",
    place: str = "",
    chair: str | None = None,
    host: str | None = None,
) -> Changed:
    """Schedule one meeting by hand. A holiday warns, an existing meeting at that instant refuses.

    Raises ``NoSuchHour``, ``MeetingInThePast``, ``MeetingTooFarAhead``, ``MeetingsClash`` and the refusals of the
    rotation.
    """
    may_exist(day, at, group.zone)
    starts_at = to_instant(day, at, group.zone)
    may_be_at(day, starts_at, now)
    _free_of_clash(uow, group, starts_at)
    with watched(uow, group=group, now=now, why=Because.MEETING_ADDED):
        row = enter(uow, group=group, day=day, at=at, minutes=minutes, kind=kind, now=now, mode=mode, place=place)
        terms.keep_ahead(uow, group=group, now=now)
    meeting_turns.added(uow, group=group, number=row.number, kind=kind, chair=chair, host=host, by=by, now=now)
    _record(uow, "meeting.added", group, row, by, now, {}, _placed(row))
    clashes.look(uow, group_id=group.id, now=now, meetings=[row.id])
    uow.undoable("meeting.add", by=by, now=now, group_id=group.id, facts=_unchanged(row))
    return changed(uow, group, row, now)


def move(
    uow: UnitOfWork, *, group: Group, number: int, day: date, at: time | None, by: Actor, now: datetime
) -> Changed:
    """Put one meeting on another day or time; its turn travels with it. Without ``at`` the time stays."""
    row = record(uow, group, number)
    before = facts(row, group)
    may_change(before)
    start = at or row.start
    may_exist(day, start, row.zone)
    starts_at = to_instant(day, start, row.zone)
    may_be_at(day, starts_at, now)
    if starts_at != row.starts_at:
        _free_of_clash(uow, group, starts_at)
    if before.correctable:
        meeting_turns.reopened(uow, group=group, number=number, by=by, now=now)
        agenda_places.bring_back(uow, group, row)
    placed = _placed(row)
    with watched(uow, group=group, now=now, why=Because.MEETING_MOVED, about=str(number)):
        row.state, row.assumed, row.closed_at = MeetingState.SCHEDULED, False, None
        row.day, row.start, row.starts_at = day, start, starts_at
        row.ends_at = starts_at + timedelta(minutes=row.minutes)
        raise_sequence(row, now)
        set_clock(uow, group, row, now)
        uow.session.flush()
        meeting_turns.moved(uow, group=group, number=number, day=day, by=by, now=now)
    calendar_news.meeting_moved(uow, meeting=row, now=now)
    uow.outbox.withdraw(f"meeting-question:{row.id}:", why="moved")
    _record(uow, "meeting.moved", group, row, by, now, placed, _placed(row))
    clashes.look(uow, group_id=group.id, now=now, meetings=[row.id])
    uow.undoable("meeting.move", by=by, now=now, group_id=group.id, facts=_unchanged(row) | {"before": placed})
    return changed(uow, group, row, now, before)


def cancel(uow: UnitOfWork, *, group: Group, number: int, reason: str, by: Actor, now: datetime) -> Changed:
    """Cancel one meeting. What becomes of its turn is the group's policy (``keep``: the seat is owed it)."""
    row = record(uow, group, number)
    before = facts(row, group)
    may_change(before)
    if before.correctable:
        meeting_turns.reopened(uow, group=group, number=number, by=by, now=now)
        agenda_places.bring_back(uow, group, row)
    row.state, row.assumed, row.cancelled_reason = MeetingState.CANCELLED, False, reason
    raise_sequence(row, now)
    row.closed_at = now
    uow.session.flush()
    meeting_turns.cancelled(uow, group=group, number=number, by=by, now=now)
    uow.outbox.withdraw(f"meeting-question:{row.id}:", why="cancelled")
    after = {"state": row.state.value, "reason": digest(reason)}
    _record(uow, "meeting.cancelled", group, row, by, now, {"state": before.state.value}, after)
    return changed(uow, group, row, now, before)


def open_(uow: UnitOfWork, *, group: Group, number: int, by: Actor, now: datetime) -> Changed:
    """Open a meeting on its day."""
    row = record(uow, group, number)
    before = facts(row, group)
    may_open(before, now)
    row.quorum = paper_days.needs(uow, group, row)
    row.state, row.opened_at = MeetingState.OPEN, now
    uow.session.flush()
    terms.at_start(uow, group=group, meeting=row, by=by, now=now)
    _record(uow, "meeting.opened", group, row, by, now, {"state": before.state.value}, {"state": row.state.value})
    uow.undoable("meeting.open", by=by, now=now, group_id=group.id, facts=_unchanged(row))
    return changed(uow, group, row, now, before)


def close(
    uow: UnitOfWork, *, group: Group, number: int, by: Actor | None, now: datetime, assumed: bool = False
) -> Changed:
    """Close a meeting as held: its turn is served and the next one assigned, exactly once.

    ``by`` is ``None`` and ``assumed`` true where nobody answered; then the next turn isn't told yet, so that
    what really happened may still be said.
    """
    row = record(uow, group, number)
    before = facts(row, group)
    may_close(before, now)
    if not before.correctable:
        terms.at_start(uow, group=group, meeting=row, by=by, now=now)
    if not before.over:
        agenda_places.carry_over(uow, group, row)
    row.quorum = paper_days.needs(uow, group, row)
    row.state, row.assumed, row.closed_at = MeetingState.HELD, assumed, now
    row.remind_at = row.ask_at = row.assume_at = None
    uow.session.flush()
    if not before.correctable:
        meeting_turns.held(uow, group=group, number=number, by=by, now=now, assumed=assumed)
        terms.at_end(uow, group=group, meeting=row, by=by, now=now)
    else:
        rotation.assign_next(uow, group=group, by=by, now=now)
    uow.outbox.withdraw(f"meeting-question:{row.id}:", why="closed")
    after = {"state": row.state.value, "assumed": assumed}
    _record(uow, "meeting.held", group, row, by, now, {"state": before.state.value}, after)
    return changed(uow, group, row, now, before)


def _free_of_clash(uow: UnitOfWork, group: Group, starts_at: datetime) -> None:
    other = uow.meetings.on(group.id, starts_at)
    if other is not None:
        raise MeetingsClash(other.number)


def _placed(row: models.Meeting) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "start": row.start.isoformat(),
        "kind": row.kind.value,
        "state": row.state.value,
    }


def _unchanged(row: models.Meeting) -> dict[str, Any]:
    return {"meeting": row.id, "version": row.version}


def _record(
    uow: UnitOfWork,
    event: str,
    group: Group,
    row: models.Meeting,
    by: Actor | None,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    subject = group.meeting(row.number)
    uow.record(event, by=by, now=now, subject=subject, group_id=group.id, before=before, after=after)
