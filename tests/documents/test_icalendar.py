"""iCalendar as two parsers read it that aren't ours, and as RFC 5545 spells it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.icalendar import ALARM, Event, Method, Part, Party, Reply, calendar
from bot.documents.timezones import vtimezone
from bot.domain.dates import UnknownTimeZone, to_instant
from tests.documents import readers
from tests.documents.readers import with_libical, with_node

ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "America/Toronto",
    "America/Vancouver",
    "America/St_Johns",
    "Australia/Sydney",
    "Australia/Perth",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "America/Nuuk",
    "Asia/Jerusalem",
)
YEARS = range(2026, 2031)
HOURS = (time(0, 30), time(1, 30), time(2, 30), time(10), time(23, 30))

EVENT = Event(
    uid="0f3a@convenor",
    sequence=2,
    stamp=datetime(2026, 11, 26, 9, tzinfo=UTC),
    starts_at=datetime(2027, 1, 20, 10, tzinfo=UTC),
    ends_at=datetime(2027, 1, 20, 12, tzinfo=UTC),
    zone="Europe/London",
    title="Ending VAWG exchange: meeting 7",
    text="VAWG-M7\nChair: Scotland",
    place="Cardiff; Cathays Park, room 2",
    organiser=Party("convenor@example.org", 'The "exchange"'),
    attendees=(
        Party("ana@example.org", "Ana O'Brien; lead, SCT", Part.CHAIR, Reply.ACCEPTED),
        Party("bryn+cal@example.org", "Bryn Ŵyn-Hughes " * 8, Part.OPTIONAL),
    ),
    alarm=ALARM,
)


def _moments(zone: str) -> list[Event]:
    """Meetings about every change of the clocks in five years, and one in each month, at five hours of the day."""
    place, found = ZoneInfo(zone), []
    for year in YEARS:
        days = {date(year, month, 15) for month in range(1, 13)}
        day = date(year, 1, 1)
        while day.year == year:
            if _offset(place, day) != _offset(place, day + timedelta(days=1)):
                days |= {day + timedelta(days=shift) for shift in range(-7, 8)}
            day += timedelta(days=1)
        for day in sorted(days):
            for at in HOURS:
                starts = to_instant(day, at, zone)
                uid = f"{day:%Y%m%d}{at:%H%M}@convenor"
                found.append(
                    replace(EVENT, uid=uid, zone=zone, starts_at=starts, ends_at=starts + timedelta(minutes=90))
                )
    return found


def _offset(place: ZoneInfo, day: date) -> timedelta | None:
    return datetime.combine(day, time(0), place).utcoffset()


@pytest.fixture(scope="module", params=ZONES)
def a_zone(request: pytest.FixtureRequest) -> tuple[list[Event], bytes]:
    events = _moments(request.param)
    assert len(events) > 300 - 2
    return events, calendar(events)


@with_node
def test_thunderbird_shows_every_meeting_of_five_years_at_the_right_hour(a_zone: tuple[list[Event], bytes]) -> None:
    events, file = a_zone
    seen = readers.seen_by_thunderbird(file)
    wrong = [
        (event.uid, event.starts_at, one.starts, event.ends_at, one.ends)
        for event, one in zip(events, seen, strict=True)
        if (event.uid, event.starts_at, event.ends_at) != (one.uid, one.starts, one.ends)
    ]
    assert wrong == [], f"{len(wrong)} of {len(events)}"


@with_libical
def test_libical_shows_every_meeting_of_five_years_at_the_right_hour(a_zone: tuple[list[Event], bytes]) -> None:
    events, file = a_zone
    seen = readers.seen_by_libical(file)
    wrong = [
        (event.uid, event.starts_at, one.starts, event.ends_at, one.ends)
        for event, one in zip(events, seen, strict=True)
        if (event.uid, event.starts_at, event.ends_at) != (one.uid, one.starts, one.ends)
    ]
    assert wrong == [], f"{len(wrong)} of {len(events)}"


def test_a_zone_is_written_as_a_rule() -> None:
    assert "\n".join(vtimezone("Europe/London", 2026, 2026)) == (
        "BEGIN:VTIMEZONE\nTZID:Europe/London\n"
        "BEGIN:DAYLIGHT\nDTSTART:20250330T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n"
        "BEGIN:STANDARD\nDTSTART:20251026T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
        "END:VTIMEZONE"
    )


def test_a_zone_without_summer_time_has_one_observance_and_one_that_gave_it_up_has_its_last_changes() -> None:
    assert sum(line.startswith("BEGIN:") for line in vtimezone("Asia/Kolkata", 2026, 2030)) == 2
    vancouver = vtimezone("America/Vancouver", 2026, 2030)
    assert not any("RRULE" in line for line in vancouver)
    assert "DTSTART:20260308T020000" in vancouver


def test_every_zone_that_there_is_can_be_written_and_none_that_there_isn_t() -> None:
    for name in available_timezones():
        assert vtimezone(name, 2026, 2028)[-1] == "END:VTIMEZONE"
    for name in ("Mars/Olympus", "../../etc/passwd", "Europe/London\r\nX:1", ""):
        with pytest.raises(UnknownTimeZone):
            vtimezone(name, 2026, 2028)


@with_node
@with_libical
@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL, Method.PUBLISH])
def test_both_read_back_what_was_written(method: Method) -> None:
    event = replace(EVENT, cancelled=method is Method.CANCEL)
    file = calendar([event], method=method)
    [read] = readers.thunderbird([file])
    assert read["method"] == method.value
    [found] = read["events"]
    assert found["title"] == EVENT.title
    assert found["text"] == EVENT.text
    assert found["place"] == EVENT.place
    assert found["organiser"]["address"] == "mailto:convenor@example.org"
    assert [one["address"] for one in found["attendees"]] == [
        "mailto:ana@example.org",
        "mailto:bryn+cal@example.org",
    ]
    assert found["attendees"][0] == {
        "address": "mailto:ana@example.org",
        "name": "Ana O'Brien; lead, SCT",
        "role": "CHAIR",
        "answer": "ACCEPTED",
    }
    assert found["attendees"][1]["name"] == ("Bryn Ŵyn-Hughes " * 8).strip()
    assert found["alarms"] == ([] if event.cancelled else [-900])
    assert readers.seen_by_libical(file) == readers.seen_by_thunderbird(file)


def test_every_line_ends_in_crlf_and_is_folded_at_75_octets() -> None:
    file = calendar([EVENT], method=Method.REQUEST)
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()  # no character is torn


NASTY = st.text(
    alphabet=st.sampled_from('a;,:"\\\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029\u202eŴ😀 =^') | st.characters(),
    max_size=120,
)


@given(NASTY, NASTY, NASTY)
@settings(max_examples=300, deadline=None)
def test_what_people_type_never_begins_a_line_of_its_own(title: str, place: str, name: str) -> None:
    event = replace(EVENT, title=title, place=place, text=title, attendees=(Party("a@example.org", name),))
    lines = re.sub(rb"\r\n ", b"", calendar([event])).decode().split("\r\n")
    names = [line.partition(":")[0].partition(";")[0] for line in lines if line]
    expected = re.sub(rb"\r\n ", b"", calendar([replace(EVENT, attendees=EVENT.attendees[:1])])).decode().split("\r\n")
    wanted = [line.partition(":")[0].partition(";")[0] for line in expected if line]
    assert [one for one in names if one not in ("LOCATION", "DESCRIPTION")] == [
        one for one in wanted if one not in ("LOCATION", "DESCRIPTION")
    ]


def test_what_clocks_show_twice_is_said_in_utc() -> None:
    event = replace(
        EVENT,
        starts_at=datetime(2027, 10, 31, 0, tzinfo=UTC),
        ends_at=datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    )
    file = calendar([event])
    assert b"DTSTART:20271031T000000Z\r\n" in file
    assert b"DTEND:20271031T013000Z\r\n" in file
