"""Who hears of a turn, written down once: the seat that was told it, and the incoming chair at hand-over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.db import models
from bot.db.outbox import ToPerson
from bot.db.repositories.rotation import AHEAD, LIVE
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.rotation import Role
from bot.domain.rotation.events import Event, Extraordinary, Told
from bot.domain.turn_notices import reached


def tell(uow: UnitOfWork, *, group: Group, events: Iterable[Event], now: datetime) -> None:
    """Whoever was told a turn by these events hears of it at once, if its meeting is still to come."""
    for number, seats in told(events).items():
        meeting = uow.meetings.by_number(group.id, number)
        if meeting is not None and meeting.state in AHEAD:
            give_notice(uow, group=group, meeting=meeting, now=now, seats=seats)


def told(events: Iterable[Event]) -> dict[int, set[str | None]]:
    """Which seats these events tell a turn, by the meeting's number."""
    found: dict[int, set[str | None]] = {}
    for event in events:
        if isinstance(event, Told):
            found.setdefault(event.number, set()).add(event.seat)
        elif isinstance(event, Extraordinary):
            found.setdefault(event.number, set()).update((event.chair, event.host))
    return found


def give_notice(
    uow: UnitOfWork, *, group: Group, meeting: models.Meeting, now: datetime, seats: Collection[str | None]
) -> None:
    """One message to each of these seats for all its turns of the meeting, once for each lead day.

    The incoming chair's first is the hand-over, which says the same and more.
    """
    day = reached(group.notice_days, meeting.day, local(now, group.zone).date())
    ids = {seat.id for seat in uow.groups.seats(group.id) if seat.code in seats}
    turns: dict[int, models.Turn] = {}
    for turn in uow.ledger.turns_of(meeting.id):
        if turn.state in LIVE and turn.seat_id in ids:
            turns.setdefault(turn.seat_id, turn)
    for seat_id, turn in turns.items():
        for official_id in uow.ledger.answering_for(group.id, seat_id):
            if _handed_over(uow, group, meeting, turn, official_id, now):
                continue
            uow.outbox.say(
                key=f"turn-notice:{turn.id}:{seat_id}:{day.isoformat()}:{official_id}",
                subject="turn-notice",
                facts={"meeting": meeting.id, "seat": seat_id},
                to=ToPerson(official_id),
                now=now,
                group_id=group.id,
            )


def call_off(uow: UnitOfWork, *, group: Group, number: int, seats: Collection[str | None], now: datetime) -> None:
    """The meeting was cancelled: these seats, which were told a turn of it, hear so once."""
    meeting = uow.meetings.by_number(group.id, number)
    if meeting is None:
        return
    for seat_id in [seat.id for seat in uow.groups.seats(group.id) if seat.code in seats]:
        for official_id in uow.ledger.answering_for(group.id, seat_id):
            uow.outbox.say(
                key=f"turn-off:{meeting.id}:{meeting.sequence}:{seat_id}:{official_id}",
                subject="turn-off",
                facts={"meeting": meeting.id, "seat": seat_id},
                to=ToPerson(official_id),
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
