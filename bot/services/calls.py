"""Open calls: a turn is offered to all at once, until somebody takes it or it is withdrawn."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.offers import Called, NotACallToWithdraw, OfferKind, OfferState, Sought
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Role, events
from bot.services import occasions, offers
from bot.services.acceptance import found
from bot.services.consent import queued, require_left, undoable
from bot.services.ledger import append, state


def call(
    uow: UnitOfWork,
    *,
    group: Group,
    which: Sought,
    reason: str,
    by: Actor,
    now: datetime,
) -> Called:
    """Offer a turn to all at once: the first that takes it has it. Offering it twice changes nothing more."""
    turn, occasion, code = found(uow, group=group, which=which, by=by)
    role = queued(uow, group, turn.role, now)
    require_left(occasion, now)
    before, acting_for = state(uow, group=group, now=now), None if by.leads(code) else turn.seat_id
    changed = not before.called(occasion.number, role)
    asked = _callable(uow, group, occasion, role, code, now)
    if changed:
        event = events.Called(occasion.number, role)
        ids = append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
        for row in uow.offers.of_turn(occasions.place(occasion), role):
            if row.state is OfferState.OPEN:
                offers.end(uow, group=group, row=row, state=OfferState.WITHDRAWN, by=by, now=now)
        offers.enter(
            uow,
            group=group,
            kind=OfferKind.CALL,
            role=role,
            occasion=occasion,
            seat=code,
            asked=asked,
            reason=reason or _reason(uow, occasion, role),
            by=by,
            now=now,
            acting_for=acting_for,
        )
        undoable(uow, "turn.called", group, occasion, ids, by, now)
    return Called(group, occasion, role, code, asked, acting_for is not None, changed=changed, withdrawn=False)


def withdraw(
    uow: UnitOfWork,
    *,
    group: Group,
    which: Sought,
    by: Actor,
    now: datetime,
) -> Called:
    """The turn is no longer offered to all: it stays its seat's. Raises ``NotACallToWithdraw``."""
    turn, occasion, code = found(uow, group=group, which=which, by=by)
    role = queued(uow, group, turn.role, now)
    if not state(uow, group=group, now=now).called(occasion.number, role):
        raise NotACallToWithdraw(occasion.number)
    acting_for = None if by.leads(code) else turn.seat_id
    event = events.CallWithdrawn(occasion.number, role)
    append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
    offers.tidy(uow, group=group, now=now)
    return Called(group, occasion, role, code, (), acting_for is not None, changed=True, withdrawn=True)


def _callable(
    uow: UnitOfWork, group: Group, occasion: Occasion, role: Role, holder: str, now: datetime
) -> tuple[str, ...]:
    """Everybody who could take it: not its own seat, nor one that is suspended or hosts (chairs) that meeting."""
    rotation = state(uow, group=group, now=now)
    other = rotation.holder(occasion.number, Role.HOST if role is Role.CHAIR else Role.CHAIR)
    barred = {holder, *rotation.suspended, *([other] if rotation.policy.host is Hosting.APART else [])}
    seats = {seat.code for seat in uow.groups.seats(group.id, max(occasion.day, local(now, group.zone).date()))}
    return tuple(code for code in rotation.seats if code in seats and code not in barred)


def _reason(uow: UnitOfWork, occasion: Occasion, role: Role) -> str:
    """Why it was declined, where it was: that stays with the turn, for the secretariat."""
    rows = [row.reason for row in uow.offers.of_turn(occasions.place(occasion), role) if row.reason]
    return rows[-1] if rows else ""
