"""What a meeting does to the turns of chair and host: it waits for one, moves, serves or frees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rotation import Basis, Hosting, Kind, Role, Turn, assign
from bot.domain.rotation.events import Cancelled, Event, Extraordinary, Held, Moved
from bot.domain.turns import TooLateToCorrect
from bot.domain.turns_moved import Because
from bot.services import offers, turns_told
from bot.services.ledger import absences, append, state, take_back
from bot.services.rotation import assign_next, line, of_meeting
from bot.services.turns_moved import watched


def added(
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


def moved(uow: UnitOfWork, *, group: Group, number: int, day: date, by: Actor, now: datetime) -> None:
    """The turn travels with the meeting."""
    append(uow, group=group, events=[Moved(number, day)], by=by, now=now)


def held(uow: UnitOfWork, *, group: Group, number: int, by: Actor | None, now: datetime, assumed: bool = False) -> None:
    """The turn is served; unless that was only assumed, the next one is told and the next chair handed over to. A
    meeting in a term serves no turn.

    However often it is said, turns move once.
    """
    found = line(uow, group, now, keep=number)
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


def cancelled(uow: UnitOfWork, *, group: Group, number: int, by: Actor, now: datetime) -> None:
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


def _covering(uow: UnitOfWork, group: Group, number: int, now: datetime) -> Turn | None:
    """Under the basis ``term`` whoever has the term in which a meeting lies is its chair by default."""
    found, row = line(uow, group, now), uow.meetings.by_number(group.id, number)
    term = found.covering(row) if row is not None and found.rotation.policy.basis is Basis.TERM else None
    turn = of_meeting(uow, group=group, number=term.number, now=now) if term is not None else None
    return turn._replace(day=row.day) if turn is not None and turn.chair is not None and row is not None else None
