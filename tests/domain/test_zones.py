"""Wall time and instants, brute force over zones and years."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.dates import UnknownTimeZone, local, to_instant, zone

ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Isle_of_Man",
    "Europe/Jersey",
    "Europe/Guernsey",
    "Europe/Berlin",
    "America/St_Johns",
    "America/Vancouver",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
]


@pytest.fixture(autouse=True, scope="module")
def zones_of_the_package_only() -> Iterator[None]:
    """As at the start of the service: the system's copy of the zone data isn't read."""
    zoneinfo.reset_tzpath(to=[])
    yield
    zoneinfo.reset_tzpath()


def test_a_weekly_ten_o_clock_moves_in_utc_when_the_clocks_change() -> None:
    assert to_instant(date(2027, 10, 27), time(10), "Europe/London") == datetime(2027, 10, 27, 9, tzinfo=UTC)
    assert to_instant(date(2027, 11, 3), time(10), "Europe/London") == datetime(2027, 11, 3, 10, tzinfo=UTC)


def test_dublin_keeps_the_same_hours_as_london_although_its_winter_is_the_exception() -> None:
    for offset in range(3650):
        day = date(2024, 1, 1) + timedelta(days=offset)
        assert to_instant(day, time(10), "Europe/Dublin") == to_instant(day, time(10), "Europe/London")


def test_a_time_that_the_clocks_skip_is_as_much_later_as_they_skip() -> None:
    instant = to_instant(date(2027, 3, 28), time(1, 30), "Europe/London")
    assert instant == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert local(instant, "Europe/London").replace(tzinfo=None) == datetime(2027, 3, 28, 2, 30)
    assert to_instant(date(2027, 3, 28), time(1, 30), "Europe/Dublin") == instant


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert to_instant(date(2027, 10, 31), time(1, 30), "Europe/London") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert to_instant(date(2027, 10, 31), time(1, 30), "Europe/Dublin") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def days_worth_walking(name: str) -> list[date]:
    """Of five years every day on which the offset changes, with the days beside it, and every tenth."""
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(5 * 365)]
    offsets = [datetime.combine(day, time(12), zoneinfo.ZoneInfo(name)).utcoffset() for day in days]
    changed = {place for place in range(1, len(days)) if offsets[place] != offsets[place - 1]}
    near = {place + step for place in changed for step in (-1, 0, 1)}
    return [day for place, day in enumerate(days) if place in near or not place % 10]


@pytest.mark.parametrize("name", ZONES)
def test_every_time_that_clocks_show_has_one_instant_the_first_found_by_walking_the_clock(name: str) -> None:
    for day in days_worth_walking(name):
        first: dict[datetime, datetime] = {}
        begin = datetime.combine(day, time(0), UTC) - timedelta(hours=18)
        for quarter_hours in range(60 * 4):
            instant = begin + timedelta(minutes=15 * quarter_hours)
            first.setdefault(instant.astimezone(zoneinfo.ZoneInfo(name)).replace(tzinfo=None), instant)
        for quarter_hours in range(96):
            wall = datetime.combine(day, time(0)) + timedelta(minutes=15 * quarter_hours)
            instant = to_instant(day, wall.time(), name)
            if wall in first:
                assert instant == first[wall]
                assert local(instant, name).replace(tzinfo=None) == wall
            else:
                skipped = local(instant, name).replace(tzinfo=None) - wall
                assert timedelta(0) < skipped <= timedelta(hours=1)


def test_whatever_the_time_carries_only_hours_and_minutes_count() -> None:
    odd = time(1, 30, fold=1, tzinfo=UTC)
    assert to_instant(date(2027, 10, 31), odd, "Europe/London") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "Europe/Londn",
        "europe/london",
        "/etc/passwd",
        "../../etc/passwd",
        "Europe/London\0",
        "\ud800",
        "tzdata.zi",
        "zone.tab",
        "__init__.py",
        ".",
        "..",
        "Europe/",
        "Europe//London",
        "x" * 100_000,
    ],
)
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownTimeZone) as caught:
        zone(name)
    assert caught.value.name == name[:64]
    with pytest.raises(UnknownTimeZone):
        to_instant(date(2027, 1, 1), time(10), name)
