"""Summaries: released to the group's channels, and held back while a seated administration is in its pre-election
period, to be released by the clock the day after polling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from bot.chores import Chore
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain import minutes as rules
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group
from bot.domain.minutes import Held, SummaryNotHeld, TextKind, TextState, Written
from bot.domain.people import Actor
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import calendars, texts
from bot.services.texts import Fresh

RELEASED_AT = time(9)
NOTHING = Fresh((), ())


def release(
    uow: UnitOfWork, *, group: Group, row: models.Meeting, fresh: Fresh, by: Actor, now: datetime
) -> tuple[Written, Held | None]:
    """The summary goes to the group's channels as it stands; or waits for the first day on which no seat is in its
    pre-election period. Raises ``SummaryReleased``."""
    current = texts.written(uow, group=group, row=row, kind=TextKind.SUMMARY, fresh=fresh)
    texts.require_open(current)
    sections, head = current.version.sections, current.head
    saved = texts.save(uow, group=group, row=row, kind=TextKind.SUMMARY, sections=sections, head=head, by=by, now=now)
    held = keeps_back(uow, group=group, now=now)
    was = current.state
    if held is None:
        _released(uow, group, saved, by, now)
    else:
        saved.state, saved.settled_by = TextState.HELD, by.official_id
        saved.release_at = to_instant(held.until, RELEASED_AT, group.zone)
        uow.session.flush()
    uow.record(
        "summary.released" if held is None else "summary.held",
        by=by,
        now=now,
        group_id=group.id,
        subject=texts.subject(group, row, TextKind.SUMMARY),
        before={"state": was.value},
        after={"version": saved.latest, "until": held.until.isoformat() if held else None},
    )
    if held is not None:
        uow.undoable("summary.release", by=by, now=now, group_id=group.id, facts={"text": saved.id})
    return texts.written(uow, group=group, row=row, kind=TextKind.SUMMARY, fresh=fresh), held


def withdraw(uow: UnitOfWork, *, group: Group, row: models.Meeting, by: Actor, now: datetime) -> None:
    """It is not released by itself after all. Raises ``SummaryNotHeld``."""
    saved = uow.texts.of_meeting(row.id, TextKind.SUMMARY)
    if saved is None or saved.state is not TextState.HELD:
        raise SummaryNotHeld(row.number)
    saved.state, saved.release_at = TextState.DRAFT, None
    uow.session.flush()
    uow.record(
        "summary.kept",
        by=by,
        now=now,
        group_id=group.id,
        subject=texts.subject(group, row, TextKind.SUMMARY),
        before={"state": TextState.HELD.value},
        after={"state": TextState.DRAFT.value},
    )


def not_released(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``release`` while it is held: what was said can't be unsaid."""
    saved = uow.texts.by_id(kept["text"])
    if saved.state is not TextState.HELD:
        raise ChangedSince
    saved.state, saved.release_at = TextState.DRAFT, None
    uow.session.flush()
    return {"number": str(uow.meetings.by_id(saved.meeting_id).number)}


def keeps_back(uow: UnitOfWork, *, group: Group, now: datetime) -> Held | None:
    """Whether anything may be published today for the seats that the group has."""
    today = local(now, group.zone).date()
    seats = uow.groups.seats(group.id, today)
    return rules.held(today, sorted(seat.code for seat in seats), calendars.of_seats(uow, seats, today))


def release_held(uow: UnitOfWork, text_id: int, now: datetime) -> None:
    """The day after polling has come; where another period has been noted since, it waits on."""
    saved = uow.texts.by_id(text_id)
    group = uow.groups.by_id(saved.group_id)
    if group is None:
        return
    uow.audit.lock(group.id)
    uow.session.refresh(saved)
    if saved.release_at is None or saved.release_at > now:
        return
    if saved.state is not TextState.HELD or group.closed_on is not None:
        saved.release_at = None
        return
    held = keeps_back(uow, group=group, now=now)
    if held is not None:
        saved.release_at = to_instant(held.until, RELEASED_AT, group.zone)
        return
    _released(uow, group, saved, None, now)
    row = uow.meetings.by_id(saved.meeting_id)
    uow.record(
        "summary.released",
        by=None,
        now=now,
        group_id=group.id,
        subject=texts.subject(group, row, TextKind.SUMMARY),
        before={"state": TextState.HELD.value},
        after={"version": saved.latest},
    )


def released(uow: UnitOfWork, *, group_id: int, text_id: int) -> Written | None:
    """The summary as it was released."""
    group = uow.groups.by_id(group_id)
    saved = uow.texts.by_id(text_id)
    if group is None or saved.state is not TextState.RELEASED:
        return None
    row = uow.meetings.by_id(saved.meeting_id)
    return texts.written(uow, group=group, row=row, kind=TextKind.SUMMARY, fresh=NOTHING)


def _released(uow: UnitOfWork, group: Group, saved: models.RecordText, by: Actor | None, now: datetime) -> None:
    """To every channel that speaks for the group, and to its secretariat."""
    saved.state, saved.settled_at, saved.release_at = TextState.RELEASED, now, None
    if by is not None:
        saved.settled_by = by.official_id
    uow.session.flush()
    facts = {"text": saved.id}
    uow.outbox.post(uow.groups.places(group.id), f"summary-released:{saved.id}", facts=facts, now=now)
    told = uow.people.secretariat(group.id) if by is None else ()
    uow.outbox.tell(told, f"summary-released:{saved.id}", facts=facts, now=now, group_id=group.id)


SUMMARY_CHORES = (
    Chore(
        "summaries held",
        lambda uow, now: uow.texts.release_due(now),
        release_held,
        lambda uow, after: uow.texts.next_release(after),
    ),
)
