"""``convenor import calendar FILE.ics``: holidays as a government publishes them, in a calendar file."""

from __future__ import annotations

import pytest

from tests.platforms.test_import import group, run
from tests.platforms.test_terminal import Terminal, logging_as_it_was, terminal
from tests.world import SECRETARIAT, World, traces

__all__ = ["group", "logging_as_it_was", "terminal"]

SCOTLAND = ("--administration", "SCT")


def ics(*events: str) -> str:
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@x\r\nDTSTAMP:20261101T000000Z\r\n{e}END:VEVENT\r\n" for n, e in enumerate(events)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//uk.gov/GOVUK calendars//EN\r\n"
    return f"{head}{body}END:VCALENDAR\r\n"


ONE = "DTSTART;VALUE=DATE:20270614\r\nDTEND;VALUE=DATE:20270615\r\nSUMMARY:World Cup\r\n"
WEEK = "DTSTART;VALUE=DATE:20271227\r\nDTEND;VALUE=DATE:20280101\r\nSUMMARY:Closure\\, winter\r\n"
BARE = "DTSTART;VALUE=DATE:20270501\r\nSUMMARY:One day\r\n"
OFF = "DTSTART;VALUE=DATE:20270502\r\nSTATUS:CANCELLED\r\nSUMMARY:Called off\r\n"


def test_days_come_in_with_their_names_and_twice_adds_nothing(terminal: Terminal, group: World) -> None:
    code, said = run(terminal, "calendar", ics(ONE, WEEK, BARE, OFF), *SCOTLAND)
    assert code == 0, said
    assert "3 added, 0 unchanged, 0 refused." in said
    code, said = run(terminal, "calendar", ics(ONE, WEEK, BARE, OFF), *SCOTLAND)
    assert "0 added, 3 unchanged, 0 refused." in said
    listed = group.says(SECRETARIAT, "calendar list SCT from:2027-01-01 kind:public-holiday")
    for word in ("World Cup", "Closure, winter", "One day", "GOVUK calendars"):
        assert word in listed
    assert "Called off" not in listed
    checked = group.says(SECRETARIAT, "calendar check 14 June 2027")
    assert "World Cup" in checked
    assert "Scotland" in checked
    assert "Tuesday 15 June 2027" in checked, "the nearest day that is free for all"


def test_a_booked_meeting_is_looked_at_again(terminal: Terminal, group: World) -> None:
    from bot.scheduler import tick

    group.says(SECRETARIAT, "meeting add 14 June 2027 10:00")
    run(terminal, "calendar", ics(ONE), *SCOTLAND, "--kind", "closure", "--source", "gov.scot")
    before = traces(group.database)["outbox"]
    tick(group.database, group.now)
    assert traces(group.database)["outbox"] > before, "its secretariat hears of it"


@pytest.mark.parametrize(
    ("text", "more", "why"),
    [
        (ics(ONE), (), "administration"),
        (ics(ONE), ("--administration", "XXX"), "XXX"),
        (ics(ONE), (*SCOTLAND, "--kind", "party"), "party"),
        (ics(ONE, "DTSTART;VALUE=DATE:20270101\r\nRRULE:FREQ=DAILY\r\n"), SCOTLAND, "first_day"),
        (ics("SUMMARY:No day\r\n"), SCOTLAND, "opened"),
        (ics(ONE)[:-40], SCOTLAND, "opened"),
        ("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 3_000, SCOTLAND, ""),
    ],
)
def test_what_can_t_be_read_is_refused_whole(
    terminal: Terminal, group: World, text: str, more: tuple[str, ...], why: str
) -> None:
    before = traces(group.database)["calendar_entries"]
    code, said = run(terminal, "calendar", text, *more)
    assert code == 1, said
    assert why in said
    assert traces(group.database)["calendar_entries"] == before
