"""Meetings, as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Actor
from bot.domain.rotation import Policy
from bot.messages import plain_text
from bot.presenters import handovers
from bot.presenters.speech import words
from bot.scheduler import tick
from bot.services import handover, ledger, rotation
from tests.copies import copied
from tests.world import OPERATOR, SEATS, SECRETARIAT, World, deputy, exchange, lead, told_exchange

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange with its rotation begun, and no meetings yet."""
    found = World(database)
    group_id = exchange(database)
    with database.writing("test") as uow:
        group = uow.groups.by_id(group_id)
        assert group is not None
        ledger.begin(uow, group=group, seats=SEATS, policy=Policy(), by=Actor(None, "test"), now=found.now)
    return found


def audit_lines(world: World) -> int:
    with world.database.reading() as uow:
        return uow.session.scalar(select(func.count()).select_from(models.AuditLine)) or 0


def at(world: World, year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> None:
    world.now = datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_series_in_words_makes_a_year_of_meetings(world: World) -> None:
    said = world.says(SECRETARIAT, SERIES)
    assert "4 meetings in the next twelve months" in said
    listed = world.says(lead("SCT"), "meeting list")
    for day in ("Wed 20 Jan 2027", "Wed 21 Apr 2027", "Wed 21 Jul 2027", "Wed 20 Oct 2027"):
        assert day in listed
    assert listed.index("UK Government") < listed.index("Scotland")


def test_an_occurrence_on_a_holiday_of_any_seat_moves_to_the_nearest_day_free_for_all(world: World) -> None:
    said = world.says(SECRETARIAT, 'meeting series "monthly on the 12th at 10:00"')
    assert "Tuesday 13 July 2027" in said
    shown = world.says(SECRETARIAT, "meeting show 7")
    assert "Tuesday 13 July 2027" in shown
    assert "moved from Monday 12 July 2027" in shown
    assert "(NIR)" in shown


def test_a_meeting_by_hand_on_a_holiday_warns_who_is_affected_and_is_booked(world: World) -> None:
    said = world.says(SECRETARIAT, "meeting add 12 July 2027 10:00")
    assert "Northern Ireland" in said
    assert "The next day that is free for all: Tuesday 13 July 2027." in said


def test_open_and_close_pass_chair_and_host_on_exactly_once(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    at(world, 2027, 1, 20, 10)
    assert "UK Government chairs, Scotland hosts" in world.says(SECRETARIAT, "meeting open 1")
    at(world, 2027, 1, 20, 12)
    said = world.says(SECRETARIAT, "meeting close VAWG-M1")
    assert "UK Government chaired, Scotland hosted" in said
    assert "Next: meeting 2 on Wednesday 21 April 2027. Scotland chairs, Wales hosts." in said
    lines = audit_lines(world)
    assert "held already" in world.refuses(SECRETARIAT, "meeting close 1")
    assert audit_lines(world) == lines
    assert "Scotland" in world.says(SECRETARIAT, "meeting show 2")


def test_the_chair_of_the_meeting_may_run_it_and_another_lead_may_not(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    at(world, 2027, 1, 20, 10)
    with world.database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        rotation.assign_next(uow, group=group, by=None, now=world.now, through=1)
    assert "Only the chair" in world.refuses(lead("WLS"), "meeting open 1")
    assert "is open" in world.says(deputy("UKG"), "meeting open 1")


def test_a_meeting_that_moves_takes_its_turns_along_and_can_be_moved_back(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    said = world.says(SECRETARIAT, 'meeting move 1 to:"26 Jan"')
    assert "from Wednesday 20 January 2027, 10:00 to Tuesday 26 January 2027, 10:00" in said
    assert "UK Government chairs" in said
    assert "Wednesday 20 January 2027 again" in world.says(SECRETARIAT, "undo")


def test_a_cancelled_meeting_leaves_its_seat_the_next_turn(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    said = world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert "is cancelled: storm" in said
    assert "Next: meeting 2 on Wednesday 21 April 2027. UK Government chairs, Scotland hosts." in said


def test_an_extraordinary_meeting_uses_nobodys_turn(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    said = world.says(SECRETARIAT, "meeting add 10 Jan 2027 14:00 extraordinary:yes chair:IRL")
    assert "Extraordinary meeting 5 is on Sunday 10 January 2027, 14:00. It uses nobody's turn." in said
    assert "Ireland chairs" in said
    at(world, 2027, 1, 10, 16)
    said = world.says(SECRETARIAT, "meeting close 5")
    assert "Ireland chaired" in said
    assert "Next: meeting 1 on Wednesday 20 January 2027. UK Government chairs, Scotland hosts." in said


def test_attendance_is_noted_by_seat_and_the_last_word_counts(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    assert "No meeting is open" in world.refuses(lead("SCT"), "attend")
    at(world, 2027, 1, 20, 10)
    world.says(SECRETARIAT, "meeting open 1")
    assert "Scotland at meeting 1: apologies" in world.says(lead("SCT"), "attend SCT apologies")
    assert "Scotland at meeting 1: present" in world.says(lead("SCT"), "attend")
    assert "Wales at meeting 1: present by a deputy (Dara Wls)" in world.says(
        SECRETARIAT, f"attend WLS deputy:{deputy('WLS')}"
    )
    assert "Only the chair" in world.refuses(lead("IRL"), "attend NIR")
    shown = world.says(lead("IRL"), "meeting show 1")
    assert "Scotland: present" in shown
    assert "apologies" not in shown


def test_a_meeting_that_nobody_closed_is_asked_about_and_then_counts_as_held(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    at(world, 2027, 1, 20, 13)
    tick(world.database, world.now)
    with world.database.reading() as uow:
        asked = uow.session.scalars(
            select(models.OutboxEntry.official_id).where(models.OutboxEntry.subject == "meeting-question")
        ).all()
        assert len(asked) == 1, "nobody was told the turn, so the secretariat alone is asked"
    at(world, 2027, 1, 22, 18)
    tick(world.database, world.now)
    tick(world.database, world.now)
    assert "held (assumed)" in world.says(lead("SCT"), "meeting show 1")
    said = world.says(SECRETARIAT, "meeting cancel 1 reason:snow")
    assert "is cancelled: snow" in said
    assert "UK Government chairs" in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("meeting close 1", "still to come"),
        ("meeting open 1", "still to come"),
        ("meeting show 99", "no meeting 99"),
        ("meeting add 1 Jan 2027 10:00", "has passed already"),
        ("meeting add 1 Jan 2040 10:00", "more than five years"),
        ("meeting add 20 Jan 2027 10:00", "meets at that time already: meeting 1"),
        ("meeting add 12/13/2027 10:00", "12/13/2027"),
        ('meeting series "whenever it suits"', "whenever it suits"),
        ("meeting cancel 1", "What is the reason?"),
        ("meeting move 1", "On which day"),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_no_trace(world: World, text: str, sentence: str) -> None:
    world.says(SECRETARIAT, SERIES)
    lines = audit_lines(world)
    assert sentence in world.refuses(SECRETARIAT, text)
    assert audit_lines(world) == lines


def test_somebody_outside_the_group_learns_nothing(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    assert "I know no group" in world.refuses(OPERATOR, "meeting show VAWG-M1")


def test_calendar_check_names_who_is_affected_and_the_nearest_days(world: World) -> None:
    said = world.says(lead("IRL"), "calendar check 12 July 2027")
    assert "isn't free for every seat" in said
    assert "Northern Ireland" in said
    assert "Friday 9 July 2027" in said
    assert "is free for every seat" in world.says(lead("IRL"), "calendar check 20 Jan 2027")


def test_a_new_series_withdraws_the_meetings_of_the_earlier_one_that_nobody_was_told(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    said = world.says(SECRETARIAT, 'meeting series "first tuesday of feb, jun at 14:00"')
    assert "4 meetings of the earlier series are withdrawn" in said
    listed = world.says(SECRETARIAT, "meeting list")
    assert "Tue 2 Feb 2027" in listed
    assert "20 Jan" not in listed


def test_a_series_is_kept_twelve_months_ahead(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    at(world, 2027, 3, 1, 9)
    tick(world.database, world.now)
    tick(world.database, world.now)
    assert world.says(SECRETARIAT, "meeting list").count("Jan 2028") == 1


def test_a_cancelled_meeting_is_nobodys_turn_and_says_so(world: World) -> None:
    world.says(SECRETARIAT, SERIES)
    world.says(SECRETARIAT, 'meeting series "second tuesday of feb, may, aug, nov at 10:00"')
    shown = world.says(SECRETARIAT, "meeting show 2")
    assert "State: cancelled" in shown
    assert "nobody yet" not in shown
    assert "nobody yet" not in world.says(SECRETARIAT, "meeting list past")
    assert world.refuses(SECRETARIAT, "rota why 2").strip() == "Meeting 2 was cancelled."


def test_a_holiday_that_several_seats_share_is_said_once(world: World) -> None:
    said = world.says(SECRETARIAT, 'meeting series "first monday of may at 9am"')
    assert "Early May bank holiday (UKG, SCT, WLS, NIR), May Bank Holiday (IRL))" in said


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("meeting cancel 1", "What is the reason?"),
        ("calendar check", "Which day?"),
        ("seat add IMN", "From which day?"),
        ("seat leave WLS", "On which day?"),
        ("meeting series", "One thing is still missing: When the group meets."),
    ],
)
def test_what_is_missing_is_asked_for_in_words_that_fit(world: World, typed: str, asked: str) -> None:
    world.says(SECRETARIAT, SERIES)
    assert world.refuses(SECRETARIAT, typed).startswith(asked)


def test_the_chairs_pack_tells_who_said_whether_they_come(database: Database) -> None:
    world = told_exchange(database, linked=False)
    silent = packed(world)
    assert "Said so far: nobody has said yet whether they come" in silent
    world.says(lead("SCT"), "meeting answer 1 yes")
    world.says(lead("WLS"), "meeting answer 1 no")
    said = packed(world)
    assert "Coming (1): Lena Sct" in said
    assert "Not coming (1): Lena Wls" in said
    assert "9 people haven't answered yet." in said
    assert "nobody has said yet" not in said


def packed(world: World) -> str:
    """The pack of meeting 1's chair as it would be sent now."""
    with world.database.reading() as uow:
        group, who = uow.groups.by_slug("vawg"), uow.people.by_email(lead("UKG"))
        assert group is not None
        assert who is not None
        row = uow.meetings.by_number(group.id, 1)
        assert row is not None
        seat = next(seat.id for seat in uow.groups.seats(group.id) if seat.code == "UKG")
        found = handover.packed(
            uow, group_id=group.id, meeting_id=row.id, seat_id=seat, official_id=who.id, now=world.now
        )
    assert found is not None
    return plain_text.render(handovers.pack(found, words("en-GB")), width=1_000)
