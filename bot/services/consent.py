"""What every way of giving a turn to another seat has in common."""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.occasions import Occasion, begun
from bot.domain.offers import MeetingHasBegun, Settled, WhichSeatActs
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Role, TurnState
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.domain.terms import Term, TermUnderWay
from bot.services import answers, occasions, offers, rotation, turns_told
from bot.services.ledger import state
from bot.services.turns_moved import Known


def settled(
    uow: UnitOfWork,
    *,
    group: Group,
    row: models.Offer,
    what: Settled,
    taker_id: int,
    by: Actor,
    now: datetime,
) -> set[Known]:
    """Two turns changed seats: both seats hear of it, what was freed is told on, and what no longer stands ends. Who
    was told a turn that was freed."""
    for seat_id in (row.seat_id, taker_id):
        answers.tell(uow, group=group, row=row, what=what, to=seat_id, by=by, other=taker_id, now=now)
    for turn, _ in uow.ledger.waiting(group.id, (row.seat_id, taker_id)):
        if turn.state is TurnState.ACCEPTED and turn.answered_at is None:
            turn.answered_at, turn.answered_by = now, by.official_id
    told = rotation.assign_next(uow, group=group, by=by, now=now)
    offers.tidy(uow, group=group, now=now)
    turns_told.hand_over(uow, group=group, now=now)
    return turns_told.knowing(told)


def queued(uow: UnitOfWork, group: Group, role: Role, now: datetime) -> Role:
    """The role whose queue the turn belongs to: where the chair hosts too, there is one turn for both."""
    policy = state(uow, group=group, now=now).policy
    return Role.CHAIR if policy.host is Hosting.WITH_CHAIR else role


def require_ahead(occasion: Occasion, now: datetime) -> None:
    """Raise ``MeetingHasBegun`` once it was opened, or its time has come; ``TermUnderWay`` once it was handed over."""
    if isinstance(occasion, Term) and begun(occasion, now):
        raise TermUnderWay(occasion.number, occasion.day)
    require_left(occasion, now)


def require_left(occasion: Occasion, now: datetime) -> None:
    """The same where the rest of a term under way may still change hands."""
    if not isinstance(occasion, Term) and begun(occasion, now):
        raise MeetingHasBegun(occasion.number)


def undoable(
    uow: UnitOfWork,
    inverse: str,
    group: Group,
    occasion: Occasion | None,
    ids: list[int],
    by: Actor,
    now: datetime,
) -> None:
    facts = {"group": group.id, "entries": ids, "at": now.isoformat()} | occasions.kept(occasion)
    uow.undoable(inverse, by=by, now=now, group_id=group.id, facts=facts)


def acting_seat(uow: UnitOfWork, group: Group, seat: str | None, by: Actor) -> str:
    """The seat for which the person answers. Raises ``WhichSeatActs``, or ``SeatNotInGroup``."""
    led = [code for code in by.seats if by.leads(code)]
    if seat is None:
        if len(led) != 1:
            raise WhichSeatActs
        return led[0]
    if all(each.code != seat for each in uow.groups.seats(group.id)) or not (by.secretariat or seat in led):
        raise SeatNotInGroup(seat)
    return seat
