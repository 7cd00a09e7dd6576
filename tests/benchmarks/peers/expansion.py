"""The days of a series from an event of iCalendar: ``expansion GROUPS TURNS``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event, vRecur

from tests.benchmarks.peers.turns import take

ZONES = ("Europe/London", "Europe/Dublin", "America/Toronto", "Australia/Sydney", "Asia/Kolkata")
SEATS = ("UKG", "SCT", "WLS", "NIR", "IRL")


def series(number: int) -> Calendar:
    """The third Wednesday of January, April, July and October, at ten."""
    event = Event()
    start = datetime(2027, 1, 20, 10, tzinfo=ZoneInfo(ZONES[number % len(ZONES)]))
    event.add("uid", f"series-{number}@example.org")
    event.add("dtstamp", datetime(2027, 1, 1, tzinfo=UTC))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(hours=2))
    event.add("rrule", vRecur({"freq": "monthly", "bymonth": [1, 4, 7, 10], "byday": "3WE"}))
    calendar = Calendar()
    calendar.add_component(event)
    return calendar


def expanded(calendar: Calendar, turns: int) -> list[tuple[datetime, str, str]]:
    """The instants of its next turns, with bare indexing of the seats."""
    events = islice(recurring_ical_events.of(calendar).after(datetime(2027, 1, 4, tzinfo=UTC)), turns)
    found = [event["DTSTART"].dt.astimezone(UTC) for event in events]
    assert len(found) == turns
    return [(at, SEATS[turn % 5], SEATS[(turn + 1) % 5]) for turn, at in enumerate(found)]


def main(groups: str, turns: str) -> None:
    calendars = [series(number) for number in range(int(groups))]
    take(lambda: [expanded(calendar, int(turns)) for calendar in calendars])


if __name__ == "__main__":
    main(*sys.argv[1:])
