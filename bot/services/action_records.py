"""What every change to an action has in common: the row, the audit line, how it is taken back, and the reminders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.action_answers import DayOff
from bot.domain.actions import NoSuchAction
from bot.domain.groups import Group, Seat
from bot.domain.people import Actor
from bot.services import calendars, reminders


def found(uow: UnitOfWork, group: Group, number: int) -> models.Action:
    """The row, to be changed. Raises ``NoSuchAction``."""
    row = uow.actions.record(group.id, number)
    if row is None:
        raise NoSuchAction(group.action(number))
    return row


def named(uow: UnitOfWork, group: Group, reference: str) -> models.Action:
    """The row that ``12`` or ``VAWG-12`` means in this group. Raises ``NoSuchAction``, for one of another group too."""
    slug, _, digits = reference.strip().lstrip("#").rpartition("-")
    known = digits.isascii() and digits.isdigit() and len(digits) < 10 and slug.lower() in ("", group.slug)
    if not known:
        raise NoSuchAction(reference.strip()[:40].upper())
    return found(uow, group, int(digits))


def keep(
    uow: UnitOfWork,
    event: str,
    inverse: str,
    row: models.Action,
    group: Group,
    by: Actor,
    now: datetime,
    *,
    before: Mapping[str, object],
    after: Mapping[str, object],
    kept: Mapping[str, object],
    concerned: Collection[int] = (),
) -> None:
    """The audit line, how to take it back (``kept`` is what that needs; an empty ``inverse``: something else does), and
    the reminders anew, also of whom it ``concerned`` before."""
    uow.record(
        event,
        by=by,
        now=now,
        group_id=group.id,
        subject=group.action(row.number),
        acting_for=acting_for(uow, row.group_id, row.seat_id, by),
        before=before,
        after=after,
    )
    if inverse:
        uow.undoable(inverse, by=by, now=now, group_id=group.id, facts={"action": row.id, **kept})
    reminders.follow(uow, action_id=row.id, now=now, before=concerned)


def facts(row: models.Action) -> dict[str, object]:
    """How it stands, for the audit."""
    rests = {"snoozed": row.snoozed_until.isoformat()} if row.snoozed_until else {}
    return {"status": row.status.value, "due": row.due.isoformat(), **rests}


def acting_for(uow: UnitOfWork, group_id: int, seat_id: int | None, by: Actor) -> int | None:
    """The seat that the secretariat acts for, where it changes what is a seat's."""
    seat = next((one for one in uow.groups.seats(group_id) if one.id == seat_id), None)
    return seat_id if by.secretariat and seat is not None and seat.code not in by.seats else None


def day_off(uow: UnitOfWork, seat: Seat | None, day: date) -> DayOff | None:
    """Why the day is no working day of the owner's seat; the secretariat has weekends only."""
    calendar = calendars.of_seats(uow, [seat] if seat else [], day)
    if calendar.working(day, seat.code if seat else ""):
        return None
    holidays = [entry.name for entry in calendar.on(day, seat.code) if entry.blocks] if seat else []
    return DayOff(day, seat.code if seat else "", holidays[0] if holidays else "")
