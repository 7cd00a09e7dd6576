"""Series in words: meetings are kept twelve months ahead, off the holidays of every seat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.cadence import Cadence, canonical, occurrences, parse_cadence
from bot.domain.dates import local, to_instant
from bot.domain.days import CalendarEntry, Shift, shift_all
from bot.domain.groups import Group
from bot.domain.meetings import Made, Meeting, MeetingState
from bot.domain.people import Actor
from bot.domain.rotation import Kind
from bot.domain.turns_moved import Because
from bot.services import calendars, clashes, meeting_rows
from bot.services.turns_moved import watched

AHEAD = timedelta(days=366)
LOOKED_AT = timedelta(weeks=1)
"""So often the horizon is moved on: a series is kept between twelve months less a week and twelve months ahead."""


def add_series(uow: UnitOfWork, *, group: Group, cadence: str, by: Actor, now: datetime) -> Made:
    """The group meets by this series from today on. One that it met by before ends: its meetings for which nobody
    was told a turn are cancelled, the others stay. Raises the refusals of the grammar."""
    rule = parse_cadence(cadence)
    today = local(now, group.zone).date()
    with watched(uow, group=group, now=now, why=Because.SERIES):
        withdrawn = _end_earlier(uow, group, today, by, now)
        series = models.Series(
            group_id=group.id, cadence=canonical(rule), zone=group.zone, first_day=today, created_at=now
        )
        uow.session.add(series)
        uow.session.flush()
        made, shifts = extend(uow, group=group, series=series, now=now)
    uow.record(
        "series.added",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}-series",
        after={"cadence": series.cadence, "meetings": [meeting.number for meeting in made], "withdrawn": withdrawn},
    )
    return Made(series.cadence, made, shifts, withdrawn)


def extend(
    uow: UnitOfWork, *, group: Group, series: models.Series, now: datetime
) -> tuple[Sequence[Meeting], Sequence[Shift]]:
    """Make the meetings up to twelve months ahead that aren't there yet; with the shifts of those that moved."""
    rule = parse_cadence(series.cadence)
    today = local(now, group.zone).date()
    until = today + AHEAD
    wanted = _days(rule, series, today, until)
    seats = uow.groups.seats(group.id, today)
    codes = [seat.code for seat in seats]
    calendar = calendars.of_meetings(uow, group, seats, today, until, rule.at)
    taken = uow.meetings.days_taken(group.id, today)
    made, shifted = [], []
    for shift in shift_all(wanted, codes, calendar, not_before=first_day(rule, group, now), avoiding=taken):
        made.append(facts(enter(uow, group, series, rule, shift, now), group))
        if shift.moved:
            shifted.append(shift)
    series.made_until = until
    clashes.look(uow, group_id=group.id, now=now, meetings=[meeting.id for meeting in made])
    return made, shifted


def enter(
    uow: UnitOfWork, group: Group, series: models.Series, rule: Cadence, shift: Shift, now: datetime
) -> models.Meeting:
    return meeting_rows.enter(
        uow,
        group=group,
        day=shift.day,
        at=rule.at,
        minutes=length(rule),
        kind=Kind.REGULAR,
        now=now,
        series=series,
        occurrence=shift.asked,
        shifted_for=because(shift.because),
    )


def length(rule: Cadence) -> int:
    return int(rule.length.total_seconds() // 60)


def because(entries: Iterable[CalendarEntry]) -> str:
    """Each holiday once, with whom it belongs to: ``Early May bank holiday (UKG, SCT), May Bank Holiday (IRL)``."""
    whose: dict[str, list[str]] = {}
    for entry in entries:
        whose.setdefault(entry.name, []).append(entry.administration)
    return ", ".join(f"{name} ({', '.join(dict.fromkeys(codes))})" for name, codes in whose.items())


def _days(rule: Cadence, series: models.Series, today: date, until: date) -> list[date]:
    """Days of the series that were not looked at yet; the first day anchors "every six weeks"."""
    looked_until = series.made_until or today - timedelta(days=1)
    return [day for day in occurrences(rule, series.first_day, until) if day > looked_until and day >= today]


def first_day(rule: Cadence, group: Group, now: datetime) -> date:
    """Today, unless the hour has passed already."""
    today = local(now, group.zone).date()
    return today if to_instant(today, rule.at, group.zone) > now else today + timedelta(days=1)


def _end_earlier(uow: UnitOfWork, group: Group, today: date, by: Actor, now: datetime) -> list[int]:
    earlier = uow.meetings.series(group.id)
    if earlier is None:
        return []
    earlier.last_day = today
    theirs = [row for row in uow.meetings.ahead(group.id) if row.series_id == earlier.id]
    return withdraw(uow, [row for row in theirs if row.state is MeetingState.SCHEDULED], now)


def withdraw(uow: UnitOfWork, rows: Sequence[models.Meeting], now: datetime) -> list[int]:
    """Those for which nobody was told a turn are cancelled; the others stay."""
    withdrawn = []
    for row in rows:
        if uow.ledger.turns_of(row.id):
            continue
        row.state, row.closed_at = MeetingState.CANCELLED, now
        meeting_rows.raise_sequence(row, now)
        row.notice_at = row.remind_at = row.ask_at = None
        withdrawn.append(row.number)
    uow.session.flush()
    return withdrawn


def running_out(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    """Series whose horizon is to be moved on."""
    return uow.meetings.series_running_out((now + AHEAD - LOOKED_AT).date())


def keep_ahead(uow: UnitOfWork, series_id: int, now: datetime) -> None:
    """Move one series' horizon on."""
    series = uow.meetings.series_by_id(series_id)
    group = uow.groups.by_id(series.group_id)
    if group is None or group.closed_on is not None or series.last_day is not None:
        return
    uow.audit.lock(group.id)
    made, _ = extend(uow, group=group, series=series, now=now)
    for meeting in made:
        after = {"day": meeting.day.isoformat(), "start": meeting.start.isoformat()}
        uow.record("meeting.added", by=None, now=now, group_id=group.id, subject=meeting.reference, after=after)


def next_running_out(uow: UnitOfWork, after: datetime) -> datetime | None:
    """When a series' horizon is next to be moved on."""
    made_until = uow.meetings.first_made_until()
    if made_until is None:
        return None
    due = datetime(made_until.year, made_until.month, made_until.day, tzinfo=after.tzinfo) - AHEAD + LOOKED_AT
    due += timedelta(days=1)
    return due if due > after else None
