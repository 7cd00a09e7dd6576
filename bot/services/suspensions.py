"""A seat is suspended (no ministers) and returns; what such a change of the seats would do, shown beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group, SeatDayPassed
from bot.domain.people import Actor
from bot.domain.policies import Previewed
from bot.domain.rotation import Role, Rotation, project
from bot.domain.rotation.events import Dated, Event, Resumed, Suspended
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.domain.seats import Pause, SeatIsNotSuspended, SeatSuspendedAlready
from bot.domain.turns_moved import Because
from bot.services import offers, rotation, slots, turns_told
from bot.services.ledger import absences, append, state
from bot.services.turns_moved import watched

SHOWN = 8


def suspend(uow: UnitOfWork, *, group: Group, code: str, on: date, by: Actor, now: datetime) -> Pause:
    """The seat takes no turns from that day on: what it was told from then on goes to others, without debt.

    Raises ``SeatNotInGroup``, ``SeatSuspendedAlready`` or ``SeatDayPassed``.
    """
    _require_coming(group, on, now)
    if code in state(uow, group=group, now=now).suspended:
        raise SeatSuspendedAlready(code)
    return _entered(uow, group, Suspended(code, on), Because.SUSPENDED, "seat.suspend", by, now)


def resume(uow: UnitOfWork, *, group: Group, code: str, on: date, by: Actor, now: datetime) -> Pause:
    """The seat takes turns again, from the next one not yet assigned.

    Raises ``SeatNotInGroup``, ``SeatIsNotSuspended`` or ``SeatDayPassed``.
    """
    _require_coming(group, on, now)
    _require_suspended(state(uow, group=group, now=now), code, on)
    return _entered(uow, group, Resumed(code, on), Because.RESUMED, "seat.resume", by, now)


def previewed(
    uow: UnitOfWork, *, group: Group, events: Sequence[Event], what: str, command: str, now: datetime
) -> Previewed:
    """The next turns as they stand and as they would after these events. Nothing is changed. Raises what they raise."""
    before = state(uow, group=group, now=now)
    after = before.then(*events)
    away = absences(uow, group=group)
    ahead = slots.coming(uow, group, slots.line(uow, group, before, now), now, SHOWN)
    return Previewed(group, what, command, project(before, ahead, away), project(after, ahead, away))


def pausing(uow: UnitOfWork, *, group: Group, code: str, on: date, now: datetime, suspends: bool) -> Dated:
    """The event of a suspension or a return, for a preview. Raises what doing it raises."""
    _require_coming(group, on, now)
    found = state(uow, group=group, now=now)
    if suspends and code in found.suspended:
        raise SeatSuspendedAlready(code)
    if not suspends:
        _require_suspended(found, code, on)
    return Suspended(code, on) if suspends else Resumed(code, on)


def _entered(
    uow: UnitOfWork, group: Group, event: Suspended | Resumed, why: Because, inverse: str, by: Actor, now: datetime
) -> Pause:
    before = state(uow, group=group, now=now)
    if event.seat not in before.seats:
        raise SeatNotInGroup(event.seat)
    with watched(uow, group=group, now=now, why=why, about=event.seat) as knowing:
        ids = append(uow, group=group, events=[event], by=by, now=now)
        holds = event.on is None or event.on <= local(now, group.zone).date()
        told = rotation.assign_next(uow, group=group, by=by, now=now) if holds else ()
        knowing.update(turns_told.knowing(told))
    offers.tidy(uow, group=group, now=now)
    on = event.on or local(now, group.zone).date()
    uow.record(
        "seat.suspended" if isinstance(event, Suspended) else "seat.resumed",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"seat:{event.seat}",
        after={"on": on.isoformat()},
    )
    kept = {"group": group.id, "entries": ids, "seat": event.seat, "told": bool(told)}
    uow.undoable(inverse, by=by, now=now, group_id=group.id, facts=kept)
    after = state(uow, group=group, now=now)
    numbers = [slot.number for slot in slots.line(uow, group, before, now).ahead() if slot.number is not None]
    freed = tuple(
        (number, role)
        for number in numbers
        for role in Role
        if before.holder(number, role) == event.seat != after.holder(number, role)
    )
    return Pause(group, event.seat, on, on <= local(now, group.zone).date(), freed)


def _require_coming(group: Group, on: date, now: datetime) -> None:
    if on < local(now, group.zone).date():
        raise SeatDayPassed(on)


def _require_suspended(found: Rotation, code: str, on: date) -> None:
    if code not in found.seats:
        raise SeatNotInGroup(code)
    if code not in found.suspended and not found.suspended_by(code, on):
        raise SeatIsNotSuspended(code)
