"""Finding a time, as people type and press."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.db import models
from bot.db.unit_of_work import Database
from bot.scheduler import tick
from tests.copies import copied
from tests.world import (
    SEATS,
    SECRETARIAT,
    World,
    deputy,
    exchange,
    lead,
    member_of_another_group,
    sent,
    traces,
    with_rota,
)

POLL = 'meeting poll "12 May 10:00, 13 May 14:00, 14 May 10:00" closes:"30 Apr"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    found = World(database, now=datetime(2027, 4, 1, 9, tzinfo=UTC))
    with_rota(database, exchange(database))
    return found


def asked(world: World) -> list[str]:
    with world.database.reading() as uow:
        return [
            str(one)
            for one in uow.session.scalars(
                select(models.Official.email)
                .join(models.OutboxEntry, models.OutboxEntry.official_id == models.Official.id)
                .where(models.OutboxEntry.subject == "poll")
                .order_by(models.Official.email)
            )
        ]


def everybody(world: World, answers: str) -> None:
    for seat in SEATS:
        for who in (lead(seat), deputy(seat)):
            world.says(who, f"meeting poll answer 1 {answers}")


def test_everybody_who_speaks_for_a_seat_is_asked_once(world: World) -> None:
    said = world.says(SECRETARIAT, POLL)
    assert "Finding a time (VAWG-P1): 3 slots to choose from" in said
    assert "I ask 10 people on their own. It closes on Friday 30 April 2027, 16:00" in said
    assert asked(world) == sorted([*map(lead, SEATS), *map(deputy, SEATS)])


def test_the_last_answer_closes_it_and_books_what_covers_most(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    everybody(world, "yes:1 no:3")
    assert "Noted (VAWG-P1). One slot still waits for your answer." in world.says(
        lead("UKG"), "meeting poll answer VAWG-P1 yes:1"
    )
    for seat in SEATS:
        world.says(deputy(seat), "meeting poll answer 1 maybe:2")
    for seat in SEATS[:-1]:
        assert "Noted, thank you" in world.says(lead(seat), "meeting poll answer 1 no:2")
    said = world.says(lead(SEATS[-1]), "meeting poll answer 1 no:2")
    assert "Meeting 1 is on Wednesday 12 May 2027, 10:00 (VAWG-P1)." in said
    assert "as another did, and more of them without “if need be”." in said
    assert "Wed 12 May 2027, 10:00" in world.says(SECRETARIAT, "meeting list")
    assert "is closed: a meeting was booked." in world.refuses(lead("SCT"), "meeting poll answer 1 yes:2")


def test_the_deadline_closes_it_and_says_why(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    world.says(lead("SCT"), "meeting poll answer 1 yes:2,3")
    world.says(lead("WLS"), "meeting poll answer 1 yes:2,3 no:1")
    world.now = datetime(2027, 4, 30, 14, 59, tzinfo=UTC)
    tick(world.database, world.now)
    assert "Finding a time (VAWG-P1), until" in world.says(SECRETARIAT, "meeting poll show")
    world.now = datetime(2027, 4, 30, 15, tzinfo=UTC)
    assert tick(world.database, world.now)["polls"] == 1
    assert tick(world.database, world.now)["polls"] == 0
    shown = world.says(SECRETARIAT, "meeting poll show 1")
    assert "Meeting 1 is on Thursday 13 May 2027, 14:00 (VAWG-P1)." in shown
    assert (
        "It suits 2 of 5 administrations and 2 people. Another slot did just as well, so the earlier one counts."
        in shown
    )


def test_nobody_answers_and_nothing_is_booked(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    world.now = datetime(2027, 4, 30, 15, tzinfo=UTC)
    tick(world.database, world.now)
    shown = world.says(SECRETARIAT, "meeting poll show 1")
    assert "No time was found (VAWG-P1)." in shown
    assert "0 of 10 people answered, and no slot suits any of them. Nothing was booked." in shown
    assert "no meetings ahead" in world.says(SECRETARIAT, "meeting list")


def test_a_slot_that_was_taken_meanwhile_is_passed_over(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    everybody(world, "yes:1 maybe:2")
    world.says(SECRETARIAT, "meeting add 12 May 2027 10:00")
    said = world.says(SECRETARIAT, "meeting poll close 1")
    assert "Meeting 2 is on Thursday 13 May 2027, 14:00 (VAWG-P1)." in said
    assert "It is the only slot that suits anybody: 5 of 5 administrations." in said


def test_my_shows_a_poll_until_it_is_answered(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    assert "when can you meet? Please answer by Friday 30 April 2027, 16:00." in world.says(lead("SCT"), "my")
    assert "when can you meet?" not in world.says(SECRETARIAT, "my")
    world.says(lead("SCT"), "meeting poll answer VAWG-P1 no:all")
    assert "when can you meet?" not in world.says(lead("SCT"), "my")


def test_the_question_alone_has_a_row_of_buttons_for_each_slot(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    said = world.says(lead("SCT"), "meeting poll answer 1")
    for number, slot in ((1, "Wed 12 May 2027, 10:00"), (2, "Thu 13 May 2027, 14:00")):
        for fit, label in (("yes", "Yes"), ("maybe", "If need be"), ("no", "No")):
            assert f"{label}: {slot}: /wg meeting poll answer VAWG-P1 {fit}:{number}" in said
    assert "None of these: /wg meeting poll answer VAWG-P1 no:all" in said


def test_slots_are_proposed_free_for_all_and_away_from_meetings_of_the_same_people(world: World) -> None:
    world.says(SECRETARIAT, "meeting add 4 May 2027 10:00")
    said = world.says(SECRETARIAT, 'meeting poll propose:3 between:"3 May" and:"5 May"')
    assert "Monday 3 May" not in said, "a bank holiday"
    assert "Tuesday 4 May 2027, 12:00" in said
    assert "Wednesday 5 May 2027, 10:00" in said
    assert "2 slots" in said


def test_another_groups_meeting_is_kept_clear_of_and_not_told(world: World) -> None:
    member_of_another_group(world.database, "zoe@example.org")
    world.says("zoe@example.org", f"member add {lead('SCT')} as:secretariat")
    world.says("zoe@example.org", 'meeting add "5 May 2027 10:00"')
    said = world.says(SECRETARIAT, 'meeting poll propose:1 between:"5 May" and:"5 May"')
    assert "Wednesday 5 May 2027, 12:00" in said
    assert "other" not in said.lower().replace("another", "")


def test_no_common_hour_is_said(world: World) -> None:
    world.says(lead("SCT"), "me hours 9:00-10:30")
    said = world.refuses(SECRETARIAT, 'meeting poll propose:3 between:"3 May" and:"31 May"')
    assert "Between Monday 3 May 2027 and Monday 31 May 2027 no time is free of holidays" in said
    shorter = 'meeting poll propose:1 between:"4 May" and:"4 May" for:"1 hour"'
    assert "one slot to choose from" in world.says(SECRETARIAT, shorter)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('meeting poll "12 March 2027 10:00"', "has passed already"),
        ('meeting poll "30 Feb 2028 10:00"', "February"),
        (
            'meeting poll "26 March 2028 01:30"',
            "There is no 01:30 on Sunday 26 March 2028 in Europe/London: clocks are put",
        ),
        ('meeting poll "12 May 10:00" for:"40 hours"', "24"),
        ('meeting poll "12 May 10:00" for:"0 hours"', "24"),
        ('meeting poll "12 May 10:00" closes:"12 May"', "before the first slot, on Wednesday 12 May 2027"),
        ('meeting poll "12 May 10:00" closes:"31 March 2027"', "has passed already"),
        ('meeting poll propose:9 between:"1 May" and:"31 May"', "At most 8 slots"),
        ('meeting poll propose:0 between:"1 May" and:"31 May"', "At most 8 slots"),
        ('meeting poll propose:3 between:"31 May" and:"1 May"', "is before"),
        ('meeting poll propose:3 between:"1 May" and:"31 Dec"', "I look at 92 days at most."),
        ("meeting poll answer 9 yes:1", "There is no poll 9 in this group."),
        ("meeting poll show 9", "There is no poll 9 in this group."),
        ("meeting poll close", "There is no poll 1 in this group."),
    ],
)
def test_what_can_t_be_is_said_plainly_and_leaves_no_trace(world: World, typed: str, said: str) -> None:
    before = traces(world.database)
    assert said in world.refuses(SECRETARIAT, typed)
    assert traces(world.database) == before


def test_a_number_that_isn_t_there_is_said(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    assert "There is no slot 4: they are numbered from 1 to 3." in world.refuses(
        lead("SCT"), "meeting poll answer 1 yes:4"
    )


def test_a_poll_is_withdrawn_or_undone_and_asks_nobody_any_more(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    assert "VAWG-P1 is withdrawn." in world.says(SECRETARIAT, "undo")
    assert "it was withdrawn" in world.refuses(lead("SCT"), "meeting poll answer 1 yes:1")
    world.says(SECRETARIAT, POLL)
    assert "The search for a time (VAWG-P2) was withdrawn." in world.says(SECRETARIAT, "meeting poll withdraw 2")
    assert sent(world.database) == []


def test_who_leaves_is_waited_for_no_more_and_counts_no_more(world: World) -> None:
    world.says(SECRETARIAT, POLL)
    everybody(world, "yes:1 no:2")
    world.says(lead("IRL"), "meeting poll answer 1 yes:1,2,3")
    for seat in SEATS:
        world.says(SECRETARIAT, f"member remove {deputy(seat)}")
    shown = world.says(SECRETARIAT, "meeting poll show 1")
    assert "1 of 5 people have answered." in shown
    for seat in SEATS[:-1]:
        said = world.says(lead(seat), "meeting poll answer 1 no:3")
    assert "Meeting 1 is on Wednesday 12 May 2027, 10:00" in said


def test_only_who_runs_meetings_may_open_and_close_it(world: World) -> None:
    world.refuses(deputy("IRL"), POLL)
    world.says(SECRETARIAT, POLL)
    assert "Close it now" not in world.says(deputy("IRL"), "meeting poll show 1")
    assert "Close it now" in world.says(SECRETARIAT, "meeting poll show 1")
    world.refuses(deputy("IRL"), "meeting poll close 1")
