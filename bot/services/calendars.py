"""The calendars of a group's seats: public holidays, and what administrations have noted beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from bot.calendars import Observes, calendar_for, starting_entries
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.administrations import UnknownAdministrations
from bot.domain.calendars import EntryNotedAlready, Listed, NoSuchEntry, Noted, NotYourCalendar
from bot.domain.dates import local
from bot.domain.days import Calendar, CalendarEntry, DayCheck, Kind, check, seen_from
from bot.domain.groups import Group, Seat
from bot.domain.people import Actor
from bot.domain.rotation import Absences, Away, Role, Rotation, Slot
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.domain.undo import ChangedSince, UndoneFact

YEARS_AROUND = 3
PAGE = 20


def ensure_starting(uow: UnitOfWork) -> None:
    """The entries that Convenor brings along are there. One that people removed stays away, and what they noted
    stays; one that Convenor no longer brings, and nobody removed, is removed. May be repeated."""
    there = uow.calendars.starting()
    administrations = {row.code: row.id for row in uow.administrations.all()}
    quiet = not uow.calendars.anything_ahead()
    wanted = {one.key: one.entry for one in starting_entries()}
    for key, entry in wanted.items():
        if key not in there:
            uow.calendars.enter(administrations[entry.administration], entry, spread=quiet, starting_key=key)
    for key, row in there.items():
        if key not in wanted and not row.removed:
            uow.calendars.set_removed(row.id, True)


def of_seats(uow: UnitOfWork, seats: Iterable[Observes], around: date) -> Calendar:
    """The calendars of these seats, from a year before to three years after a day."""
    return _between(uow, seats, around.year - 1, around.year + YEARS_AROUND)


def of_seats_between(uow: UnitOfWork, seats: Iterable[Observes], first: date, last: date) -> Calendar:
    """The calendars of these seats in the years from one day to another."""
    return _between(uow, seats, first.year, last.year)


def _between(uow: UnitOfWork, seats: Iterable[Observes], first: int, last: int) -> Calendar:
    found = tuple(seats)
    entries = uow.calendars.between((seat.code for seat in found), date(first - 1, 1, 1), date(last + 1, 12, 31))
    return calendar_for(administrations=found, years=range(first, last + 1), extra_entries=entries)


def of_meetings(uow: UnitOfWork, group: Group, seats: Sequence[Seat], first: date, last: date, at: time) -> Calendar:
    """The calendars of these seats, asked by the group's days: each seat's own day at that hour counts."""
    calendar = of_seats_between(uow, seats, first, last)
    return seen_from(calendar, at=at, zone=group.zone, zones=[(seat.code, seat.zone) for seat in seats])


def looked_up(uow: UnitOfWork, *, group: Group, day: date, at: time | None = None) -> DayCheck:
    """What a day means to the seats that the group has on it; with ``at``, what it means to meet then."""
    seats = uow.groups.seats(group.id, day) or uow.groups.seats(group.id)
    calendar = of_seats(uow, seats, day)
    if at is not None:
        calendar = seen_from(calendar, at=at, zone=group.zone, zones=[(seat.code, seat.zone) for seat in seats])
    return check(day, sorted(seat.code for seat in seats), calendar)


def absences(uow: UnitOfWork, group: Group, rotation: Rotation) -> Absences:
    """What keeps a seat from a turn: its own pre-election period from the chair, unless it said that it is willing. It
    is asked of turns that nobody was told; a turn without a day knows nothing of it."""
    codes = {seat.code for seat in uow.groups.seats(group.id)}
    periods: dict[str, list[CalendarEntry]] = {}
    for entry in uow.calendars.between(codes, date.min, date.max):
        if entry.kind is Kind.PRE_ELECTION:
            periods.setdefault(entry.administration, []).append(entry)
    willing = rotation.willing

    def away(role: Role, seat: str, slot: Slot) -> Away | None:
        if role is not Role.CHAIR or slot.day is None or (seat, role, slot.number) in willing:
            return None
        for entry in periods.get(seat, ()):
            if entry.first_day <= slot.day <= entry.last_day:
                return Away(Kind.PRE_ELECTION.value, entry.first_day, entry.last_day)
        return None

    return away


def add(uow: UnitOfWork, *, entry: CalendarEntry, by: Actor, now: datetime) -> Noted:
    """Note what an administration has on its calendar; who is affected is told by the clock.

    Raises ``UnknownAdministrations``, ``NotYourCalendar`` or ``EntryNotedAlready``.
    """
    administration = uow.administrations.by_code(entry.administration)
    if administration is None:
        known = tuple(row.code for row in uow.administrations.all())
        raise UnknownAdministrations((entry.administration,), known)
    _require_right(uow, administration, by)
    same = uow.calendars.same(entry)
    if same is not None:
        raise EntryNotedAlready(str(same.number))
    row = uow.calendars.enter(administration.id, entry)
    uow.record("calendar.added", by=by, now=now, subject=f"calendar:{row.id}", after=_facts(entry))
    uow.undoable("calendar.add", by=by, now=now, group_id=None, facts={"entry": row.id})
    return Noted(row.id, entry)


def remove(uow: UnitOfWork, *, number: int, by: Actor, now: datetime) -> Noted:
    """The administration has it no longer. The row stays, so that it doesn't come back by itself.

    Raises ``NoSuchEntry`` or ``NotYourCalendar``.
    """
    found = uow.calendars.standing(number)
    administration = uow.administrations.by_code(found.entry.administration) if found else None
    if found is None or administration is None:
        raise NoSuchEntry(str(number))
    _require_right(uow, administration, by)
    uow.calendars.set_removed(number, True)
    uow.record("calendar.removed", by=by, now=now, subject=f"calendar:{number}", before=_facts(found.entry))
    uow.undoable("calendar.remove", by=by, now=now, group_id=None, facts={"entry": number})
    return found


def listed(
    uow: UnitOfWork,
    *,
    group: Group,
    seat: str | None,
    first: date | None,
    last: date | None,
    kind: Kind | None,
    page: int,
    now: datetime,
) -> Listed:
    """A page of what the group's seats have noted, by first day; from today on unless a first day is given.

    Raises ``SeatNotInGroup``.
    """
    codes = {one.code for one in uow.groups.seats(group.id)}
    if seat is not None and seat not in codes:
        raise SeatNotInGroup(seat)
    wanted = {seat} if seat is not None else codes
    since = first or local(now, group.zone).date()
    count = uow.calendars.count(wanted, first=since, last=last, kind=kind)
    pages = max(1, -(-count // PAGE))
    page = max(1, min(page, pages))
    lines = uow.calendars.noted(wanted, first=since, last=last, kind=kind, limit=PAGE, offset=(page - 1) * PAGE)
    parts = [f"seat:{seat}" if seat else "", f"from:{first}" if first else "", f"to:{last}" if last else ""]
    asked = " ".join(part for part in (*parts, f"kind:{kind.value}" if kind else "") if part)
    return Listed(group, lines, page, pages, asked)


def not_added(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``add``."""
    return _put(uow, facts["entry"], removed=True)


def not_removed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``remove``."""
    return _put(uow, facts["entry"], removed=False)


def _put(uow: UnitOfWork, number: int, *, removed: bool) -> dict[str, UndoneFact]:
    row = uow.calendars.row(number)
    if row is None or row.removed is removed:
        raise ChangedSince
    uow.calendars.set_removed(number, removed)
    return {"number": str(number)}


def _require_right(uow: UnitOfWork, administration: models.Administration, by: Actor) -> None:
    serves = by.official_id is not None and uow.calendars.secretariat_with(by.official_id, administration.id)
    if not (by.operator or serves):
        raise NotYourCalendar(administration.code)


def _facts(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "administration": entry.administration,
        "kind": entry.kind.value,
        "first_day": entry.first_day.isoformat(),
        "last_day": entry.last_day.isoformat(),
        "provisional": entry.provisional,
    }
