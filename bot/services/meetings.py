"""Meetings: added, moved, cancelled, opened, closed. A turn travels with its meeting and passes when it is held."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain import turn_notices as plan
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.meetings import (
    ASKED_AFTER,
    Changed,
    Meeting,
    MeetingsClash,
    MeetingState,
    NoSuchMeeting,
    Shown,
    may_be_at,
    may_change,
    may_close,
    may_exist,
    may_open,
    remind_on,
)
from bot.domain.people import Actor
from bot.domain.rotation import Kind, Turn
from bot.domain.turns_moved import Because
from bot.services import (
    agenda_places,
    calendar_news,
    calendars,
    clashes,
    meeting_turns,
    paper_days,
    rotation,
    terms,
    turn_notices,
)
from bot.services.turns_moved import watched

REMINDED_AT = time(9)
DEFAULT_MINUTES = 120
LISTED = 50


def record(uow: UnitOfWork, group: Group, number: int) -> models.Meeting:
    """The row of a meeting of this group. Raises ``NoSuchMeeting``."""
    found = uow.meetings.by_number(group.id, number)
    if found is None:
        raise NoSuchMeeting(number)
    return found


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
    return _changed(uow, group, row, now)


def enter(
    uow: UnitOfWork,
    *,
    group: Group,
    day: date,
    at: time,
    minutes: int,
    kind: Kind,
    now: datetime,
    mode: str = "",
    place: str = "",
    series: models.Series | None = None,
    occurrence: date | None = None,
    shifted_for: str = "",
) -> models.Meeting:
    """Write the row with the group's next number. Numbers follow creation and are never reused."""
    holder = uow.groups.record(group.id)
    holder.meetings_numbered += 1
    starts_at = to_instant(day, at, group.zone)
    row = models.Meeting(
        group_id=group.id,
        number=holder.meetings_numbered,
        series_id=series.id if series else None,
        occurrence=occurrence,
        shifted_for=shifted_for,
        kind=kind,
        day=day,
        start=at,
        minutes=minutes,
        zone=group.zone,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        mode=mode,
        place=place,
        uid=f"{secrets.token_hex(16)}@convenor",
        created_at=now,
    )
    set_clock(uow, group, row, now)
    uow.session.add(row)
    uow.session.flush()
    return row


def raise_sequence(row: models.Meeting, now: datetime) -> None:
    """It changed in a way that calendars have to know of."""
    row.sequence, row.changed_at = row.sequence + 1, now


def set_clock(uow: UnitOfWork, group: Group, row: models.Meeting, now: datetime) -> None:
    """When the clock has to speak of it: before it, and after it if nobody closed it."""
    seats = uow.groups.seats(group.id, row.day)
    reminded = remind_on(row.day, [seat.code for seat in seats], calendars.of_seats(uow, seats, row.day))
    remind_at = to_instant(reminded, REMINDED_AT, row.zone)
    row.remind_at = remind_at if remind_at > now else None
    row.notice_at = turn_notices.first(group, row, now)
    row.pack_at = plan.pack_at(row.day, row.starts_at, row.zone, now)
    row.papers_at = paper_days.following(group, row, now)
    row.ask_at = row.ends_at + ASKED_AFTER
    row.assume_at = None


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
    return _changed(uow, group, row, now, before)


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
    return _changed(uow, group, row, now, before)


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
    return _changed(uow, group, row, now, before)


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
    return _changed(uow, group, row, now, before)


def listed(uow: UnitOfWork, *, group: Group, now: datetime, past: bool = False) -> Sequence[Changed]:
    """Meetings ahead with chair and host, the next first; or those that are over, the latest first."""
    rows = uow.meetings.past(group.id, limit=LISTED) if past else uow.meetings.ahead(group.id, limit=LISTED)
    turns = rotation.by_meeting(uow, group=group, now=now)
    return tuple(_with_turn(uow, group, row, turns.get(row.number)) for row in rows)


def shown(uow: UnitOfWork, *, group: Group, number: int, now: datetime) -> Shown:
    """Everything about one meeting. Raises ``NoSuchMeeting``."""
    row = record(uow, group, number)
    attendance = tuple((code, kind.value, name) for code, kind, name in uow.meetings.attendance(row.id))
    return Shown(_changed(uow, group, row, now), attendance, uow.meetings.actions_raised(row.id))


def _changed(
    uow: UnitOfWork, group: Group, row: models.Meeting, now: datetime, before: Meeting | None = None
) -> Changed:
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
