"""Everything that waits on one person, in every group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.decision_answers import Answered, Asked
from bot.domain.decisions import Decision, DecisionFilter
from bot.domain.groups import Group
from bot.domain.my import Ahead, Mine, OwnTurn, ToAnswer
from bot.domain.occasions import When, begun
from bot.domain.offers import Offered, OfferState
from bot.domain.people import Actor, Post
from bot.domain.rotation import Role, Turn, TurnState
from bot.services import occasions, offer_notices, polls_shown, reminders, rotation

MOST: Final = 10
"""Decisions of one kind in one group."""


def waiting(uow: UnitOfWork, *, by: Actor, now: datetime) -> Mine | None:
    """What waits on this person; ``None`` for an account that is tied to nobody."""
    if by.official_id is None:
        return None
    groups = tuple(uow.groups.of(by.official_id))
    turns = [turn for group in groups for turn in _turns(uow, by.official_id, group, now)]
    ahead = [Ahead(group, facts(row, group)) for group in groups for row in uow.meetings.ahead(group.id, limit=1)]
    return Mine(
        groups=groups,
        turns=tuple(sorted(turns, key=lambda turn: turn.meeting.starts_at)),
        actions=reminders.waiting(uow, official_id=by.official_id, now=now),
        meetings=tuple(sorted(ahead, key=lambda one: one.meeting.starts_at)),
        own=tuple(turn for group in groups for turn in _own(uow, by.official_id, group, now)),
        offers=tuple(offer for group in groups for offer in _offers(uow, by.official_id, group, now)),
        asked=tuple(one for group in groups for one in _asked(uow, by.official_id, group, now)),
        clearances=tuple(one for group in groups for one in _clearances(uow, by.official_id, group, now)),
        polls=tuple(poll for one in groups for poll in polls_shown.waiting(uow, group=one, official_id=by.official_id)),
    )


def _own(uow: UnitOfWork, official_id: int, group: Group, now: datetime) -> list[OwnTurn]:
    """The next turn to chair and to host of each of the person's seats, as far as the rota is shown."""
    leads: dict[str, bool] = {}
    for one in uow.people.memberships(official_id, group.id):
        if one.seat is not None and one.post is not Post.OBSERVER:
            leads[one.seat] = leads.get(one.seat, False) or one.post in (Post.LEAD, Post.DEPUTY)
    if not leads or not uow.ledger.entries(group.id):
        return []
    found: dict[tuple[str, Role], OwnTurn] = {}
    for turn in rotation.upcoming(uow, group=group, now=now):
        for role, seat in ((Role.CHAIR, turn.chair), (Role.HOST, turn.host)):
            if seat in leads and turn.day is not None:
                found.setdefault((seat, role), OwnTurn(group, role, seat, _when(turn, turn.day), leads[seat]))
    return sorted(found.values(), key=lambda turn: (turn.when.day, turn.role.value))


def _offers(uow: UnitOfWork, official_id: int, group: Group, now: datetime) -> list[Offered]:
    """What the person's seats are asked, and may answer."""
    led = _led(uow, official_id, group)
    found = []
    for row in uow.offers.of_group(group.id, OfferState.OPEN):
        for seat in uow.groups.seats(group.id):
            mine = seat.code in led and row.to_seat_id in (None, seat.id) and row.seat_id != seat.id
            asked = mine and uow.outbox.said(f"turn-offer:{row.id}:{seat.id}:{official_id}")
            if asked or (mine and row.to_seat_id is not None):
                found.append(
                    offer_notices.offered(
                        uow,
                        group_id=group.id,
                        offer_id=row.id,
                        seat_id=seat.id,
                        official_id=official_id,
                        now=now,
                    )
                )
    return [offer for offer in found if offer is not None]


def _asked(uow: UnitOfWork, official_id: int, group: Group, now: datetime) -> list[Asked]:
    """Decisions in writing on which one of the person's seats has said nothing yet."""
    led = _led(uow, official_id, group)
    seats = [seat for seat in uow.groups.seats(group.id, local(now, group.zone).date()) if seat.code in led]
    running = _decisions(uow, group, DecisionFilter.OPEN, now) if seats else ()
    return [
        Asked(group, one, seat.code, None, again=False)
        for one in running
        for seat in seats
        if seat.code not in {said.seat for said in one.positions}
    ]


def _clearances(uow: UnitOfWork, official_id: int, group: Group, now: datetime) -> list[Answered]:
    """Clearances that a decision waits for from one of the person's seats."""
    led = _led(uow, official_id, group) - {None}
    waiting = _decisions(uow, group, DecisionFilter.CLEARANCE, now) if led else ()
    return [Answered(one, wanted, for_seat=False) for one in waiting for wanted in one.waiting if wanted.seat in led]


def _decisions(uow: UnitOfWork, group: Group, which: DecisionFilter, now: datetime) -> Sequence[Decision]:
    today = local(now, group.zone).date()
    return uow.decisions.of_group(group, which, today=today, unmarked=False, limit=MOST)[0]


def _led(uow: UnitOfWork, official_id: int, group: Group) -> set[str | None]:
    memberships = uow.people.memberships(official_id, group.id)
    return {one.seat for one in memberships if one.post in (Post.LEAD, Post.DEPUTY)}


def _turns(uow: UnitOfWork, official_id: int, group: Group, now: datetime) -> list[ToAnswer]:
    led = _led(uow, official_id, group)
    seats = {seat.id: seat.code for seat in uow.groups.seats(group.id) if seat.code in led}
    return [
        ToAnswer(group, occasion, Role(turn.role), seats[turn.seat_id])
        for turn, occasion in occasions.waiting(uow, group=group, seat_ids=list(seats))
        if turn.state is TurnState.ASSIGNED and not begun(occasion, now)
    ]


def _when(turn: Turn, day: date) -> When:
    return When(day, turn.until, term=turn.until is not None or (turn.number or 0) < 0)
