"""What the clock does about turns: others are asked where nobody answers, offers run out, packs are given, dated
changes of the seats happen. Never further than the secretariat by itself."""

from __future__ import annotations

from datetime import datetime

from bot.chores import Chore
from bot.db import models
from bot.db.repositories.rotation import AHEAD
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.occasions import begun
from bot.domain.offers import OfferKind, OfferState, Settled
from bot.domain.rotation import TurnState
from bot.domain.rotation.events import CallWithdrawn
from bot.services import answers, occasions, offers, rotation, turns_told
from bot.services.ledger import append, state

DEPUTIES, SECRETARIAT = 1, 2


def bring_up(uow: UnitOfWork, turn_id: int, now: datetime) -> None:
    """Nobody answered in time: the seat's deputies are asked, and after them the secretariat."""
    turn = uow.session.get_one(models.Turn, turn_id)
    group = _locked(uow, turn.group_id)
    uow.session.refresh(turn)
    if turn.raise_at is None or turn.raise_at > now:
        return
    turn.raise_at = None
    occasion = occasions.about(uow, group=group, row=turn)
    over = begun(occasion, now)
    if turn.state is not TurnState.ASSIGNED or over or group.closed_on is not None:
        return
    told = set(uow.ledger.answering_for(group.id, turn.seat_id)) if not turn.raised else set()
    deputies = set(uow.ledger.raised_to(group.id, turn.seat_id, DEPUTIES)) - told
    turn.raised = DEPUTIES if deputies and not turn.raised else SECRETARIAT
    people = deputies if turn.raised == DEPUTIES else set(uow.people.secretariat(group.id))
    if turn.raised == DEPUTIES:
        seat = next(seat for seat in uow.groups.seats(group.id) if seat.id == turn.seat_id)
        turn.raise_at = turns_told.raise_at(uow, group, seat, now)
    uow.outbox.tell(
        sorted(people),
        f"turn-notice:{turn.id}:{turn.seat_id}:raised-{turn.raised}-{turn.assigned_at:%Y%m%d}",
        facts={"seat": turn.seat_id, "raised": turn.raised} | occasions.kept(occasion),
        now=now,
        group_id=group.id,
    )


def expire(uow: UnitOfWork, offer_id: int, now: datetime) -> None:
    """An offer was not answered in time: the turn stays its seat's, and the secretariat decides."""
    row = uow.session.get_one(models.Offer, offer_id)
    group = _locked(uow, row.group_id)
    uow.session.refresh(row)
    if row.state is not OfferState.OPEN or row.expires_at > now:
        return
    ended = OfferState.EXPIRED if group.closed_on is None else OfferState.WITHDRAWN
    offers.end(uow, group=group, row=row, state=ended, by=None, now=now)
    if group.closed_on is not None:
        return
    occasion = occasions.of(uow, group=group, row=row)
    if row.kind is OfferKind.CALL and occasion is not None:
        rota = state(uow, group=group, now=now)
        if rota.called(occasion.number, row.role):
            append(uow, group=group, events=[CallWithdrawn(occasion.number, row.role)], by=None, now=now)
    answers.tell(uow, group=group, row=row, what=Settled.EXPIRED, to=row.seat_id, now=now)
    if row.kind is OfferKind.SWAP:
        answers.tell_secretariat(uow, group=group, row=row, what=Settled.EXPIRED, now=now)
    else:
        answers.unfilled(uow, group=group, row=row, now=now)


def pack(uow: UnitOfWork, meeting_id: int, now: datetime) -> None:
    """A week before: the chair's pack. A turn that was told to nobody so far is told now."""
    row = uow.meetings.by_id(meeting_id)
    group = _locked(uow, row.group_id)
    uow.session.refresh(row)
    if row.pack_at is None or row.pack_at > now:
        return
    if row.state in AHEAD and row.starts_at > now and group.closed_on is None:
        rotation.assign_next(uow, group=group, by=None, now=now, through=row.number)
        turns_told.give_pack(uow, group=group, meeting=row, now=now)
    row.pack_at = None


def changes(uow: UnitOfWork, group_id: int, now: datetime) -> None:
    """A day has come on which a change of the seats holds."""
    group = _locked(uow, group_id)
    row = uow.groups.record(group_id)
    uow.session.refresh(row)
    if row.rota_due_at is not None and row.rota_due_at <= now:
        rotation.day_came(uow, group=group, now=now)


def _locked(uow: UnitOfWork, group_id: int) -> Group:
    uow.audit.lock(group_id)
    group = uow.groups.by_id(group_id)
    assert group is not None
    return group


LADDER = (
    Chore(
        "dated changes of seats",
        lambda uow, now: uow.ledger.changes_due(now),
        changes,
        lambda uow, after: uow.ledger.next_change(after),
    ),
    Chore(
        "chairs' packs",
        lambda uow, now: uow.meetings.due(models.Meeting.pack_at, now),
        pack,
        lambda uow, after: uow.meetings.next_due(models.Meeting.pack_at, after),
    ),
    Chore(
        "turns unanswered",
        lambda uow, now: uow.ledger.unanswered(now),
        bring_up,
        lambda uow, after: uow.ledger.next_unanswered(after),
    ),
    Chore(
        "offers unanswered", lambda uow, now: uow.offers.due(now), expire, lambda uow, after: uow.offers.next_due(after)
    ),
)
