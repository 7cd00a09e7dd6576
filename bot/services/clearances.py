"""Clearances that a decision waits for: who is asked when, and what comes of the answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain import decisions as rules
from bot.domain.dates import local, to_instant
from bot.domain.days import add_working_days
from bot.domain.decision_answers import Answered
from bot.domain.decisions import Clearance, Cleared, NoClearanceWanted, NoSuchDecision, Outcome
from bot.domain.groups import Group, Seat
from bot.domain.people import Actor
from bot.services import calendars, record

ASKED_BEFORE = 5
"""Working days of the seat, before its clearance is due, at which it is first asked."""

ASKED_AT = time(9)


def want(
    uow: UnitOfWork, *, group: Group, row: models.Decision, seat: Seat, due: date, now: datetime
) -> models.DecisionClearance:
    """The decision waits for that seat's clearance. It is asked some working days before, or on its next one."""
    calendar = calendars.of_seats(uow, [seat], due)
    first = add_working_days(due, -ASKED_BEFORE, seat.code, calendar)
    today = local(now, seat.zone).date()
    day = first if first > today else add_working_days(today, 1, seat.code, calendar)
    wanted = models.DecisionClearance(
        group_id=group.id,
        decision_id=row.id,
        seat_id=seat.id,
        due=due,
        ask_at=to_instant(day, ASKED_AT, seat.zone),
    )
    uow.session.add(wanted)
    uow.session.flush()
    return wanted


def answer(
    uow: UnitOfWork, *, group: Group, number: int, answer: Cleared, seat: str | None, by: Actor, now: datetime
) -> Answered:
    """A seat gives its clearance or doesn't; the decision is agreed once all have given theirs, and falls with one that
    doesn't. Raises ``NoSuchDecision``, ``NoClearanceWanted``, ``WhichSeat``, ``SeatNotInGroup`` or ``NotAllowed``."""
    row = uow.decisions.record(group.id, number)
    if row is None:
        raise NoSuchDecision(group.decision(number))
    where = record.own_seat(uow, group, seat, by)
    waiting = [one for one in uow.decisions.clearances(row.id) if one.answer is None]
    wanted = next((one for one in waiting if one.seat_id == where.id), None)
    if wanted is None or row.withdrawn_at is not None or row.outcome is not Outcome.SUBJECT:
        raise NoClearanceWanted(group.decision(number), where.code)
    was, asked = row.outcome, wanted.ask_at
    wanted.answer, wanted.answered_by, wanted.answered_at, wanted.ask_at = answer, by.official_id, now, None
    uow.session.flush()
    row.outcome = rules.cleared(uow.decisions.by_id(row.id, group).clearances)
    uow.session.flush()
    uow.outbox.withdraw(f"clearance-ask:{wanted.id}:", why="answered")
    own = by.leads(where.code)
    uow.record(
        "decision.cleared",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if own else where.id,
        subject=group.decision(number),
        before={"outcome": was.value, "seat": where.code},
        after={"outcome": row.outcome.value, "answer": answer.value},
    )
    facts = {"clearance": wanted.id, "outcome": was.value, "ask_at": asked.isoformat() if asked else None}
    uow.undoable("decision.clear", by=by, now=now, group_id=group.id, facts=facts)
    said = Clearance(where.code, wanted.due, answer, by.name, now)
    return Answered(uow.decisions.by_id(row.id, group), said, not own)


def ask(uow: UnitOfWork, clearance_id: int, now: datetime) -> None:
    """A seat is asked for its clearance; once more, and the secretariat with it, when the day has passed."""
    wanted = uow.decisions.clearance(clearance_id)
    row = uow.decisions.record_by_id(wanted.decision_id)
    group = uow.groups.by_id(row.group_id)
    if wanted.ask_at is None or wanted.ask_at > now:
        return
    wanted.ask_at = None
    done = wanted.answer is not None or row.outcome is not Outcome.SUBJECT or row.withdrawn_at is not None
    if done or group is None or group.closed_on is not None:
        return
    people = list(uow.ledger.answering_for(group.id, wanted.seat_id))
    if wanted.asked:
        people += uow.people.secretariat(group.id)
    uow.outbox.tell(
        people, f"clearance-ask:{wanted.id}:{wanted.asked}", facts={"clearance": wanted.id}, now=now, group_id=group.id
    )
    wanted.asked += 1
    if wanted.asked == 1:
        wanted.ask_at = to_instant(wanted.due + timedelta(days=1), ASKED_AT, group.zone)


def asked(uow: UnitOfWork, *, group_id: int, clearance_id: int, official_id: int) -> tuple[Answered, Group] | None:
    """What a seat is asked, as it stands when it is said; ``None`` where it was answered, or whoever is asked belongs
    to the group no more."""
    group = uow.groups.by_id(group_id)
    wanted = uow.decisions.clearance(clearance_id)
    if group is None or group.closed_on is not None or not uow.people.memberships(official_id, group_id):
        return None
    decision = uow.decisions.by_id(wanted.decision_id, group)
    code = uow.groups.of_seat(wanted.seat_id)[1]
    waiting = next((one for one in decision.waiting if one.seat == code), None)
    if waiting is None or decision.outcome is not Outcome.SUBJECT or decision.withdrawn:
        return None
    own = any(one.seat == code for one in uow.people.memberships(official_id, group_id))
    return Answered(decision, waiting, not own), group
