"""Notices of turns around both clock changes, by brute force: 09:00 on the wall, on the days that were agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.dates import local, to_instant, zone
from bot.domain.turn_notices import NOTICED_AT, first, following, lead_days, reached

ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Isle_of_Man",
    "Europe/Jersey",
    "Europe/Berlin",
    "America/Toronto",
    "America/St_Johns",
    "America/Santiago",
    "Africa/Cairo",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
)
YEARS = range(2025, 2031)
DAY = timedelta(days=1)
LEADS = (28, 7)


def changes(place: str) -> Iterator[date]:
    """The days on which clocks are changed there; in a zone without any, the first of each quarter."""
    tz, day, found = zone(place), date(YEARS.start, 1, 1), False
    while day.year in YEARS:
        begins = datetime.combine(day, time(), UTC)
        if begins.astimezone(tz).utcoffset() != (begins + DAY).astimezone(tz).utcoffset():
            found = True
            yield day
        day += DAY
    if not found:
        yield from (date(year, month, 1) for year in YEARS for month in (1, 4, 7, 10))


def around(place: str) -> list[date]:
    return sorted({day + n * DAY for day in changes(place) for n in range(-2, 3)})


@pytest.mark.parametrize("place", ZONES)
def test_a_notice_is_given_at_nine_on_the_wall_whatever_the_clocks_do(place: str) -> None:
    seen = 0
    for lead in around(place):
        for before in LEADS:
            meeting = lead + before * DAY
            instants = []
            at: datetime | None = to_instant(min(lead_days(LEADS, meeting)), time(0), place)
            while at is not None and (at := following(LEADS, meeting, place, at)) is not None:
                instants.append(at)
            walls = [local(instant, place) for instant in instants]
            assert [wall.date() for wall in walls] == list(lead_days(LEADS, meeting))
            assert all(wall.time().replace(tzinfo=None) == NOTICED_AT for wall in walls)
            seen += 1
    assert seen >= 2 * 5 * 2 * len(YEARS) - 20


@pytest.mark.parametrize("place", ZONES)
def test_a_meeting_booked_at_any_hour_around_a_change_gets_its_first_notice_once(place: str) -> None:
    for booked_on in around(place):
        for hour in range(24):
            now = to_instant(booked_on, time(hour), place)
            for ahead in (3, 7, 8, 28, 29):
                meeting = booked_on + ahead * DAY
                begins = first(LEADS, meeting, place, now)
                assert begins is not None
                assert begins >= now
                earliest = to_instant(meeting - 28 * DAY, NOTICED_AT, place)
                assert begins == max(now, earliest)
                rest = following(LEADS, meeting, place, begins)
                assert rest is None or rest > begins
                day = reached(LEADS, meeting, local(begins, place).date())
                assert day <= local(begins, place).date()


@pytest.mark.parametrize("place", ZONES)
def test_a_dated_change_holds_from_the_first_second_of_its_local_day(place: str) -> None:
    """Leaving, joining and pre-election periods are local days: no second of one belongs to its neighbour."""
    for day in around(place):
        begins = to_instant(day, time(0), place)
        assert local(begins, place).date() == day
        assert local(begins - timedelta(seconds=1), place).date() == day - DAY
        assert local(to_instant(day, time(23, 59, 59), place), place).date() == day
