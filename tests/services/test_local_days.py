"""Local days of many instants, against the zone itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.dates import UnknownTimeZone
from bot.services.local_days import LocalDays

ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Havana",
    "America/Asuncion",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Africa/Casablanca",
    "UTC",
]


@pytest.mark.parametrize("name", ZONES)
def test_every_quarter_of_an_hour_of_two_years_falls_on_its_day(name: str) -> None:
    """With the year in which Samoa left out a whole day."""
    day, place = LocalDays(name), ZoneInfo(name)
    for year in (2011, 2027):
        at = datetime(year, 1, 1, tzinfo=UTC)
        while at.year == year:
            for instant in (at, at - timedelta(seconds=1)):
                expected = instant.astimezone(place).date().isoformat()
                assert day(instant.strftime("%Y-%m-%d %H:%M:%S.%f")) == expected
            at += timedelta(minutes=15)


def test_nothing_stays_nothing() -> None:
    assert LocalDays("Europe/London")(None) is None


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownTimeZone):
        LocalDays("Europe/Atlantis")
