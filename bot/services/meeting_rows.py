"""The row of a meeting: found, written with the group's next number, and when the clock has to speak of it."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain import turn_notices as plan
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.meetings import ASKED_AFTER, NoSuchMeeting, remind_on
from bot.domain.rotation import Kind
from bot.services import calendars, paper_days, turn_notices

REMINDED_AT = time(9)


def record(uow: UnitOfWork, group: Group, number: int) -> models.Meeting:
    """The row of a meeting of this group. Raises ``NoSuchMeeting``."""
    found = uow.meetings.by_number(group.id, number)
    if found is None:
        raise NoSuchMeeting(number)
    return found


def enter(
    uow: UnitOfWork,
    *,
    group: Group,
    day: date,
    at: time,
    minutes: int,
    kind: Kind,
    now: datetime,
    mode: str = "",
    place: str = "",
    series: models.Series | None = None,
    occurrence: date | None = None,
    shifted_for: str = "",
) -> models.Meeting:
    """Write the row with the group's next number. Numbers follow creation and are never reused."""
    holder = uow.groups.record(group.id)
    holder.meetings_numbered += 1
    starts_at = to_instant(day, at, group.zone)
    row = models.Meeting(
        group_id=group.id,
        number=holder.meetings_numbered,
        series_id=series.id if series else None,
        occurrence=occurrence,
        shifted_for=shifted_for,
        kind=kind,
        day=day,
        start=at,
        minutes=minutes,
        zone=group.zone,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        mode=mode,
        place=place,
        uid=f"{secrets.token_hex(16)}@convenor",
        created_at=now,
    )
    set_clock(uow, group, row, now)
    uow.session.add(row)
    uow.session.flush()
    return row


def raise_sequence(row: models.Meeting, now: datetime) -> None:
    """It changed in a way that calendars have to know of."""
    row.sequence, row.changed_at = row.sequence + 1, now


def set_clock(uow: UnitOfWork, group: Group, row: models.Meeting, now: datetime) -> None:
    """When the clock has to speak of it: before it, and after it if nobody closed it."""
    seats = uow.groups.seats(group.id, row.day)
    reminded = remind_on(row.day, [seat.code for seat in seats], calendars.of_seats(uow, seats, row.day))
    remind_at = to_instant(reminded, REMINDED_AT, row.zone)
    row.remind_at = remind_at if remind_at > now else None
    row.notice_at = turn_notices.first(group, row, now)
    row.pack_at = plan.pack_at(row.day, row.starts_at, row.zone, now)
    row.papers_at = paper_days.following(group, row, now)
    row.ask_at = row.ends_at + ASKED_AFTER
    row.assume_at = None
