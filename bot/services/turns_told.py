"""Who hears of a turn, written down once: the seat that was told it, and the incoming chair at hand-over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from bot.db import models
from bot.db.recipients import ToPerson
from bot.db.repositories.rotation import LIVE
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local, to_instant
from bot.domain.days import add_working_days
from bot.domain.groups import Group, Seat
from bot.domain.meetings import Meeting
from bot.domain.occasions import Occasion
from bot.domain.people import Post
from bot.domain.policies import limits
from bot.domain.rotation import Role, TurnState
from bot.domain.rotation.events import Event, Extraordinary, Told
from bot.domain.turn_notices import lead_days, pack_day, reached
from bot.services import calendars, chairs, occasions, slots

RAISED_AT = time(9)
"""Wall time of the seat's zone: when an unanswered turn is brought to the next who can answer."""


def tell(uow: UnitOfWork, *, group: Group, events: Iterable[Event], now: datetime) -> None:
    """Whoever was told a turn by these events hears of it at once, if its meeting is still to come."""
    for number, seats in told(events).items():
        occasion = occasions.by_number(uow, group=group, number=number)
        if occasion is not None and not occasion.over:
            give_notice(uow, group=group, occasion=occasion, now=now, seats=seats)


def told(events: Iterable[Event]) -> dict[int, set[str | None]]:
    """Which seats these events tell a turn, by its number."""
    found: dict[int, set[str | None]] = {}
    for event in events:
        if isinstance(event, Told):
            found.setdefault(event.number, set()).add(event.seat)
        elif isinstance(event, Extraordinary):
            found.setdefault(event.number, set()).update((event.chair, event.host))
    return found


def knowing(events: Iterable[Event]) -> set[tuple[str | None, Role]]:
    """Which seats hear by these events of which of their turns."""
    found: set[tuple[str | None, Role]] = set()
    for event in events:
        if isinstance(event, Told):
            found.add((event.seat, event.role))
        elif isinstance(event, Extraordinary):
            found |= {(event.chair, Role.CHAIR), (event.host, Role.HOST)}
    return found


def give_notice(
    uow: UnitOfWork, *, group: Group, occasion: Occasion, now: datetime, seats: Collection[str | None]
) -> None:
    """One message to each of these seats for all its turns of the meeting (or the term), once for each lead day.

    The incoming chair's first is the hand-over, and from a week before on it is the pack: they say the same and more.
    Once a lead time has come, the answer is waited for.
    """
    day = reached(group.notice_days, occasion.day, local(now, group.zone).date())
    meeting = uow.meetings.by_id(occasion.id) if isinstance(occasion, Meeting) else None
    ids = {seat.id for seat in uow.groups.seats(group.id) if seat.code in seats}
    turns: dict[int, models.Turn] = {}
    for turn in occasions.turns(uow, group=group, occasion=occasion):
        if turn.state in LIVE and turn.seat_id in ids:
            turns.setdefault(turn.seat_id, turn)
    for seat_id, turn in turns.items():
        await_answer(uow, group=group, occasion=occasion, turn=turn, now=now)
        for official_id in uow.ledger.answering_for(group.id, seat_id):
            if meeting is not None and _says_more(uow, group, meeting, turn, official_id, day, now):
                continue
            uow.outbox.say(
                key=f"turn-notice:{turn.id}:{seat_id}:{day.isoformat()}:{official_id}",
                subject="turn-notice",
                facts={"seat": seat_id} | occasions.kept(occasion),
                to=ToPerson(official_id),
                now=now,
                group_id=group.id,
            )


def _says_more(
    uow: UnitOfWork,
    group: Group,
    meeting: models.Meeting,
    turn: models.Turn,
    official_id: int,
    day: date,
    now: datetime,
) -> bool:
    """Whether a hand-over is said now, or a pack was given since that lead day: they say what a notice does."""
    if _handed_over(uow, group, meeting, turn, official_id, now):
        return True
    _packed(uow, group, meeting, turn, official_id, now)
    packed_at = uow.outbox.entered(_pack_key(meeting, turn, official_id)) if turn.role is Role.CHAIR else None
    return packed_at is not None and local(packed_at, group.zone).date() >= day


def await_answer(uow: UnitOfWork, *, group: Group, occasion: Occasion, turn: models.Turn, now: datetime) -> None:
    """From the first lead time on an unanswered turn is brought to others, some working days after it was said."""
    today = local(now, group.zone).date()
    leads = lead_days(group.notice_days, occasion.day)
    if turn.state is not TurnState.ASSIGNED or turn.raise_at is not None or turn.raised or not leads:
        return
    if leads[0] > today:
        return
    first = uow.people.holding(group.id, seat_id=turn.seat_id, posts=(Post.LEAD,))
    deputies = uow.people.holding(group.id, seat_id=turn.seat_id, posts=(Post.DEPUTY,))
    turn.raised = 0 if first else 1
    if first or deputies:
        seat = next(seat for seat in uow.groups.seats(group.id) if seat.id == turn.seat_id)
        turn.raise_at = raise_at(uow, group, seat, now)


def raise_at(uow: UnitOfWork, group: Group, seat: Seat, now: datetime) -> datetime:
    """So many of the seat's own working days later, in its own zone."""
    today = local(now, seat.zone).date()
    day = add_working_days(today, limits(group).answer, seat.code, calendars.of_seats(uow, [seat], today))
    return to_instant(day, RAISED_AT, seat.zone)


def give_pack(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, now: datetime) -> None:
    """Whoever chairs gets the pack, once, from a week before on; whoever got the hand-over today has it in that."""
    for turn in chairs.chairing(uow, group=group, meeting=meeting, now=now):
        if turn.state in LIVE:
            for official_id in uow.ledger.answering_for(group.id, turn.seat_id):
                if not _handed_over_today(uow, group, turn, official_id, now):
                    _packed(uow, group, meeting, turn, official_id, now)


def call_off(uow: UnitOfWork, *, group: Group, number: int, seats: Collection[str | None], now: datetime) -> None:
    """The meeting was cancelled: these seats, which were told a turn of it, hear so once."""
    meeting = uow.meetings.by_number(group.id, number)
    if meeting is None:
        return
    for seat_id in [seat.id for seat in uow.groups.seats(group.id) if seat.code in seats]:
        uow.outbox.tell(
            uow.ledger.answering_for(group.id, seat_id),
            f"turn-off:{meeting.id}:{meeting.sequence}:{seat_id}",
            facts={"meeting": meeting.id, "seat": seat_id},
            now=now,
            group_id=group.id,
        )


def term_handed_over(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """After a term began: what was done and what is open, to the leads of the seat that has it, once; also where it
    began early, because the seat before left."""
    terms = [term for term in slots.terms_of(uow, group) if term.began_at is not None]
    if len(terms) < 2 or terms[-1].over:
        return
    before, term = terms[-2:]
    for turn in occasions.turns(uow, group=group, occasion=term):
        if turn.role is not Role.CHAIR:
            continue
        uow.outbox.tell(
            uow.ledger.answering_for(group.id, turn.seat_id),
            f"handover:t{before.id}:{turn.id}",
            facts={"seat": turn.seat_id, "closed_term": before.id} | occasions.kept(term),
            now=now,
            group_id=group.id,
        )


def hand_over(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """After a meeting was closed as held: what was done and what is open, to the leads of the seat that was told
    the next chair, once. Nothing while it is only assumed to have been held."""
    closed, meeting = uow.ledger.last_held(group.id), uow.ledger.next_regular(group.id)
    if closed is None or closed.assumed or meeting is None:
        return
    for turn in uow.ledger.turns_of(meeting.id):
        for official_id in uow.ledger.answering_for(group.id, turn.seat_id):
            _handed_over(uow, group, meeting, turn, official_id, now)


def _handed_over(
    uow: UnitOfWork, group: Group, meeting: models.Meeting, turn: models.Turn, official_id: int, now: datetime
) -> bool:
    """Whether a hand-over was entered now."""
    if turn.role is not Role.CHAIR or uow.ledger.next_regular(group.id) is not meeting:
        return False
    closed = uow.ledger.last_held(group.id)
    return closed is not None and uow.outbox.say(
        key=f"handover:{closed.id}:{turn.id}:{official_id}",
        subject="handover",
        facts={"meeting": meeting.id, "seat": turn.seat_id, "closed": closed.id},
        to=ToPerson(official_id),
        now=now,
        group_id=group.id,
    )


def _packed(
    uow: UnitOfWork, group: Group, meeting: models.Meeting, turn: models.Turn, official_id: int, now: datetime
) -> bool:
    """Whether a pack was entered now."""
    if turn.role is not Role.CHAIR or local(now, group.zone).date() < pack_day(meeting.day):
        return False
    return uow.outbox.say(
        key=_pack_key(meeting, turn, official_id),
        subject="turn-pack",
        facts={"meeting": meeting.id, "seat": turn.seat_id},
        to=ToPerson(official_id),
        now=now,
        group_id=group.id,
    )


def _pack_key(meeting: models.Meeting, turn: models.Turn, official_id: int) -> str:
    return f"turn-pack:{meeting.id}:{meeting.sequence}:{turn.seat_id}:{official_id}"


def _handed_over_today(uow: UnitOfWork, group: Group, turn: models.Turn, official_id: int, now: datetime) -> bool:
    closed = uow.ledger.last_held(group.id)
    if closed is None or not uow.outbox.said(f"handover:{closed.id}:{turn.id}:{official_id}"):
        return False
    return closed.closed_at is not None and local(closed.closed_at, group.zone) > local(now, group.zone).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
