"""What people ask about turns: who is next, why, and what happened so far."""

from __future__ import annotations

from datetime import date, datetime

from bot.db.repositories.meetings import facts
from bot.db.repositories.rotation import LIVE
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState, MeetingWasCancelled, NoSuchMeeting
from bot.domain.people import Actor
from bot.domain.rotation import Kind, Role, Rotation, TurnState, from_json, policy_from_json, replay
from bot.domain.rotation.events import (
    Began,
    Called,
    CallWithdrawn,
    Cancelled,
    Event,
    Joined,
    Left,
    Moved,
    Named,
    PolicyChanged,
    Reordered,
    Resumed,
    Suspended,
    Swapped,
    Taken,
)
from bot.domain.rotation.reasons import OfTerm
from bot.domain.terms import NoSuchTerm
from bot.domain.turns import Coming, Explained, Happened, History
from bot.services import chairs, occasions, rotation

PAGE = 20


def explained(uow: UnitOfWork, *, group: Group, number: int | None, role: Role | None, now: datetime) -> Explained:
    """Why the next meeting's (or term's) turns are whose they are, or those of the meeting or term of that number. A
    meeting in a term stands between the terms beside it.

    Raises ``NoSuchMeeting`` or ``NoSuchTerm``, or ``MeetingWasCancelled`` where the turn was nobody's.
    """
    ahead = rotation.upcoming(uow, group=group, now=now, count=rotation.FARTHEST)
    turns = {**rotation.by_meeting(uow, group=group, now=now), **rotation.of_terms(uow, group=group, now=now)}
    cancelled = {m.number for m in uow.meetings.past(group.id) if m.state is MeetingState.CANCELLED}
    known = [turn for turn in rotation.own_turns(uow, group=group, now=now) if turn.number not in cancelled]
    line = [*known, *(turn for turn in ahead if turn.number is None)]
    wanted = ahead[0] if number is None else turns.get(number)
    if wanted is None:
        raise NoSuchTerm(number or 0) if (number or 0) < 0 else NoSuchMeeting(number or 0)
    if wanted.number in cancelled and wanted.chair is None:
        raise MeetingWasCancelled(number or 0)
    within = next((why.number for why in wanted.chair_why if isinstance(why, OfTerm)), wanted.number)
    regular = [turn for turn in line if turn.kind is Kind.REGULAR or turn == wanted]
    at = next((at for at, turn in enumerate(regular) if within is not None and turn.number == within), None)
    if at is None and wanted in regular:
        at = regular.index(wanted)
    before = regular[at - 1] if at else None
    after = regular[at + 1] if at is not None and at + 1 < len(regular) else None
    return Explained(group, wanted, role, before, after)


def coming(uow: UnitOfWork, *, group: Group, by: Actor, now: datetime) -> Coming | None:
    """The next meeting with chair and host; None where none is planned."""
    rows = uow.meetings.ahead(group.id, limit=1)
    turn = rotation.of_meeting(uow, group=group, number=rows[0].number, now=now) if rows else None
    if turn is None:
        return None
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    mine = (
        told
        for told in chairs.serving(uow, group=group, meeting=rows[0], now=now)
        if told.state in LIVE and told.state is not TurnState.ACCEPTED and by.leads(codes[told.seat_id])
    )
    told = next(mine, None)
    about = occasions.about(uow, group=group, row=told) if told is not None else None
    role, reference = (Role(told.role), about.reference) if told is not None and about is not None else (None, "")
    return Coming(group, facts(rows[0], group), turn, role, reference)


def history(uow: UnitOfWork, *, group: Group, page: int) -> History:
    """What the ledger holds, without what was undone."""
    lines = _lines(uow, group)
    page = max(1, min(page, -(-len(lines) // PAGE)))
    end = len(lines) - (page - 1) * PAGE
    start = max(0, end - PAGE)
    return History(group, lines[start:end], page, start)


def _lines(uow: UnitOfWork, group: Group) -> list[Happened]:
    entries = uow.ledger.entries(group.id)
    if not entries:
        return []
    first = entries[0]
    seats = tuple(first.event["seats"])
    found = [Happened(local(first.at, group.zone).date(), "begun", seats=seats)]
    reached = replay(seats, policy_from_json(first.event["policy"]))
    for entry in entries[1:]:
        event = from_json(entry.event)
        after = reached.then(event)
        found += _happened(event, reached, after, local(entry.at, group.zone).date())
        reached = after
    return found


def _happened(event: Event, before: Rotation, after: Rotation, day: date) -> list[Happened]:
    """The event where it isn't a turn's own, then the steps of turns that it brought about."""
    named = _of_seats(event, day) or _of_turns(event, day)
    steps = after.history[len(before.history) :]
    turns = [Happened(day, "turn", s.number, s.role, s.state, (s.seat,)) for s in steps]
    return [*([named] if named else []), *turns]


def _of_seats(event: Event, day: date) -> Happened | None:
    """What happened to seats, to the group's policies, or to a meeting."""
    match event:
        case Joined(seat, _, on) | Left(seat, on) | Suspended(seat, on) | Resumed(seat, on):
            return Happened(day, type(event).__name__.lower(), seats=(seat,), on=on or day)
        case Reordered(seats, on):
            return Happened(day, "reordered", seats=seats, on=on or day)
        case PolicyChanged():
            return Happened(day, "policy")
        case Began(number):
            return Happened(day, "term-began", number)
        case Cancelled(number):
            return Happened(day, "cancelled", number)
        case Moved(number, on):
            return Happened(day, "moved", number, on=on)
        case _:
            return None


def _of_turns(event: Event, day: date) -> Happened | None:
    """How a turn changed hands. What a seat refused is nobody else's business."""
    match event:
        case Swapped(role, seat, other):
            return Happened(day, f"swapped-{role.value}", seats=(seat, other))
        case Taken(number, role, seat):
            return Happened(day, f"taken-{role.value}", number, seats=(seat,))
        case Named(number, role, seat):
            return Happened(day, f"named-{role.value}", number, seats=(seat,))
        case Called(number, role):
            return Happened(day, f"called-{role.value}", number)
        case CallWithdrawn(number, role):
            return Happened(day, f"call-withdrawn-{role.value}", number)
        case _:
            return None
