"""Decisions as people make them: in a meeting or in writing; and where each seat stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain import decisions as rules
from bot.domain.dates import local, to_instant
from bot.domain.decision_answers import Said
from bot.domain.decisions import (
    ClearanceByWhom,
    ClearanceTooSoon,
    Deciding,
    Decision,
    NotAProcedure,
    Outcome,
    OutcomeComesLater,
    Position,
    ReservationNeedsReason,
    ReviewTooSoon,
    Taken,
)
from bot.domain.extent import resolve
from bot.domain.groups import Group, Seat
from bot.domain.people import Actor
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.services import clearances, notes, procedures, record
from bot.services.decisions_shown import found, seen

CLOSES_AT = time(17)
REVIEWED_AT = time(9)


def decide(
    uow: UnitOfWork, *, group: Group, what: Deciding, number: int | None, today: date, by: Actor, now: datetime
) -> Decision:
    """A decision of the open meeting, or of one that was held and whose minutes weren't approved yet; or, with
    ``closes``, one that is put to the seats in writing.

    Raises ``NoOpenMeeting``, ``NoSuchMeeting``, ``MeetingNotHeld``, ``RecordIsLocked``, ``OutcomeComesLater``,
    ``ClosesTooSoon``, ``ClosesTooLate``, ``ClearanceByWhom``, ``ClearanceTooSoon``, ``ReviewTooSoon``,
    ``SeatNotInGroup`` and what ``resolve`` raises.
    """
    if what.review is not None and what.review <= today:
        raise ReviewTooSoon(what.review)
    seats = uow.groups.seats(group.id, today)
    row = _begun(group, what, resolve(what.extent, seats=seats, own=by.seats), by, now)
    if what.closes is not None:
        if what.outcome is not None or what.clearing:
            raise OutcomeComesLater
        _put_in_writing(row, what.closes, group, now)
    else:
        _made_at(uow, row, record.meeting(uow, group, number, wanted="decide"), group, now)
        row.outcome = Outcome.SUBJECT if what.clearing else what.outcome or Outcome.AGREED
        _require_clearance(row.outcome, what.clearing, what.cleared_by, today)
    row.number = uow.decisions.next_number(group.id)
    uow.session.add(row)
    uow.session.flush()
    if what.cleared_by is not None:
        for code in what.clearing:
            clearances.want(uow, group=group, row=row, seat=_seat(seats, code), due=what.cleared_by, now=now)
    after = {"outcome": row.outcome.value if row.outcome else None, "extent": row.extent, "meeting": row.meeting_id}
    after |= {
        "decision": row.id,
        "text": digest(row.text),
        "closes": row.closes_at.isoformat() if row.closes_at else None,
    }
    _record(uow, "decision.made", group, row, by, now, {}, after)
    uow.undoable("decide", by=by, now=now, group_id=group.id, facts={"decision": row.id})
    if row.closes_at is not None:
        procedures.ask(uow, group=group, row=row, now=now)
    return seen(uow, group, row.id)


def _begun(group: Group, what: Deciding, territories: Sequence[str], by: Actor, now: datetime) -> models.Decision:
    """Its row, which has no number and no meeting yet."""
    return models.Decision(
        group_id=group.id,
        number=0,
        text=what.text,
        extent=list(territories),
        marking=record.marked(group, what.marking),
        review_on=what.review,
        review_at=to_instant(what.review, REVIEWED_AT, group.zone) if what.review else None,
        recorded_by=by.official,
        recorded_at=now,
    )


def _put_in_writing(row: models.Decision, closes: tuple[date, time | None], group: Group, now: datetime) -> None:
    """It closes at an hour. Raises ``ClosesTooSoon`` or ``ClosesTooLate``."""
    row.closes_at = to_instant(closes[0], closes[1] or CLOSES_AT, group.zone)
    rules.may_close_at(row.closes_at, closes[0], now)
    row.remind_at = procedures.reminded(row.closes_at, now)


def _made_at(uow: UnitOfWork, row: models.Decision, meeting: models.Meeting, group: Group, now: datetime) -> None:
    """It was made on the meeting's day, under the item that is spoken of."""
    row.meeting_id, row.item_id = meeting.id, notes.item_id(uow, group, meeting, None)
    row.decided_on, row.settled_at = meeting.day, now


def position(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    position: Position,
    reason: str,
    seat: str | None,
    chairing: Collection[str],
    by: Actor,
    now: datetime,
) -> Said:
    """Where a seat stands; its last word counts. The secretariat, and in a meeting the chair, may say it for a seat.

    Raises ``NoSuchDecision``, ``DecisionIsWithdrawn``, ``ProcedureIsOver``, ``RecordIsLocked``,
    ``ReservationNeedsReason``, ``WhichSeat``, ``SeatNotInGroup`` or ``NotAllowed``.
    """
    row = found(uow, group, number)
    now_seen = uow.decisions.by_id(row.id, group)
    rules.require_running(now_seen, local(row.closes_at or now, group.zone).date())
    if row.meeting_id is not None:
        record.require_unlocked(uow, uow.meetings.by_id(row.meeting_id))
    where = record.own_seat(uow, group, seat, by, chairing if row.meeting_id is not None else ())
    if position is Position.RESERVES and not reason:
        raise ReservationNeedsReason
    was = _stands(uow, row, where, position, reason, by, now)
    own = by.leads(where.code)
    uow.record(
        "decision.position",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if own else where.id,
        subject=f"{group.decision(number)}:{where.code}",
        before={"position": was["position"] if was else None},
        after={"position": position.value, "reason": digest(reason)},
    )
    facts = {"decision": row.id, "seat": where.id, "before": was}
    uow.undoable("position", by=by, now=now, group_id=group.id, facts=facts)
    taken = Taken(where.code, position, reason, by.name, now)
    return Said(seen(uow, group, row.id), taken, Position(was["position"]) if was else None, not own)


def _stands(
    uow: UnitOfWork, row: models.Decision, where: Seat, position: Position, reason: str, by: Actor, now: datetime
) -> dict[str, str] | None:
    """Write it down; what the seat had said before, if anything."""
    before = next((one for one in uow.decisions.positions(row.id) if one.seat_id == where.id), None)
    was = {"position": before.position.value, "reason": before.reason} if before else None
    kept = before or models.DecisionPosition(
        group_id=row.group_id,
        decision_id=row.id,
        seat_id=where.id,
        position=position,
        said_by=by.official,
        said_at=now,
    )
    kept.position, kept.reason, kept.said_by, kept.said_at = position, reason, by.official, now
    uow.session.add(kept)
    uow.session.flush()
    return was


def withdraw(uow: UnitOfWork, *, group: Group, number: int, reason: str, by: Actor, now: datetime) -> Decision:
    """A written procedure ends without an outcome. Raises ``NoSuchDecision``, ``NotAProcedure``,
    ``DecisionIsWithdrawn`` or ``ProcedureIsOver``."""
    row = found(uow, group, number)
    if row.closes_at is None:
        raise NotAProcedure(group.decision(number))
    rules.require_running(uow.decisions.by_id(row.id, group), local(row.closes_at, group.zone).date())
    row.withdrawn_at, row.withdrawn_reason, row.remind_at, row.review_at = now, reason, None, None
    uow.session.flush()
    _record(uow, "decision.withdrawn", group, row, by, now, {}, {"reason": digest(reason)})
    uow.undoable("decision.withdraw", by=by, now=now, group_id=group.id, facts={"decision": row.id})
    return seen(uow, group, row.id)


def review(
    uow: UnitOfWork, *, group: Group, number: int, on: date | None, today: date, by: Actor, now: datetime
) -> Decision:
    """It was looked at again: the next time on that day, or never. Raises ``NoSuchDecision``, ``DecisionIsWithdrawn``
    or ``ReviewTooSoon``."""
    row = found(uow, group, number)
    if row.withdrawn_at is not None:
        raise rules.DecisionIsWithdrawn(group.decision(number))
    if on is not None and on <= today:
        raise ReviewTooSoon(on)
    before = row.review_on.isoformat() if row.review_on else None
    row.review_on = on
    row.review_at = to_instant(on, REVIEWED_AT, group.zone) if on else None
    uow.session.flush()
    _record(uow, "decision.review", group, row, by, now, {"on": before}, {"on": on.isoformat() if on else None})
    kept = {"decision": row.id, "on": before}
    uow.undoable("decision.review", by=by, now=now, group_id=group.id, facts=kept)
    return seen(uow, group, row.id)


def _require_clearance(outcome: Outcome, clearing: Sequence[str], by_day: date | None, today: date) -> None:
    if outcome is Outcome.SUBJECT and (not clearing or by_day is None):
        raise ClearanceByWhom
    if by_day is not None and by_day < today + timedelta(days=1):
        raise ClearanceTooSoon(by_day)


def _seat(seats: Sequence[Seat], code: str) -> Seat:
    found = next((seat for seat in seats if seat.code == code), None)
    if found is None:
        raise SeatNotInGroup(code)
    return found


def _record(
    uow: UnitOfWork,
    event: str,
    group: Group,
    row: models.Decision,
    by: Actor | None,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    subject = group.decision(row.number)
    uow.record(event, by=by, now=now, subject=subject, group_id=group.id, before=before, after=after)
