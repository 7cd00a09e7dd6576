"""Offers of turns as they are kept: made, answered once, or ended because what they were about changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local, to_instant
from bot.domain.days import add_working_days
from bot.domain.errors import DomainError
from bot.domain.groups import Group, Seat
from bot.domain.occasions import Occasion, begun
from bot.domain.offers import Change, OfferKind, OfferState, Settled, Spot
from bot.domain.people import Actor
from bot.domain.policies import limits
from bot.domain.rotation import Role, Rotation, project
from bot.domain.rotation.events import Event, Swapped, Taken
from bot.domain.terms import DAY, Term
from bot.services import answers, calendars, occasions, slots
from bot.services.ledger import absences, state

ANSWER_AT = time(9)
"""Wall time of whoever must act: when an offer that was not answered runs out."""


def enter(
    uow: UnitOfWork,
    *,
    group: Group,
    kind: OfferKind,
    role: Role,
    occasion: Occasion | None,
    seat: str,
    asked: Sequence[str],
    reason: str,
    by: Actor | None,
    now: datetime,
    acting_for: int | None = None,
) -> models.Offer:
    """Ask these seats; each who answers for one of them hears of it once. Asking nobody, it has ended already."""
    seats = {each.code: each for each in uow.groups.seats(group.id)}
    limit, named = _latest(occasion, now), occasions.place(occasion) if occasion is not None else {}
    ends = [_until(uow, group, seats[code], now) for code in asked]
    row = models.Offer(
        group_id=group.id,
        kind=kind,
        state=OfferState.OPEN if asked else OfferState.EXPIRED,
        role=role,
        seat_id=seats[seat].id,
        to_seat_id=seats[asked[0]].id if asked and kind is not OfferKind.CALL else None,
        reason=reason,
        asked_by=by.official_id if by else None,
        asked_at=now,
        expires_at=min([max(ends, default=now), *([limit] if limit else [])]),
        meeting_id=named.get("meeting_id"),
        term_id=named.get("term_id"),
    )
    uow.session.add(row)
    uow.session.flush()
    _record(uow, group, row, "asked", by, now, acting_for)
    for code in asked:
        uow.outbox.tell(
            uow.ledger.answering_for(group.id, seats[code].id),
            f"turn-offer:{row.id}:{seats[code].id}",
            facts={"offer": row.id, "seat": seats[code].id},
            now=now,
            group_id=group.id,
        )
    return row


def end(
    uow: UnitOfWork,
    *,
    group: Group,
    row: models.Offer,
    state: OfferState,
    by: Actor | None,
    now: datetime,
    acting_for: int | None = None,
) -> None:
    """It is answered, withdrawn or has run out. What was not sent of it yet is not sent any more."""
    row.state, row.answered_at, row.answered_by = state, now, by.official_id if by else None
    uow.session.flush()
    uow.outbox.withdraw(f"turn-offer:{row.id}:", why=state.value)
    _record(uow, group, row, state.value, by, now, acting_for)


def tidy(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """Offers that can't be accepted any more, because what they are about changed, are withdrawn; whoever was asked
    hears so."""
    for row in uow.offers.of_group(group.id, OfferState.OPEN):
        if standing(uow, group=group, row=row, now=now):
            continue
        told = asked(uow, group=group, row=row)
        end(uow, group=group, row=row, state=OfferState.WITHDRAWN, by=None, now=now)
        tell_withdrawn(uow, group=group, row=row, seats=told, by=None, now=now)


def tell_withdrawn(
    uow: UnitOfWork, *, group: Group, row: models.Offer, seats: Sequence[int], by: Actor | None, now: datetime
) -> None:
    """Whoever was asked hears that nothing is asked of them any more."""
    for seat in seats:
        answers.tell(uow, group=group, row=row, what=Settled.WITHDRAWN, to=seat, other=seat, by=by, now=now)


def standing(uow: UnitOfWork, *, group: Group, row: models.Offer, now: datetime) -> bool:
    """Whether somebody who was asked could still accept."""
    rotation = state(uow, group=group, now=now)
    occasion = occasions.of(uow, group=group, row=row)
    if occasion is not None and not _open_to_change(occasion, row.kind, now):
        return False
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    if occasion is not None and rotation.holder(occasion.number, row.role) != codes[row.seat_id]:
        return False
    if row.kind is OfferKind.CALL:
        return occasion is not None and rotation.called(occasion.number, row.role)
    return accepting(rotation, event(uow, group, row, codes)) is not None


def _open_to_change(occasion: Occasion, kind: OfferKind, now: datetime) -> bool:
    """The rest of a term under way may still be exchanged, but is no longer offered to one after the other."""
    if isinstance(occasion, Term):
        return not occasion.over and (kind is not OfferKind.DECLINED or not begun(occasion, now))
    return not begun(occasion, now)


def _latest(occasion: Occasion | None, now: datetime) -> datetime | None:
    """When a turn can no longer change hands: as it begins, or for the rest of a term as that ends."""
    if not isinstance(occasion, Term) or not begun(occasion, now):
        return occasion.starts_at if occasion is not None else None
    return to_instant(occasion.until + DAY, time(0), occasion.zone) if occasion.until is not None else None


def event(uow: UnitOfWork, group: Group, row: models.Offer, codes: dict[int, str], taker: str | None = None) -> Event:
    """What accepting the offer enters; ``taker`` is the seat that does, where it was offered to all."""
    occasion = occasions.of(uow, group=group, row=row)
    other = taker or codes[row.to_seat_id or row.seat_id]
    if row.kind is OfferKind.SWAP:
        return Swapped(row.role, codes[row.seat_id], other, occasion.number if occasion else None)
    return Taken(occasion.number if occasion else 0, row.role, other)


def accepting(rotation: Rotation, event: Event) -> Rotation | None:
    """The rotation after an acceptance; ``None`` where the rules refuse it now."""
    try:
        return rotation.then(event)
    except DomainError:
        return None


def changes(
    uow: UnitOfWork, *, group: Group, before: Rotation, after: Rotation, role: Role, now: datetime
) -> tuple[Change, ...]:
    """The turns of a role that change seats between two rotations, the soonest first, as far as they can be seen."""
    line = slots.line(uow, group, before, now)
    ahead = slots.coming(uow, group, line, now, 3 * len(before.seats) + len(line.ahead()))
    away = absences(uow, group=group)
    pairs = zip(project(before, ahead, away), project(after, ahead, away), strict=True)
    return tuple(
        Change(Spot(was.number, was.day), getattr(was, role), getattr(will, role))
        for was, will in pairs
        if getattr(was, role) != getattr(will, role)
    )


def asked(uow: UnitOfWork, *, group: Group, row: models.Offer) -> tuple[int, ...]:
    """The seats that were asked and have heard so."""
    seats = uow.groups.seats(group.id)
    return tuple(seat.id for seat in seats if uow.outbox.said_to(f"turn-offer:{row.id}:{seat.id}:"))


def late(uow: UnitOfWork, *, group: Group, row: models.Offer, by: Actor, now: datetime) -> None:
    """Somebody answered what was answered already: nothing changes, and the audit has a line of it."""
    _record(uow, group, row, "answered-late", by, now, None)


def until_day(group: Group, row: models.Offer) -> date:
    """The last day of an offer, local to the group."""
    return local(row.expires_at, group.zone).date()


def _until(uow: UnitOfWork, group: Group, seat: Seat, now: datetime) -> datetime:
    """Counted in the working days of whoever must act."""
    today = local(now, seat.zone).date()
    day = add_working_days(today, limits(group).offer, seat.code, calendars.of_seats(uow, [seat], today))
    return to_instant(day, ANSWER_AT, seat.zone)


def _record(
    uow: UnitOfWork,
    group: Group,
    row: models.Offer,
    what: str,
    by: Actor | None,
    now: datetime,
    acting_for: int | None,
) -> None:
    after: dict[str, object] = {"kind": row.kind.value, "role": row.role.value, "seat": row.seat_id}
    after |= {"to": row.to_seat_id} | ({"term": row.term_id} if row.term_id else {"meeting": row.meeting_id})
    if row.reason:
        after["reason"] = digest(row.reason)
    uow.record(
        f"offer.{what}",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=acting_for,
        subject=f"offer:{row.id}",
        after=after,
    )
