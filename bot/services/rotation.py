"""Turns of chair and host as people ask for and answer them: the ledger is the truth, the rules decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Kind, Role, Rotation, Turn, TurnState, assign, project
from bot.domain.rotation.events import Cancelled, Event, Extraordinary, Held, Joined, Left, Moved, Reordered
from bot.domain.turns import TooLateToCorrect
from bot.services import calendars, slots, turns_told
from bot.services.acceptance import accept, not_accepted
from bot.services.ledger import append, begin, state, take_back

__all__ = [
    "accept",
    "append",
    "assign_next",
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
    "of_meeting",
    "order",
    "reopened",
    "reordered",
    "state",
    "take_back",
    "upcoming",
]

SHOWN = 10
FARTHEST = 50


def upcoming(uow: UnitOfWork, *, group: Group, now: datetime, count: int = SHOWN) -> tuple[Turn, ...]:
    """The next turns with their reasons: of the meetings ahead, and of those that the series will bring."""
    ahead = slots.of_series(uow, group, now, max(1, min(count, FARTHEST)))
    rotation = state(uow, group=group, now=now)
    return project(rotation, ahead, calendars.absences(uow, group, rotation))


def by_meeting(uow: UnitOfWork, *, group: Group, now: datetime) -> Mapping[int, Turn]:
    """Chair and host of every meeting of the group, by its number: projected, told or served."""
    rotation = state(uow, group=group, now=now)
    turns = project(rotation, slots.of_meetings(uow, group), calendars.absences(uow, group, rotation))
    ahead = {turn.number: turn for turn in turns if turn.number is not None}
    return ahead | {m.number: _past(rotation, m) for m in uow.meetings.past(group.id)}


def of_meeting(uow: UnitOfWork, *, group: Group, number: int, now: datetime) -> Turn | None:
    """Chair and host of one meeting."""
    rotation = state(uow, group=group, now=now)
    ahead = slots.of_meetings(uow, group)
    at = next((at for at, slot in enumerate(ahead, 1) if slot.number == number), None)
    if at is not None:
        return project(rotation, ahead[:at], calendars.absences(uow, group, rotation))[-1]
    meeting = uow.meetings.by_number(group.id, number)
    return _past(rotation, meeting) if meeting is not None else None


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
    turn = of_meeting(uow, group=group, number=number, now=now)
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
    """The turn is served; unless that was only assumed, the next one is told and the next chair handed over to.

    However often it is said, turns move once.
    """
    rotation = state(uow, group=group, now=now)
    ahead = slots.of_meetings(uow, group, keep=number)
    told = assign(rotation, ahead, calendars.absences(uow, group, rotation), through=number)
    after = rotation.then(*told)
    empty = tuple(role for role in Role if after.holder(number, role) is None)
    held = Held(number, without=empty if Role.CHAIR in empty else ())
    append(uow, group=group, events=[*told, held], by=by, now=now)
    turns_told.tell(uow, group=group, events=told, now=now)
    if not assumed:
        assign_next(uow, group=group, by=by, now=now)


def meeting_cancelled(uow: UnitOfWork, *, group: Group, number: int, by: Actor, now: datetime) -> None:
    """A told turn is owed or counts as served, as the group's policy says; an untold one goes to the next meeting.
    Whoever was told hears that it is off, unless told a turn of the next meeting in the same breath."""
    rotation = state(uow, group=group, now=now)
    had = {rotation.holder(number, role) for role in Role}
    append(uow, group=group, events=[Cancelled(number)], by=by, now=now)
    events = assign_next(uow, group=group, by=by, now=now)
    off = had.difference(*turns_told.told(events).values())
    turns_told.call_off(uow, group=group, number=number, seats=off, now=now)


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


def left(uow: UnitOfWork, *, group: Group, seat: str, on: date, by: Actor, now: datetime) -> list[int]:
    """A seat leaves; ``on`` is the first day on which it is no longer seated. Its told turns go to the next."""
    ids = append(uow, group=group, events=[Left(seat, on)], by=by, now=now)
    rotation = state(uow, group=group, now=now)
    freed = [n for n in _numbers(uow, group) if any(rotation.state(n, r) is TurnState.RELEASED for r in Role)]
    return ids + _assigned(uow, group, by, now, None)[1] if freed else ids


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
    ahead, rotation = slots.of_meetings(uow, group), state(uow, group=group, now=now)
    told = assign(rotation, ahead, calendars.absences(uow, group, rotation), through=through)
    ids = append(uow, group=group, events=told, by=by, now=now) if told else []
    turns_told.tell(uow, group=group, events=told, now=now)
    turns_told.hand_over(uow, group=group, now=now)
    return told, ids


def _numbers(uow: UnitOfWork, group: Group) -> Collection[int]:
    return [meeting.number for meeting in uow.meetings.ahead(group.id)]


def _past(rotation: Rotation, meeting: models.Meeting) -> Turn:
    number = meeting.number
    return Turn(
        number,
        meeting.day,
        meeting.kind,
        rotation.holder(number, Role.CHAIR),
        rotation.state(number, Role.CHAIR),
        rotation.why(number, Role.CHAIR),
        rotation.holder(number, Role.HOST),
        rotation.state(number, Role.HOST),
        rotation.why(number, Role.HOST),
    )
