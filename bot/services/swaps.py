"""Two seats exchange their coming turns: one asks, the other answers in its own chat. Nobody else's turn moves."""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.offers import Change, OfferKind, OfferState, Settled, Sought, Swap, SwapNotAsked
from bot.domain.people import Actor
from bot.domain.permissions import NotAllowed, Right
from bot.domain.rotation import Role, Rotation
from bot.domain.rotation.events import Swapped
from bot.domain.turns_moved import Because
from bot.services import answers, occasions, offers
from bot.services.acceptance import found
from bot.services.consent import acting_seat, queued, require_left, settled, undoable
from bot.services.ledger import append, state
from bot.services.turns_moved import watched


def ask(
    uow: UnitOfWork,
    *,
    group: Group,
    other: str,
    which: Sought,
    reason: str,
    by: Actor,
    now: datetime,
) -> Swap:
    """Ask another seat to exchange turns: the told one of that number, or else the coming one. Asked for before, the
    request stands as it is; asked by that seat in its turn, that is its consent.

    Raises ``SwapWithItself``, ``SeatNotInGroup``, ``SeatIsSuspended``, ``ChairNeverHosts``, ``NoHostQueue``,
    ``MeetingHasBegun``, ``WhichSeatActs``, or what ``acceptance.found`` raises.
    """
    number, role = which.number, which.role
    if number is not None:
        turn, _, mine = found(uow, group=group, which=which, by=by)
        role = role or turn.role
    else:
        mine = acting_seat(uow, group, which.seat, by)
    role = queued(uow, group, role or _role(uow, group, mine), now) if role is not Role.HOST else Role.HOST
    mutual = _open(uow, group, role, other, mine)
    if mutual is not None and number is None:
        return answer(uow, group=group, request=mutual.id, asker=other, role=role, yes=True, by=by, now=now)
    before = state(uow, group=group, now=now)
    number = number if number is not None else before.coming(mine, role)
    after = before.then(Swapped(role, mine, other, number))
    moved = _require_open(uow, group, before, after, role, now)
    ids = {each.code: each.id for each in uow.groups.seats(group.id)}
    acting_for = None if by.leads(mine) else ids[mine]
    row = _open(uow, group, role, mine, other) or offers.enter(
        uow,
        group=group,
        kind=OfferKind.SWAP,
        role=role,
        occasion=occasions.by_number(uow, group=group, number=number) if number is not None else None,
        seat=mine,
        asked=[other],
        reason=reason,
        by=by,
        now=now,
        acting_for=acting_for,
    )
    undoable(uow, "turn.swap-asked", group, None, [], by, now)
    return _facts(uow, group, row, moved, acting_for is not None)


def answer(
    uow: UnitOfWork,
    *,
    group: Group,
    request: int | None,
    asker: str,
    role: Role | None,
    yes: bool,
    by: Actor,
    now: datetime,
) -> Swap:
    """The other seat consents, or doesn't. Answered before, nothing changes, and the audit has a line of it.

    Raises ``SwapNotAsked``, ``NotAllowed``, ``MeetingHasBegun``, or a rule's refusal.
    """
    row = _requested(uow, group, request, asker, role, by)
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    answering = codes[row.to_seat_id or 0]
    if not (by.leads(answering) or by.secretariat):
        raise NotAllowed(Right.ANSWER_TURN.value)
    acting_for = None if by.leads(answering) else row.to_seat_id
    if row.state is not OfferState.OPEN:
        offers.late(uow, group=group, row=row, by=by, now=now)
        return _facts(uow, group, row, (), False, late=True)
    if not yes:
        offers.end(uow, group=group, row=row, state=OfferState.REFUSED, by=by, now=now, acting_for=acting_for)
        for seat_id in (row.seat_id, row.to_seat_id or 0):
            answers.tell(uow, group=group, row=row, what=Settled.REFUSED, to=seat_id, by=by, now=now)
        return _facts(uow, group, row, (), acting_for is not None)
    before, event = state(uow, group=group, now=now), offers.event(uow, group, row, codes)
    moved = _require_open(uow, group, before, before.then(event), row.role, now)
    occasion = occasions.of(uow, group=group, row=row)
    knowing, taker_id = [(asker, row.role), (answering, row.role)], row.to_seat_id or 0
    with watched(uow, group=group, now=now, why=Because.SWAPPED, knowing=knowing) as known:
        ids = append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
        offers.end(uow, group=group, row=row, state=OfferState.ACCEPTED, by=by, now=now, acting_for=acting_for)
        undoable(uow, "turn.swapped", group, occasion, ids, by, now)
        known |= settled(uow, group=group, row=row, what=Settled.SWAPPED, taker_id=taker_id, by=by, now=now)
    return _facts(uow, group, row, moved, acting_for is not None)


def _role(uow: UnitOfWork, group: Group, seat: str) -> Role:
    """The role of the seat's next told turn, or the chair."""
    ids = [each.id for each in uow.groups.seats(group.id) if each.code == seat]
    return next((Role(turn.role) for turn, _ in uow.ledger.waiting(group.id, ids)), Role.CHAIR)


def _require_open(
    uow: UnitOfWork, group: Group, before: Rotation, after: Rotation, role: Role, now: datetime
) -> tuple[Change, ...]:
    """What the exchange changes; none of these meetings may have begun."""
    moved = offers.changes(uow, group=group, before=before, after=after, role=role, now=now)
    for change in moved:
        number = change.spot.number
        occasion = occasions.by_number(uow, group=group, number=number) if number is not None else None
        if occasion is not None:
            require_left(occasion, now)
    return moved


def _open(uow: UnitOfWork, group: Group, role: Role, asker: str, other: str) -> models.Offer | None:
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    for row in uow.offers.of_group(group.id, OfferState.OPEN):
        pair = (codes[row.seat_id], codes.get(row.to_seat_id or 0))
        if row.kind is OfferKind.SWAP and row.role is role and pair == (asker, other):
            return row
    return None


def _requested(
    uow: UnitOfWork, group: Group, request: int | None, asker: str, role: Role | None, by: Actor
) -> models.Offer:
    """The request that is answered: of that number, or the latest open one of that seat to one of the person's."""
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    states = tuple(OfferState) if request is not None else (OfferState.OPEN,)
    fitting = [
        row
        for row in uow.offers.of_group(group.id, *states)
        if row.kind is OfferKind.SWAP
        and codes[row.seat_id] == asker
        and request in (None, row.id)
        and role in (None, row.role)
        and (by.secretariat or by.leads(codes[row.to_seat_id or 0]))
    ]
    if not fitting:
        raise SwapNotAsked(asker)
    return fitting[-1]


def _facts(
    uow: UnitOfWork,
    group: Group,
    row: models.Offer,
    moved: tuple[Change, ...],
    for_seat: bool,
    *,
    late: bool = False,
) -> Swap:
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    seat, other = codes[row.seat_id], codes[row.to_seat_id or 0]
    return Swap(group, row.id, row.role, seat, other, moved, row.reason, row.state, for_seat, late)
