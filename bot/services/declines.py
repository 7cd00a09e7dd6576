"""A turn declined: it stays its seat's until another takes it, is offered to one seat after the other, nobody twice."""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.offers import Declination, OfferKind, OfferRefused, OfferState, Settled, Sought
from bot.domain.people import Actor
from bot.domain.rotation import Role, TurnState, events, offer_order
from bot.services import answers, occasions, offers, slots
from bot.services.acceptance import found
from bot.services.consent import queued, require_ahead, undoable
from bot.services.ledger import absences, append, state


def offered_to(uow: UnitOfWork, *, group: Group, which: Sought, by: Actor) -> models.Offer | None:
    """The open offer of a declined turn that the person may answer: to an own seat, or (the secretariat) to any.

    Without a number only one to an own seat counts."""
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    for row in uow.offers.of_group(group.id, OfferState.OPEN):
        occasion = occasions.of(uow, group=group, row=row)
        if row.kind is not OfferKind.DECLINED or occasion is None or row.to_seat_id is None:
            continue
        asked = codes[row.to_seat_id]
        named = which.seat == asked or which.number is not None
        fits = which.number in (None, occasion.number) and which.role in (None, row.role)
        if fits and which.seat in (None, asked) and (by.leads(asked) or (by.secretariat and named)):
            return row
    return None


def needs_reason(
    uow: UnitOfWork,
    *,
    group: Group,
    which: Sought,
    by: Actor,
    now: datetime,
) -> bool:
    """Whether the person is about to decline a turn for the first time, and could. Raises what ``decline`` raises."""
    turn, occasion, _ = found(uow, group=group, which=which, by=by)
    require_ahead(occasion, now)
    return turn.state is not TurnState.DECLINED


def decline(
    uow: UnitOfWork,
    *,
    group: Group,
    which: Sought,
    reason: str,
    by: Actor,
    now: datetime,
) -> Declination:
    """The seat can't take the turn it was told. It stays its own until taken, and is offered to the available seat
    whose turn comes next after it. Declining twice changes nothing more.

    Raises what ``acceptance.found`` raises, ``MeetingHasBegun``, or ``NoHostQueue``.
    """
    turn, occasion, code = found(uow, group=group, which=which, by=by)
    role = queued(uow, group, turn.role, now)
    require_ahead(occasion, now)
    changed, acting_for = turn.state is not TurnState.DECLINED, None if by.leads(code) else turn.seat_id
    offered = _open(uow, occasion, role)
    if changed:
        raised, event = turn.raised, events.Declined(occasion.number, role, code)
        ids = append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
        _answered(uow, group, occasion, turn.seat_id, by, now)
        undoable(uow, "turn.declined", group, occasion, ids, by, now)
        offers.tidy(uow, group=group, now=now)
        answers.beside(uow, group=group, turn=turn, raised=raised, what=Settled.DECLINED, by=by, now=now)
        offered = pass_on(uow, group=group, occasion=occasion, role=role, seat=code, reason=reason, by=by, now=now)
    return Declination(group, occasion, role, code, _seat_asked(uow, group, offered), acting_for is not None, changed)


def refuse(uow: UnitOfWork, *, group: Group, row: models.Offer, by: Actor, now: datetime) -> OfferRefused:
    """A seat does not want the turn it was offered: the next is asked, or the secretariat decides."""
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    holder, asked = codes[row.seat_id], codes[row.to_seat_id or 0]
    occasion = occasions.about(uow, group=group, row=row)
    require_ahead(occasion, now)
    acting_for = None if by.leads(asked) else row.to_seat_id
    event = events.Refused(occasion.number, row.role, asked)
    append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
    offers.end(uow, group=group, row=row, state=OfferState.REFUSED, by=by, now=now, acting_for=acting_for)
    answers.tell(uow, group=group, row=row, what=Settled.REFUSED, to=row.to_seat_id or 0, by=by, now=now)
    further = pass_on(
        uow, group=group, occasion=occasion, role=row.role, seat=holder, reason=row.reason, by=None, now=now
    )
    return OfferRefused(
        group,
        occasion,
        row.role,
        asked,
        holder,
        _seat_asked(uow, group, further),
        acting_for is not None,
    )


def pass_on(
    uow: UnitOfWork,
    *,
    group: Group,
    occasion: Occasion,
    role: Role,
    seat: str,
    reason: str,
    by: Actor | None,
    now: datetime,
) -> models.Offer:
    """Ask the available seat whose turn comes next, nobody twice; where nobody is left, the secretariat hears so."""
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    before = {
        codes[row.to_seat_id or 0] for row in uow.offers.of_turn(occasions.place(occasion), role) if _was_asked(row)
    }
    rotation = state(uow, group=group, now=now)
    ahead = slots.line(uow, group, rotation, now).ahead()
    order = offer_order(rotation, occasion.number, role, ahead, absences(uow, group=group))
    row = offers.enter(
        uow,
        group=group,
        kind=OfferKind.DECLINED,
        role=role,
        occasion=occasion,
        seat=seat,
        asked=[code for code in order if code not in before][:1],
        reason=reason,
        by=by,
        now=now,
    )
    if row.state is OfferState.EXPIRED:
        answers.unfilled(uow, group=group, row=row, now=now)
    return row


def _open(uow: UnitOfWork, occasion: Occasion, role: Role) -> models.Offer | None:
    rows = [row for row in uow.offers.of_turn(occasions.place(occasion), role) if row.state is OfferState.OPEN]
    return rows[-1] if rows else None


def _was_asked(row: models.Offer) -> bool:
    """A call, or an offer that was withdrawn before it was answered, asks nobody for good."""
    return (
        row.kind is OfferKind.DECLINED
        and row.to_seat_id is not None
        and row.state in (OfferState.REFUSED, OfferState.EXPIRED)
    )


def _seat_asked(uow: UnitOfWork, group: Group, row: models.Offer | None) -> str | None:
    if row is None or row.state is not OfferState.OPEN:
        return None
    return next((seat.code for seat in uow.groups.seats(group.id) if seat.id == row.to_seat_id), None)


def _answered(uow: UnitOfWork, group: Group, occasion: Occasion, seat_id: int, by: Actor, now: datetime) -> None:
    for row in occasions.turns(uow, group=group, occasion=occasion):
        if row.seat_id == seat_id and row.state is TurnState.DECLINED:
            row.answered_at, row.answered_by = now, by.official_id
