"""Groups with seats in several zones: wall clocks, and each seat's own day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.calendars import calendar_for
from bot.db.unit_of_work import Database
from bot.domain.days import free_for_all, other_clocks, seen_from
from bot.domain.groups import Seat
from tests.copies import copied
from tests.world import OPERATOR, World

SYDNEY, TORONTO, LONDON = "Australia/Sydney", "America/Toronto", "Europe/London"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Australia and Canada with the United Kingdom's government; the group's clock is Sydney's."""
    found = World(database, now=datetime(2027, 1, 4, 9, tzinfo=UTC))
    found.says(OPERATOR, f"administration add AUS Australia tz:{SYDNEY} holidays:AU-NSW languages:en")
    found.says(OPERATOR, f"administration add CAN Canada tz:{TORONTO} holidays:CA-ON languages:en,fr")
    found.says(OPERATOR, f"group new far Far seats:UKG,AUS,CAN tz:{SYDNEY}")
    for seat, zone, hours in (
        ("AUS", SYDNEY, "7:00-15:00"),
        ("CAN", TORONTO, "9:00-18:00"),
        ("UKG", LONDON, "9:00-23:00"),
    ):
        who = f"lead.{seat.lower()}@example.org"
        found.says(OPERATOR, f"member add {who} seat:{seat} as:lead")
        found.says(who, f"me hours {hours} tz:{zone}")
    return found


def test_a_series_keeps_the_groups_wall_clock_and_avoids_every_seats_own_holiday(world: World) -> None:
    said = world.says(OPERATOR, 'meeting series "weekly on tuesday at 8:00 for 1 hour"')
    listed = world.says(OPERATOR, "meeting list")
    assert "Tue 12 Jan 2027, 08:00" in listed
    # Monday 3 May is a bank holiday in London: there it is still Monday when it is Tuesday 08:00 in Sydney.
    assert "Tuesday 4 May 2027" not in said
    with world.database.reading() as uow:
        group = uow.groups.by_slug("far")
        assert group is not None
        days = {row.day: row for row in uow.meetings.ahead(group.id)}
        starts = {row.start for row in days.values()}
    assert starts == {time(8)}
    assert date(2027, 5, 4) not in days
    assert date(2027, 5, 5) in days
    assert "UKG" in days[date(2027, 5, 5)].shifted_for
    # Tuesday 26 January is Australia Day: there, at that hour.
    assert date(2027, 1, 26) not in days
    hours = {row.starts_at.astimezone(UTC).hour for row in days.values()}
    assert hours == {21, 22}, "UTC moves, the wall clock doesn't"


def test_what_clocks_show_elsewhere_is_said(world: World) -> None:
    world.says(OPERATOR, "meeting add 13 Jan 2027 8:00")
    shown = world.says(OPERATOR, "meeting show 1")
    assert (
        "It begins on Tuesday 12 January 2027, 16:00 for Canada and on Tuesday 12 January 2027, 21:00 for UK" in shown
    )


def test_a_holiday_there_warns_on_the_day_before_it_here(world: World) -> None:
    assert "Early May" in world.says(OPERATOR, "meeting add 4 May 2027 8:00")
    assert "Early May" not in world.says(OPERATOR, "meeting add 4 May 2027 20:00")


def test_slots_are_proposed_when_all_are_awake_and_nobody_has_a_holiday(world: World) -> None:
    said = world.says(OPERATOR, 'meeting poll propose:8 between:"3 May" and:"7 May" for:"1 hour"')
    assert "Tuesday 4 May" not in said, "Monday's bank holiday in London"
    assert "Wednesday 5 May 2027, 07:00" in said


SEATS = [
    Seat(1, "UKG", "UK", LONDON, "GB-ENG", (), date(2026, 1, 1), None),
    Seat(2, "AUS", "Australia", SYDNEY, "AU-NSW", (), date(2026, 1, 1), None),
    Seat(3, "CAN", "Canada", "America/Vancouver", "CA-BC", (), date(2026, 1, 1), None),
]


@pytest.mark.parametrize("zone", [LONDON, SYDNEY, "America/Vancouver", "Pacific/Auckland"])
@pytest.mark.parametrize("at", [time(0, 30), time(8), time(16), time(23, 30)])
def test_every_day_of_three_years_is_free_exactly_where_every_seats_own_day_is(zone: str, at: time) -> None:
    plain = calendar_for(administrations=SEATS, years=range(2026, 2029))
    seen = seen_from(plain, at=at, zone=zone, zones=[(seat.code, seat.zone) for seat in SEATS])
    codes = [seat.code for seat in SEATS]
    for number in range(3 * 365):
        day = date(2026, 1, 1) + timedelta(days=number)
        begins = datetime.combine(day, at, ZoneInfo(zone))
        own = [(seat.code, begins.astimezone(UTC).astimezone(ZoneInfo(seat.zone)).date()) for seat in SEATS]
        expected = day.weekday() < 5 and all(plain.working(there, code) for code, there in own)
        assert free_for_all(day, codes, seen) is expected, (day, at, zone)


def test_clocks_that_show_the_same_are_told_from_others() -> None:
    assert not other_clocks("Europe/Dublin", LONDON)
    assert not other_clocks("Europe/Isle_of_Man", LONDON)
    assert other_clocks("Europe/Lisbon", "Atlantic/Azores")
    assert other_clocks("Atlantic/Reykjavik", LONDON)
