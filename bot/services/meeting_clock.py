"""What the clock does about meetings: a word before each, a question after one that nobody closed, and the
assumption that it was held where nobody answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from bot.chores import Chore
from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group
from bot.domain.meetings import assumed_on
from bot.domain.people import Post
from bot.services import calendars, chairs, meetings, series

ASSUMED_AT = time(17)


def _group(uow: UnitOfWork, row: models.Meeting) -> Group:
    group = uow.groups.by_id(row.group_id)
    if group is None:
        raise LookupError(f"meeting {row.id} has no group")
    return group


def remind(uow: UnitOfWork, meeting_id: int, now: datetime) -> None:
    """Tell the group's channels that the meeting is near."""
    row = uow.meetings.by_id(meeting_id)
    if row.remind_at is None or row.remind_at > now:
        return
    uow.outbox.post(
        uow.groups.places(row.group_id),
        f"meeting-near:{row.id}:{row.sequence}",
        facts={"meeting": row.id, "sequence": row.sequence},
        now=now,
        expires_at=row.starts_at,
    )
    row.remind_at = None


def ask(uow: UnitOfWork, meeting_id: int, now: datetime) -> None:
    """Ask chair and secretariat what became of a meeting that nobody closed."""
    row = uow.meetings.by_id(meeting_id)
    if row.ask_at is None or row.ask_at > now:
        return
    group = _group(uow, row)
    chair = next((turn.seat_id for turn in chairs.chairing(uow, group=group, meeting=row, now=now)), None)
    seats = {seat.id: seat for seat in uow.groups.seats(group.id)}
    code = seats[chair].code if chair in seats else None
    uow.outbox.tell(
        _asked(uow, group, code),
        f"meeting-question:{row.id}:{row.sequence}",
        facts={"meeting": row.id},
        now=now,
        group_id=row.group_id,
    )
    today = local(now, row.zone).date()
    day = assumed_on(today, code, calendars.of_seats(uow, seats.values(), today))
    row.ask_at, row.assume_at = None, to_instant(day, ASSUMED_AT, row.zone)


def _asked(uow: UnitOfWork, group: Group, chair: str | None) -> Sequence[int]:
    """The chairing seat's leads, or else its deputies; and the secretariat. Each once."""
    held = [holding for holding in uow.people.holdings(group.id) if holding.official is not None]
    leads = [h for h in held if h.seat == chair is not None and h.post is Post.LEAD]
    deputies = [h for h in held if h.seat == chair is not None and h.post is Post.DEPUTY]
    secretariat = [h for h in held if h.post is Post.SECRETARIAT]
    found = [*(leads or deputies), *secretariat]
    return tuple(dict.fromkeys(holding.official.id for holding in found if holding.official is not None))


def assume(uow: UnitOfWork, meeting_id: int, now: datetime) -> None:
    """Nobody answered: it counts as held, correctable until the next turn is told."""
    row = uow.meetings.by_id(meeting_id)
    if row.assume_at is None or row.assume_at > now:
        return
    group = _group(uow, row)
    uow.audit.lock(group.id)
    number = row.number
    meetings.close(uow, group=group, number=number, by=None, now=now, assumed=True)
    uow.outbox.post(
        uow.groups.places(group.id), f"meeting-assumed:{row.id}:{row.sequence}", facts={"meeting": row.id}, now=now
    )


MEETING_CHORES = (
    Chore("series", series.running_out, series.keep_ahead, series.next_running_out),
    Chore(
        "meetings near",
        lambda uow, now: uow.meetings.due(models.Meeting.remind_at, now),
        remind,
        lambda uow, after: uow.meetings.next_due(models.Meeting.remind_at, after),
    ),
    Chore(
        "meetings nobody closed",
        lambda uow, now: uow.meetings.due(models.Meeting.ask_at, now),
        ask,
        lambda uow, after: uow.meetings.next_due(models.Meeting.ask_at, after),
    ),
    Chore(
        "meetings assumed held",
        lambda uow, now: uow.meetings.due(models.Meeting.assume_at, now),
        assume,
        lambda uow, after: uow.meetings.next_due(models.Meeting.assume_at, after),
    ),
)
