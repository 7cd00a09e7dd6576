"""This and following: from one meeting on a group meets in another way. Its meetings ahead keep their numbers, their
turns and their place in people's calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.cadence import Cadence, begins, canonical, moved, occurrences, parse_cadence
from bot.domain.dates import local, to_instant
from bot.domain.days import Shift, shift_all
from bot.domain.groups import Group
from bot.domain.meetings import Made, MeetingState, NotInSeries, may_be_at, may_change, may_exist
from bot.domain.people import Actor
from bot.domain.turns_moved import Because
from bot.services import calendar_news, calendars, clashes, meeting_rows, meeting_turns
from bot.services import series as series_
from bot.services.turns_moved import watched


def move(uow: UnitOfWork, *, group: Group, number: int, day: date, at: time | None, by: Actor, now: datetime) -> Made:
    """This meeting and all that follow it in its series go to another day or time, by what that makes of its rule.

    Raises ``NotInSeries``, ``SeriesSaysMore`` and the refusals of a meeting's time.
    """
    row, series = _in_series(uow, group, number)
    rule = moved(parse_cadence(series.cadence), row.occurrence or row.day, day, at)
    may_exist(day, rule.at, group.zone)
    may_be_at(day, to_instant(day, rule.at, group.zone), now)
    return _split(uow, group, row, series, rule, day, by, now)


def split(uow: UnitOfWork, *, group: Group, number: int, cadence: str, by: Actor, now: datetime) -> Made:
    """From this meeting on the group meets by another series. The meetings ahead keep their numbers, turns and places
    in calendars, one for one in order of time; what is left over is cancelled, what is missing made.

    Raises ``NotInSeries`` and the refusals of the grammar.
    """
    row, series = _in_series(uow, group, number)
    rule = parse_cadence(cadence)
    before = [one.day for one in uow.meetings.ahead(group.id) if one.starts_at < row.starts_at]
    first = max(
        [begins(rule, row.occurrence or row.day), series_.first_day(rule, group, now), *(_after(day) for day in before)]
    )
    return _split(uow, group, row, series, rule, first, by, now)


def _in_series(uow: UnitOfWork, group: Group, number: int) -> tuple[models.Meeting, models.Series]:
    row, series = meeting_rows.record(uow, group, number), uow.meetings.series(group.id)
    may_change(facts(row, group))
    if series is None or row.series_id != series.id or row.state is not MeetingState.SCHEDULED:
        raise NotInSeries(number)
    return row, series


def _split(
    uow: UnitOfWork,
    group: Group,
    row: models.Meeting,
    series: models.Series,
    rule: Cadence,
    first: date,
    by: Actor,
    now: datetime,
) -> Made:
    following = [
        one
        for one in uow.meetings.ahead(group.id)
        if one.series_id == series.id and one.state is MeetingState.SCHEDULED and one.starts_at >= row.starts_at
    ]
    before = {"cadence": series.cadence, "meetings": {one.number: _when(one) for one in following}}
    with watched(uow, group=group, now=now, why=Because.SERIES):
        series.last_day = _before(row.occurrence or row.day)
        fresh = models.Series(
            group_id=group.id, cadence=canonical(rule), zone=group.zone, first_day=first, created_at=now
        )
        uow.session.add(fresh)
        uow.session.flush()
        shifts = _shifts(uow, group, rule, first, following, now)
        for one, shift in zip(following, shifts, strict=False):
            _put(uow, group, one, fresh, rule, shift, by, now)
        withdrawn = series_.withdraw(uow, following[len(shifts) :], now)
        made = [facts(series_.enter(uow, group, fresh, rule, shift, now), group) for shift in shifts[len(following) :]]
        fresh.made_until = local(now, group.zone).date() + series_.AHEAD
        uow.session.flush()
    stands = following[: len(shifts)]
    booked = [*(one.id for one in stands), *(one.id for one in made)]
    clashes.look(uow, group_id=group.id, now=now, meetings=booked)
    uow.record(
        "series.split",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}-series",
        before=before,
        after={
            "cadence": fresh.cadence,
            "from": row.number,
            "meetings": {one.number: _when(one) for one in stands},
            "made": [one.number for one in made],
            "withdrawn": withdrawn,
        },
    )
    return Made(fresh.cadence, made, shifts, withdrawn, row.number, tuple(facts(one, group) for one in stands))


def _shifts(
    uow: UnitOfWork, group: Group, rule: Cadence, first: date, following: Sequence[models.Meeting], now: datetime
) -> Sequence[Shift]:
    """Where the days of the new series go, off holidays and off the meetings that stay."""
    today = local(now, group.zone).date()
    until = today + series_.AHEAD
    seats = uow.groups.seats(group.id, today)
    stay = uow.meetings.days_taken(group.id, today, but=[one.id for one in following])
    return shift_all(
        list(occurrences(rule, first, until)),
        [seat.code for seat in seats],
        calendars.of_meetings(uow, group, seats, today, until, rule.at),
        not_before=series_.first_day(rule, group, now),
        avoiding=stay,
    )


def _put(
    uow: UnitOfWork,
    group: Group,
    row: models.Meeting,
    series: models.Series,
    rule: Cadence,
    shift: Shift,
    by: Actor,
    now: datetime,
) -> None:
    """One meeting goes where the new series has it; its turn travels with it."""
    row.series_id, row.occurrence, row.shifted_for = series.id, shift.asked, series_.because(shift.because)
    starts_at, minutes = to_instant(shift.day, rule.at, row.zone), series_.length(rule)
    if (row.starts_at, row.minutes) == (starts_at, minutes):
        uow.session.flush()
        return
    row.day, row.start, row.minutes, row.starts_at = shift.day, rule.at, minutes, starts_at
    row.ends_at = starts_at + rule.length
    meeting_rows.raise_sequence(row, now)
    meeting_rows.set_clock(uow, group, row, now)
    uow.session.flush()
    meeting_turns.moved(uow, group=group, number=row.number, day=row.day, by=by, now=now)
    calendar_news.meeting_moved(uow, meeting=row, now=now)


def _when(row: models.Meeting) -> str:
    return f"{row.day.isoformat()} {row.start.isoformat('minutes')}"


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
