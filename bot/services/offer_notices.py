"""What there is to say of offers when it is sent; ``None`` where it is no longer so, or concerns somebody no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.offers import Offered, OfferKind, OfferState, Settled, Told, Unfilled
from bot.domain.rotation import Role, TurnState
from bot.services import occasions, offers
from bot.services.ledger import state


def offered(
    uow: UnitOfWork, *, group_id: int, offer_id: int, seat_id: int, official_id: int, now: datetime
) -> Offered | None:
    """What a seat is asked, with what its yes would change."""
    group, row = _running(uow, group_id, official_id), uow.offers.by_id(offer_id)
    if group is None or row is None or row.state is not OfferState.OPEN:
        return None
    codes = {seat.id: seat.code for seat in uow.groups.seats(group_id)}
    before, other = state(uow, group=group, now=now), codes[seat_id]
    after = offers.accepting(before, offers.event(uow, group, row, codes, other))
    if after is None:
        return None
    memberships = uow.people.memberships(official_id, group_id)
    return Offered(
        group=group,
        offer_id=row.id,
        kind=row.kind,
        meeting=occasions.of(uow, group=group, row=row),
        role=row.role,
        seat=codes[row.seat_id],
        other=other,
        changes=offers.changes(uow, group=group, before=before, after=after, role=row.role, now=now),
        reason=row.reason if row.kind is OfferKind.SWAP else "",
        until=offers.until_day(group, row),
        own=any(membership.seat == other for membership in memberships),
    )


def answered(uow: UnitOfWork, *, group_id: int, official_id: int, kept: Mapping[str, Any]) -> Told | None:
    """What came of a turn: that happened, and stays true."""
    group = _running(uow, group_id, official_id)
    if group is None:
        return None
    codes = {seat.id: seat.code for seat in uow.groups.seats(group_id)}
    by = uow.people.by_id(int(kept["by"])) if kept["by"] is not None else None
    return Told(
        group,
        Settled(kept["what"]),
        occasions.recalled(uow, group=group, facts=kept),
        Role(kept["role"]),
        codes[kept["seat"]],
        codes[kept["other"]] if kept["other"] is not None else None,
        by.name if by is not None else None,
    )


def unfilled(uow: UnitOfWork, *, group_id: int, official_id: int, offer_id: int, now: datetime) -> Unfilled | None:
    """That nobody took a turn, while its seat still can't and nobody else is asked."""
    group, row = _running(uow, group_id, official_id), uow.offers.by_id(offer_id)
    occasion = occasions.of(uow, group=group, row=row) if group is not None and row is not None else None
    if group is None or row is None or occasion is None:
        return None
    codes = {seat.id: seat.code for seat in uow.groups.seats(group_id)}
    turn = occasions.turn(uow, group=group, occasion=occasion, role=Role(row.role))
    asked = uow.offers.of_turn(occasions.place(occasion), row.role)
    pending = any(offer.state is OfferState.OPEN for offer in asked)
    if turn is None or turn.seat_id != row.seat_id or occasion.over or pending:
        return None
    if turn.state is not TurnState.DECLINED and row.kind is OfferKind.DECLINED:
        return None
    refused = [codes[offer.to_seat_id] for offer in asked if offer.to_seat_id is not None and _said_no(offer)]
    return Unfilled(group, occasion, row.role, codes[row.seat_id], row.reason, tuple(sorted(set(refused))))


def _said_no(offer: models.Offer) -> bool:
    return offer.state in (OfferState.REFUSED, OfferState.EXPIRED)


def _running(uow: UnitOfWork, group_id: int, official_id: int) -> Group | None:
    """The group, while it has not ended and the person has a post in it."""
    group = uow.groups.by_id(group_id)
    if group is None or group.closed_on is not None or not uow.people.memberships(official_id, group_id):
        return None
    return group
