"""Turns of chair and host as people ask for and answer them: the ledger is the truth, the rules decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.domain.rotation import Absences, Basis, Hosting, Kind, Role, Rotation, Turn, TurnState, assign, project
from bot.domain.rotation.events import Cancelled, Event, Extraordinary, Held, Joined, Left, Moved, Reordered
from bot.domain.rotation.reasons import NobodyAvailable, OfTerm, Reason, WithChair
from bot.domain.terms import Term
from bot.domain.turns import TooLateToCorrect
from bot.domain.turns_moved import Because
from bot.services import offers, slots, turns_told
from bot.services.acceptance import accept, not_accepted
from bot.services.ledger import absences, append, as_it_was, begin, state, take_back
from bot.services.turns_moved import Known, watched

__all__ = [
    "accept",
    "append",
    "assign_next",
    "at_meetings",
    "begin",
    "by_meeting",
    "day_came",
    "joined",
    "left",
    "meeting_added",
    "meeting_cancelled",
    "meeting_held",
    "meeting_moved",
    "not_accepted",
    "of_line",
    "of_meeting",
    "of_terms",
    "order",
    "own_turns",
    "reopened",
    "reordered",
    "state",
    "take_back",
    "upcoming",
]

SHOWN = 10
FARTHEST = 50

_PROJECTED = TurnState.PROJECTED
_NOBODY: tuple[Reason, ...] = (NobodyAvailable(),)
_WITH_CHAIR: tuple[Reason, ...] = (WithChair(),)


def upcoming(uow: UnitOfWork, *, group: Group, now: datetime, count: int = SHOWN) -> tuple[Turn, ...]:
    """The next turns with their reasons: of the meetings ahead (or the terms), and of those that the series
    (or the plan of terms) will bring, in the order of time."""
    found = _line(uow, group, now)
    ahead = slots.coming(uow, group, found, now, max(1, min(count, FARTHEST)))
    return project(found.rotation, ahead, absences(uow, group=group))


def by_meeting(uow: UnitOfWork, *, group: Group, now: datetime) -> Mapping[int, Turn]:
    """Chair and host of every meeting of the group, by its number: projected, told or served. A meeting in a term has
    the term's."""
    found = _line(uow, group, now)
    turns = of_line(found, absences(uow, group=group))
    past = {row.number: _past(uow, group, found, row) for row in uow.meetings.past(group.id)}
    return past | {row.number: _at(found, row, turns) for row in found.rows}


def of_terms(uow: UnitOfWork, *, group: Group, now: datetime) -> Mapping[int, Turn]:
    """Chair and host of every term of the group, by the ledger's number: projected, told or served."""
    found = _line(uow, group, now)
    turns = of_line(found, absences(uow, group=group))
    return {term.number: turns.get(term.number) or _served(found.rotation, term) for term in found.terms}


def own_turns(uow: UnitOfWork, *, group: Group, now: datetime) -> tuple[Turn, ...]:
    """Every turn that there was or will be, in the order of time: of each term, and of each meeting that has its own
    and isn't in a term."""
    found = _line(uow, group, now)
    turns = of_line(found, absences(uow, group=group))
    past = [row for row in uow.meetings.past(group.id) if found.term_of(row) is None]
    lone = {row.number: _served(found.rotation, row) for row in past}
    spans = {term.number: turns.get(term.number) or _served(found.rotation, term) for term in found.terms}
    dated = {number: turn for number, turn in turns.items() if number is not None}
    return tuple(sorted((lone | dated | spans).values(), key=lambda turn: (turn.day or date.max, turn.number or 0)))


def of_meeting(uow: UnitOfWork, *, group: Group, number: int, now: datetime) -> Turn | None:
    """Chair and host of one meeting, or of the term of that number."""
    found = _line(uow, group, now)
    row = uow.meetings.by_number(group.id, number) if number > 0 else None
    if row is not None and all(one.number != number for one in found.rows):
        return _past(uow, group, found, row)
    term = found.term_of(row) if row is not None else next((t for t in found.terms if t.number == number), None)
    if row is None and term is None:
        return None
    wanted = term.number if term is not None else number
    ahead = found.ahead()
    at = next((at for at, slot in enumerate(ahead, 1) if slot.number == wanted), 0)
    turns = {turn.number: turn for turn in project(found.rotation, ahead[:at], absences(uow, group=group))[-1:]}
    if row is not None:
        return _at(found, row, turns)
    assert term is not None
    return turns.get(term.number) or _served(found.rotation, term)


def of_line(found: slots.Line, away: Absences) -> dict[int | None, Turn]:
    """Everything that has a turn to come, by number."""
    return {turn.number: turn for turn in project(found.rotation, found.ahead(), away)}


def at_meetings(found: slots.Line, away: Absences, rows: Sequence[models.Meeting]) -> tuple[Turn, ...]:
    """Chair and host of these meetings ahead, as the line gives them."""
    turns = of_line(found, away)
    return tuple(_at(found, row, turns) for row in rows)


def meeting_added(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    kind: Kind,
    chair: str | None,
    host: str | None,
    by: Actor,
    now: datetime,
) -> None:
    """A regular meeting waits for its turn; an extraordinary one has its chair and host chosen at once, by default
    the next in turn, and uses nobody's."""
    if kind is Kind.REGULAR:
        return
    turn = _covering(uow, group, number, now) or of_meeting(uow, group=group, number=number, now=now)
    chosen = chair or (turn.chair if turn else None)
    if chosen is None:
        return
    hosting = state(uow, group=group, now=now).policy.host
    if hosting is Hosting.APART and host is None and turn is not None and turn.host != chosen:
        host = turn.host
    event = Extraordinary(number, chosen, host, turn.day if turn else None)
    append(uow, group=group, events=[event], by=by, now=now)
    turns_told.tell(uow, group=group, events=[event], now=now)


def meeting_moved(uow: UnitOfWork, *, group: Group, number: int, day: date, by: Actor, now: datetime) -> None:
    """The turn travels with the meeting."""
    append(uow, group=group, events=[Moved(number, day)], by=by, now=now)


def meeting_held(
    uow: UnitOfWork, *, group: Group, number: int, by: Actor | None, now: datetime, assumed: bool = False
) -> None:
    """The turn is served; unless that was only assumed, the next one is told and the next chair handed over to. A
    meeting in a term serves no turn.

    However often it is said, turns move once.
    """
    found = _line(uow, group, now, keep=number)
    told: Sequence[Event] = ()
    if any(slot.number == number for slot in found.ahead()):
        told = assign(found.rotation, found.given(), absences(uow, group=group), through=number)
        after = found.rotation.then(*told)
        empty = tuple(role for role in Role if after.holder(number, role) is None)
        held = Held(number, without=empty if Role.CHAIR in empty else ())
        append(uow, group=group, events=[*told, held], by=by, now=now)
    offers.tidy(uow, group=group, now=now)
    turns_told.tell(uow, group=group, events=told, now=now)
    if not assumed:
        assign_next(uow, group=group, by=by, now=now)


def meeting_cancelled(uow: UnitOfWork, *, group: Group, number: int, by: Actor, now: datetime) -> None:
    """A told turn is owed or counts as served, as the group's policy says; an untold one goes to the next meeting.
    Whoever was told hears that it is off, unless told a turn of the next meeting in the same breath."""
    rotation = state(uow, group=group, now=now)
    had = {(rotation.holder(number, role), role) for role in Role}
    off = any(holder is not None for holder, _ in had) or rotation.policy.basis is Basis.HELD
    with watched(uow, group=group, now=now, why=Because.CANCELLED, about=str(number), knowing=had) as knowing:
        if off:
            append(uow, group=group, events=[Cancelled(number)], by=by, now=now)
        events = assign_next(uow, group=group, by=by, now=now)
        knowing.update(turns_told.knowing(events))
    offers.tidy(uow, group=group, now=now)
    told_off = {seat for seat, _ in had}.difference(*turns_told.told(events).values())
    turns_told.call_off(uow, group=group, number=number, seats=told_off, now=now)


def assign_next(
    uow: UnitOfWork, *, group: Group, by: Actor | None, now: datetime, through: int | None = None
) -> Sequence[Event]:
    """Tell what is to be told now; with ``through`` that meeting's turn too (its first notice is due)."""
    told, _ = _assigned(uow, group, by, now, through)
    return told


def day_came(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """Dated changes hold from the start of their day: what a seat that left was told goes to the next."""
    append(uow, group=group, events=[], by=None, now=now)
    assign_next(uow, group=group, by=None, now=now)
    offers.tidy(uow, group=group, now=now)


def reopened(uow: UnitOfWork, *, group: Group, number: int, by: Actor, now: datetime) -> None:
    """What was only assumed is said otherwise: the meeting's *held* is left out. Raises ``TooLateToCorrect``."""
    found = None
    for entry in uow.ledger.entries(group.id):
        if entry.event.get("event") == "held" and entry.event.get("number") == number:
            found = entry
        elif found is not None and entry.event.get("event") == "told":
            raise TooLateToCorrect(number)
    if found is not None:
        take_back(uow, group=group, entries=[found.id], now=now)


def joined(
    uow: UnitOfWork, *, group: Group, seat: str, on: date, after: str | None, by: Actor, now: datetime
) -> list[int]:
    """A seat joins the queue on a day; nobody told is moved."""
    return append(uow, group=group, events=[Joined(seat, after, on)], by=by, now=now)


def left(
    uow: UnitOfWork,
    *,
    group: Group,
    seat: str,
    on: date,
    by: Actor,
    now: datetime,
    knowing: set[Known] | None = None,
) -> list[int]:
    """A seat leaves; ``on`` is the first day on which it is no longer seated. Its told turns go to the next; who was
    told one now is added to ``knowing``."""
    ids = append(uow, group=group, events=[Left(seat, on)], by=by, now=now)
    offers.tidy(uow, group=group, now=now)
    rotation = state(uow, group=group, now=now)
    freed = [n for n in _numbers(uow, group, now) if any(rotation.state(n, r) is TurnState.RELEASED for r in Role)]
    if not freed and not rotation.has_terms:
        return ids
    told, further = _assigned(uow, group, by, now, None)
    if knowing is not None:
        knowing.update(turns_told.knowing(told))
    return ids + further


def reordered(uow: UnitOfWork, *, group: Group, seats: Sequence[str], by: Actor, now: datetime) -> list[int]:
    """The seats stand in a new order; assigned and owed turns stay."""
    return append(uow, group=group, events=[Reordered(tuple(seats))], by=by, now=now)


def order(uow: UnitOfWork, *, group: Group, now: datetime) -> tuple[str, ...]:
    """The seats in rota order, which is never an order of rank."""
    return state(uow, group=group, now=now).seats


def _assigned(
    uow: UnitOfWork, group: Group, by: Actor | None, now: datetime, through: int | None
) -> tuple[Sequence[Event], list[int]]:
    """What was told now and under which entries; whoever was told hears of it."""
    found = _line(uow, group, now)
    told = assign(found.rotation, found.given(), absences(uow, group=group), through=through)
    ids = append(uow, group=group, events=told, by=by, now=now) if told else []
    turns_told.tell(uow, group=group, events=told, now=now)
    turns_told.hand_over(uow, group=group, now=now)
    if found.terms:
        turns_told.term_handed_over(uow, group=group, now=now)
    return told, ids


def _covering(uow: UnitOfWork, group: Group, number: int, now: datetime) -> Turn | None:
    """Under the basis ``term`` whoever has the term in which a meeting lies is its chair by default."""
    found, row = _line(uow, group, now), uow.meetings.by_number(group.id, number)
    term = found.covering(row) if row is not None and found.rotation.policy.basis is Basis.TERM else None
    turn = of_meeting(uow, group=group, number=term.number, now=now) if term is not None else None
    return turn._replace(day=row.day) if turn is not None and turn.chair is not None and row is not None else None


def _line(uow: UnitOfWork, group: Group, now: datetime, keep: int | None = None) -> slots.Line:
    return slots.line(uow, group, state(uow, group=group, now=now), now, keep=keep)


def _numbers(uow: UnitOfWork, group: Group, now: datetime) -> Collection[int]:
    return [slot.number for slot in _line(uow, group, now).ahead() if slot.number is not None]


def _at(found: slots.Line, row: models.Meeting, turns: Mapping[int | None, Turn]) -> Turn:
    """A meeting ahead: its own turn, or that of the term in which it falls."""
    own = turns.get(row.number)
    term = found.term_of(row) if own is None else None
    turn = turns.get(term.number) if term is not None else None
    if own is not None:
        return own
    if term is None:
        return Turn(row.number, row.day, row.kind, None, _PROJECTED, _NOBODY, None, _PROJECTED, _NOBODY)
    turn = turn or _served(found.rotation, term)
    return _within(turn, row, term)


def _within(turn: Turn, row: models.Meeting, term: Term) -> Turn:
    """A meeting that has its term's chair and host, and says so."""
    within = OfTerm(term.number)
    return turn._replace(
        number=row.number,
        day=row.day,
        kind=row.kind,
        until=None,
        chair_why=(*turn.chair_why, within) if turn.chair else turn.chair_why,
        host_why=(*turn.host_why, within) if turn.host and turn.host_why != _WITH_CHAIR else turn.host_why,
    )


def _past(uow: UnitOfWork, group: Group, found: slots.Line, row: models.Meeting) -> Turn:
    """A meeting that is over: whoever had its turn then, also where a term changed seats since."""
    term = found.term_of(row)
    if term is None:
        return _served(found.rotation, row)
    before = found.rotation
    if any(len(before.holders(term.number, role)) > 1 for role in Role):
        before = as_it_was(uow, group=group, at=row.starts_at)
    turn = _within(_served(before, term), row, term)
    served = TurnState.SERVED if row.state is MeetingState.HELD else turn.chair_state
    return turn._replace(chair_state=served, host_state=served) if turn.chair else turn


def _served(rotation: Rotation, one: models.Meeting | Term) -> Turn:
    number = one.number
    return Turn(
        number,
        one.day,
        Kind.REGULAR if isinstance(one, Term) else one.kind,
        rotation.holder(number, Role.CHAIR),
        rotation.state(number, Role.CHAIR),
        rotation.why(number, Role.CHAIR),
        rotation.holder(number, Role.HOST),
        rotation.state(number, Role.HOST),
        rotation.why(number, Role.HOST),
        one.until if isinstance(one, Term) else None,
    )
