"""What a seat's coming and going does to the turns of chair and host."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rotation import Role, TurnState
from bot.domain.rotation.events import Joined, Left, Reordered
from bot.services import offers, turns_told
from bot.services.ledger import append, state
from bot.services.rotation import assigned, line
from bot.services.turns_moved import Known


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
    told, further = assigned(uow, group, by, now, None)
    if knowing is not None:
        knowing.update(turns_told.knowing(told))
    return ids + further


def reordered(uow: UnitOfWork, *, group: Group, seats: Sequence[str], by: Actor, now: datetime) -> list[int]:
    """The seats stand in a new order; assigned and owed turns stay."""
    return append(uow, group=group, events=[Reordered(tuple(seats))], by=by, now=now)


def _numbers(uow: UnitOfWork, group: Group, now: datetime) -> Collection[int]:
    return [slot.number for slot in line(uow, group, now).ahead() if slot.number is not None]
