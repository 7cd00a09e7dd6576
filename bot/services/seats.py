"""Seats: an administration joins, leaves, or stands at another place in the rota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.chores import Chore
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.administrations import UnknownAdministrations
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group, Seat, SeatDayPassed, SeatLeavesAlready, SeatNotYetThere
from bot.domain.members import Left
from bot.domain.people import Actor
from bot.domain.rotation import Role
from bot.domain.rotation.events import Joined, Reordered
from bot.domain.rotation.events import Left as LeftRota
from bot.domain.rotation.refusals import SeatAlreadyInGroup
from bot.domain.turns_moved import Because
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import action_leaving, groups, ledger, members, rotation, seat_turns
from bot.services.turns_moved import watched

DAY = timedelta(days=1)


def add(uow: UnitOfWork, *, group: Group, code: str, on: date, by: Actor, now: datetime) -> Seat:
    """The administration has a seat from that day on, behind the last that has not yet had its turn.

    Raises ``UnknownAdministrations``, ``SeatDayPassed`` or ``SeatAlreadyInGroup``.
    """
    adding(uow, group=group, code=code, on=on, now=now)
    administration = uow.administrations.by_code(code)
    assert administration is not None
    row = models.Seat(group_id=group.id, administration_id=administration.id, first_day=on)
    uow.session.add(row)
    uow.session.flush()
    with watched(uow, group=group, now=now, why=Because.JOINED, about=code):
        entries = seat_turns.joined(uow, group=group, seat=code, on=on, after=None, by=by, now=now)
    _record(uow, "seat.added", group, code, by, now, after={"first_day": on.isoformat()})
    facts = {"group": group.id, "seat": row.id, "entries": entries}
    uow.undoable("seat.add", by=by, now=now, group_id=group.id, facts=facts)
    return next(seat for seat in uow.groups.seats(group.id) if seat.id == row.id)


def leave(uow: UnitOfWork, *, group: Group, code: str, on: date, by: Actor, now: datetime) -> Left:
    """The seat is no longer seated from that day on. Whoever holds its posts gives them up then; what is open stays
    with the posts, to be given to others.

    Raises ``SeatNotInGroup``, ``SeatLeavesAlready``, ``SeatNotYetThere``, ``SeatDayPassed`` or ``LastSeat``.
    """
    leaving(uow, group=group, code=code, on=on, now=now)
    today = local(now, group.zone).date()
    seat = members.seated(uow, group=group, code=code, today=today)
    row = uow.session.get_one(models.Seat, seat.id)
    row.last_day = on - DAY
    uow.session.flush()
    with watched(
        uow, group=group, now=now, why=Because.LEFT, about=code, knowing=[(code, role) for role in Role]
    ) as knowing:
        entries = seat_turns.left(uow, group=group, seat=code, on=on, by=by, now=now, knowing=knowing)
    _record(uow, "seat.left", group, code, by, now, after={"last_day": row.last_day.isoformat()})
    facts = {"group": group.id, "seat": seat.id, "entries": entries}
    if on > today:
        uow.undoable("seat.leave", by=by, now=now, group_id=group.id, facts=facts)
    else:
        _vacate(uow, seat.id, now)
    return Left(seat, on, uow.groups.open_actions(group.id, seat_id=seat.id))


def order(uow: UnitOfWork, *, group: Group, codes: Sequence[str], by: Actor, now: datetime) -> tuple[Seat, ...]:
    """The seats follow each other like this from now on; turns that somebody was told, and owed ones, stay.

    Raises ``OrderIncomplete``.
    """
    before = rotation.order(uow, group=group, now=now)
    with watched(uow, group=group, now=now, why=Because.REORDERED):
        entries = seat_turns.reordered(uow, group=group, seats=codes, by=by, now=now)
    uow.record(
        "seat.ordered",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:order",
        before={"seats": list(before)},
        after={"seats": list(codes)},
    )
    uow.undoable("seat.order", by=by, now=now, group_id=group.id, facts={"group": group.id, "entries": entries})
    return groups.in_rota_order(uow, group=group, today=local(now, group.zone).date(), now=now)


def adding(uow: UnitOfWork, *, group: Group, code: str, on: date, now: datetime) -> Joined:
    """What adding the seat would be to the rotation. Raises what ``add`` raises."""
    if uow.administrations.by_code(code) is None:
        raise UnknownAdministrations((code,), tuple(row.code for row in uow.administrations.all()))
    _require_coming(group, on, now)
    if any(seat.code == code and (seat.last_day is None or seat.last_day >= on) for seat in uow.groups.seats(group.id)):
        raise SeatAlreadyInGroup(code)
    return Joined(code, None, on)


def leaving(uow: UnitOfWork, *, group: Group, code: str, on: date, now: datetime) -> LeftRota:
    """What the seat's leaving would be to the rotation. Raises what ``leave`` raises."""
    seat = members.seated(uow, group=group, code=code, today=local(now, group.zone).date())
    if seat.last_day is not None:
        raise SeatLeavesAlready(seat.name, seat.last_day + DAY)
    _require_coming(group, on, now)
    if on <= seat.first_day:
        raise SeatNotYetThere(seat.name, seat.first_day)
    return LeftRota(code, on)


def ordering(codes: Sequence[str]) -> Reordered:
    """What a new order would be to the rotation."""
    return Reordered(tuple(codes))


def not_added(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``add``, while nobody has a post at the seat."""
    group = _group(uow, facts)
    seat = next((seat for seat in uow.groups.seats(group.id) if seat.id == facts["seat"]), None)
    if seat is None or uow.groups.seat_in_use(seat.id):
        raise ChangedSince
    with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
        ledger.take_back(uow, group=group, entries=facts["entries"], now=now)
    uow.session.delete(uow.session.get_one(models.Seat, seat.id))
    uow.session.flush()
    return {"seats": (seat,)}


def not_left(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``leave``, before the day comes."""
    group = _group(uow, facts)
    row = uow.session.get_one(models.Seat, facts["seat"])
    if row.last_day is None or row.last_day < local(now, group.zone).date():
        raise ChangedSince
    row.last_day = None
    uow.session.flush()
    with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
        ledger.take_back(uow, group=group, entries=facts["entries"], now=now)
    return {"seats": tuple(seat for seat in uow.groups.seats(group.id) if seat.id == row.id)}


def not_ordered(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``order``; refused by the rotation where later turns build upon it."""
    group = _group(uow, facts)
    with watched(uow, group=group, now=now, why=Because.TAKEN_BACK):
        ledger.take_back(uow, group=group, entries=facts["entries"], now=now)
    return {"seats": groups.in_rota_order(uow, group=group, today=local(now, group.zone).date(), now=now)}


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    return [seat_id for seat_id, last_day, tz in uow.groups.leaving() if _gone_at(last_day, tz) <= now]


def _coming(uow: UnitOfWork, after: datetime) -> datetime | None:
    return min((at for _, last_day, tz in uow.groups.leaving() if (at := _gone_at(last_day, tz)) > after), default=None)


def _vacate(uow: UnitOfWork, seat_id: int, now: datetime) -> None:
    """Everybody at the seat gives up their posts: its day has come."""
    posts = uow.people.held_at(seat_id)
    if not posts:
        return
    group_id, code = uow.groups.of_seat(seat_id)
    for post_id in posts:
        members.end(uow, post_id=post_id, now=now)
    action_leaving.tell(uow, group_id=group_id, official_id=None, posts=posts, by=None, now=now)
    uow.record(
        "seat.vacated", by=None, now=now, group_id=group_id, subject=f"seat:{code}", before={"posts": list(posts)}
    )


def _emptied(uow: UnitOfWork, seat_id: int, now: datetime) -> None:
    """The seat's day has come, unless its leaving was taken back in the meantime."""
    if seat_id in _due(uow, now):
        _vacate(uow, seat_id, now)


LEAVING = Chore("seats that leave", due=_due, do=_emptied, coming=_coming)


def _gone_at(last_day: date, tz: str) -> datetime:
    return to_instant(last_day + DAY, time(0), tz)


def _require_coming(group: Group, on: date, now: datetime) -> None:
    if on < local(now, group.zone).date():
        raise SeatDayPassed(on)


def _group(uow: UnitOfWork, facts: Mapping[str, Any]) -> Group:
    group = uow.groups.by_id(facts["group"])
    if group is None:
        raise ChangedSince
    return group


def _record(
    uow: UnitOfWork, event: str, group: Group, code: str, by: Actor, now: datetime, *, after: Mapping[str, Any]
) -> None:
    uow.record(event, by=by, now=now, group_id=group.id, subject=f"seat:{code}", after=after)
