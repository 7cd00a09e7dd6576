"""Turns of chair and host as people ask for them, and what is told next: the ledger is the truth, the rules decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.domain.rotation import Absences, Kind, Role, Rotation, Turn, TurnState, assign, project
from bot.domain.rotation.events import Event
from bot.domain.rotation.reasons import NobodyAvailable, OfTerm, Reason, WithChair
from bot.domain.terms import Term
from bot.services import offers, slots, turns_told
from bot.services.ledger import absences, append, as_it_was, state

SHOWN = 10
FARTHEST = 50

_PROJECTED = TurnState.PROJECTED
_NOBODY: tuple[Reason, ...] = (NobodyAvailable(),)
_WITH_CHAIR: tuple[Reason, ...] = (WithChair(),)


def upcoming(uow: UnitOfWork, *, group: Group, now: datetime, count: int = SHOWN) -> tuple[Turn, ...]:
    """The next turns with their reasons: of the meetings ahead (or the terms), and of those that the series
    (or the plan of terms) will bring, in the order of time."""
    found = line(uow, group, now)
    ahead = slots.coming(uow, group, found, now, max(1, min(count, FARTHEST)))
    return project(found.rotation, ahead, absences(uow, group=group))


def by_meeting(uow: UnitOfWork, *, group: Group, now: datetime) -> Mapping[int, Turn]:
    """Chair and host of every meeting of the group, by its number: projected, told or served. A meeting in a term has
    the term's."""
    found = line(uow, group, now)
    turns = of_line(found, absences(uow, group=group))
    past = {row.number: _past(uow, group, found, row) for row in uow.meetings.past(group.id)}
    return past | {row.number: _at(found, row, turns) for row in found.rows}


def of_terms(uow: UnitOfWork, *, group: Group, now: datetime) -> Mapping[int, Turn]:
    """Chair and host of every term of the group, by the ledger's number: projected, told or served."""
    found = line(uow, group, now)
    turns = of_line(found, absences(uow, group=group))
    return {term.number: turns.get(term.number) or _served(found.rotation, term) for term in found.terms}


def own_turns(uow: UnitOfWork, *, group: Group, now: datetime) -> tuple[Turn, ...]:
    """Every turn that there was or will be, in the order of time: of each term, and of each meeting that has its own
    and isn't in a term."""
    found = line(uow, group, now)
    turns = of_line(found, absences(uow, group=group))
    past = [row for row in uow.meetings.past(group.id) if found.term_of(row) is None]
    lone = {row.number: _served(found.rotation, row) for row in past}
    spans = {term.number: turns.get(term.number) or _served(found.rotation, term) for term in found.terms}
    dated = {number: turn for number, turn in turns.items() if number is not None}
    return tuple(sorted((lone | dated | spans).values(), key=lambda turn: (turn.day or date.max, turn.number or 0)))


def of_meeting(uow: UnitOfWork, *, group: Group, number: int, now: datetime) -> Turn | None:
    """Chair and host of one meeting, or of the term of that number."""
    found = line(uow, group, now)
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


def assign_next(
    uow: UnitOfWork, *, group: Group, by: Actor | None, now: datetime, through: int | None = None
) -> Sequence[Event]:
    """Tell what is to be told now; with ``through`` that meeting's turn too (its first notice is due)."""
    told, _ = assigned(uow, group, by, now, through)
    return told


def day_came(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """Dated changes hold from the start of their day: what a seat that left was told goes to the next."""
    append(uow, group=group, events=[], by=None, now=now)
    assign_next(uow, group=group, by=None, now=now)
    offers.tidy(uow, group=group, now=now)


def order(uow: UnitOfWork, *, group: Group, now: datetime) -> tuple[str, ...]:
    """The seats in rota order, which is never an order of rank."""
    return state(uow, group=group, now=now).seats


def assigned(
    uow: UnitOfWork, group: Group, by: Actor | None, now: datetime, through: int | None
) -> tuple[Sequence[Event], list[int]]:
    """What was told now and under which entries; whoever was told hears of it."""
    found = line(uow, group, now)
    told = assign(found.rotation, found.given(), absences(uow, group=group), through=through)
    ids = append(uow, group=group, events=told, by=by, now=now) if told else []
    turns_told.tell(uow, group=group, events=told, now=now)
    turns_told.hand_over(uow, group=group, now=now)
    if found.terms:
        turns_told.term_handed_over(uow, group=group, now=now)
    return told, ids


def line(uow: UnitOfWork, group: Group, now: datetime, keep: int | None = None) -> slots.Line:
    """Meetings and terms beside each other, as they stand now."""
    return slots.line(uow, group, state(uow, group=group, now=now), now, keep=keep)


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
