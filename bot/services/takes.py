"""A turn that is on offer is taken: the first who does has it, and everybody else is told what is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.offers import NothingOnOffer, OfferKind, OfferState, Settled, Sought, TakenOver
from bot.domain.people import Actor
from bot.domain.rotation import Role
from bot.domain.rotation.refusals import TurnNotOffered
from bot.domain.turns_moved import Because
from bot.services import occasions, offers
from bot.services.consent import acting_seat, queued, require_left, settled, undoable
from bot.services.ledger import append, state
from bot.services.turns_moved import watched


def take(
    uow: UnitOfWork,
    *,
    group: Group,
    which: Sought,
    by: Actor,
    now: datetime,
) -> TakenOver:
    """A seat takes a turn that is on offer to it: the two turns are swapped. Where another was quicker, nothing
    changes, and the audit has a line of it.

    Raises ``WhichSeatActs``, ``NothingOnOffer``, ``TurnNotOffered``, ``MeetingHasBegun``, or a rule's refusal.
    """
    if which.role is not None:
        which = replace(which, role=queued(uow, group, which.role, now))
    row, occasion, taker = _on_offer(uow, group, which, by)
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    before = state(uow, group=group, now=now)
    holder = before.holder(occasion.number, row.role)
    if row.state not in (OfferState.OPEN, OfferState.EXPIRED) or holder != codes[row.seat_id]:
        offers.late(uow, group=group, row=row, by=by, now=now)
        won = row.answered_by == by.official_id and holder == taker
        return TakenOver(group, occasion, row.role, str(holder), codes[row.seat_id], (), for_seat=False, won=won)
    require_left(occasion, now)
    seated_on = max(occasion.day, local(now, group.zone).date())
    taker_id = next(each.id for each in uow.groups.seats(group.id, seated_on) if each.code == taker)
    acting_for = None if by.leads(taker) else taker_id
    event = offers.event(uow, group, row, codes, taker)
    knowing = [(holder, row.role), (taker, row.role)]
    with watched(uow, group=group, now=now, why=Because.SWAPPED, knowing=knowing) as known:
        ids = append(uow, group=group, events=[event], by=by, now=now, acting_for=acting_for)
        undoable(uow, "turn.taken", group, occasion, ids, by, now)
        offers.end(uow, group=group, row=row, state=OfferState.ACCEPTED, by=by, now=now, acting_for=acting_for)
        row.to_seat_id = taker_id
        known |= settled(uow, group=group, row=row, what=Settled.TAKEN, taker_id=taker_id, by=by, now=now)
    after = state(uow, group=group, now=now)
    moved = offers.changes(uow, group=group, before=before, after=after, role=row.role, now=now)
    return TakenOver(group, occasion, row.role, taker, str(holder), moved, acting_for is not None, won=True)


def _on_offer(uow: UnitOfWork, group: Group, which: Sought, by: Actor) -> tuple[models.Offer, Occasion, str]:
    """The offer that is meant, the latest of its turn, with what it is about and the seat that takes it."""
    number, role, seat = which.number, which.role, which.seat
    rows = [row for row in uow.offers.of_group(group.id, *OfferState) if row.kind is not OfferKind.SWAP]
    about = {row.id: occasions.about(uow, group=group, row=row) for row in rows}
    fitting = [r for r in rows if number in (None, about[r.id].number) and role in (None, r.role)]
    codes = {each.id: each.code for each in uow.groups.seats(group.id)}
    if seat is None and by.secretariat and not any(by.leads(code) for code in by.seats):
        named = [codes[row.to_seat_id] for row in fitting if row.to_seat_id and row.state is OfferState.OPEN]
        seat = named[-1] if named else None
    taker = acting_seat(uow, group, seat, by)
    mine = [row for row in fitting if row.kind is OfferKind.CALL or codes.get(row.to_seat_id or 0) == taker]
    mine = [row for row in mine if codes[row.seat_id] != taker and row.state is not OfferState.REFUSED]
    live = [row for row in mine if row.state is OfferState.OPEN]
    if number is None:
        mine = live
    if not mine:
        raise TurnNotOffered(number, (role or Role.CHAIR).value, taker) if number is not None else NothingOnOffer()
    row = (live or mine)[0 if live else -1]
    return row, about[row.id], taker
