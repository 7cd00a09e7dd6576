"""This and following: a series that goes on in another way from one meeting on."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.db.unit_of_work import Database
from bot.scheduler import tick
from tests.copies import copied
from tests.world import SECRETARIAT, World, exchange, traces, with_rota

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    found = World(database)
    with_rota(database, exchange(database))
    found.says(SECRETARIAT, SERIES)
    return found


def uids(world: World) -> dict[int, tuple[str, int]]:
    with world.database.reading() as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        return {row.number: (row.uid, row.sequence) for row in uow.meetings.ahead(group.id)}


def chairs(world: World) -> dict[str, str]:
    """Who chairs which meeting."""
    lines = world.says(SECRETARIAT, "meeting list").splitlines()
    rows = [re.split(r"\s{2,}", line.strip()) for line in lines if line.startswith("VAWG-M")]
    return {row[0]: row[2] for row in rows}


def test_a_later_hour_for_this_and_all_that_follow(world: World) -> None:
    before = uids(world)
    said = world.says(SECRETARIAT, 'meeting move 2 to:"21 Apr 14:00" following:yes')
    assert "from meeting 2 on: third wednesday of jan, apr, jul, oct at 14:00 for 2 hours" in said
    assert "3 meetings keep their numbers, their turns and their place in calendars." in said
    listed = world.says(SECRETARIAT, "meeting list")
    for line in ("20 Jan 2027, 10:00", "21 Apr 2027, 14:00", "21 Jul 2027, 14:00", "20 Oct 2027, 14:00"):
        assert line in listed
    after = uids(world)
    assert {number: uid for number, (uid, _) in after.items()} == {number: uid for number, (uid, _) in before.items()}
    assert [sequence for _, sequence in after.values()] == [0, 1, 1, 1]


def test_another_weekday_carries_on_and_the_turns_stay(world: World) -> None:
    before = chairs(world)
    assert len(set(before.values())) == 4
    said = world.says(SECRETARIAT, 'meeting move 2 to:"8 Apr 10:00" following:yes')
    assert "second thursday of jan, apr, jul, oct at 10:00" in said
    for day in ("Thursday 8 April 2027", "Thursday 8 July 2027", "Thursday 14 October 2027"):
        assert day in said
    assert chairs(world) == before
    world.now = datetime(2027, 2, 15, 9, tzinfo=UTC)
    tick(world.database, world.now)
    assert "Thu 13 Jan 2028" in world.says(SECRETARIAT, "meeting list"), "and is kept a year ahead"


def test_the_series_is_said_anew_from_a_meeting_on(world: World) -> None:
    said = world.says(SECRETARIAT, 'meeting series "first tuesday of every month at 9:30 for 1 hour" from:2')
    assert "from meeting 2 on: first tuesday of every month at 09:30 for 1 hour" in said
    assert "Tuesday 6 April 2027, 09:30" in said
    listed = world.says(SECRETARIAT, "meeting list")
    assert "20 Jan 2027, 10:00" in listed
    assert "VAWG-M2" in listed
    assert "VAWG-M3" in listed
    order = [line.split()[0] for line in listed.splitlines() if line.startswith("VAWG-M")]
    assert order == [f"VAWG-M{number}" for number in range(1, 12)], "old ones first, then the new"
    assert "Tue 6 Apr 2027, 09:30" in listed
    assert "Tue 4 May 2027, 09:30" in listed


def test_fewer_meetings_leave_the_last_ones_over(world: World) -> None:
    said = world.says(SECRETARIAT, 'meeting series "twice a year in june and december on the 15th" from:2')
    assert "One meeting of the earlier series is withdrawn." in said
    assert "cancelled" in world.says(SECRETARIAT, "meeting show 4")
    assert "Tuesday 15 June 2027" in world.says(SECRETARIAT, "meeting show 2")


def test_one_alone_moves_alone_and_a_holiday_shifts_with_its_reason(world: World) -> None:
    world.says(SECRETARIAT, 'meeting move 3 to:"20 Jul 10:00"')
    assert "21 Apr 2027" in world.says(SECRETARIAT, "meeting list")
    said = world.says(SECRETARIAT, 'meeting series "monthly on the 12th at 10:00" from:2')
    assert re.search(r"Tuesday 13 July 2027, 10:00 \(moved from Monday 12 July 2027: .+ \(NIR\)\)", said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('meeting move 2 to:"5 May 10:00" following:yes', "One day doesn't tell what all of that is to become"),
        ('meeting move 5 to:"5 May 10:00" following:yes', "doesn't belong to the series"),
        ('meeting series "whenever" from:2', "whenever"),
        ('meeting series "weekly on monday" from:5', "doesn't belong to the series"),
        ('meeting series "weekly on monday" from:99', "There is no meeting 99 in this group."),
        ('meeting move 2 to:"1 Apr 2026 10:00" following:yes', "One day doesn't tell"),
        ('meeting move 1 to:"1 Jan 2027 10:00" following:yes', "has passed already"),
    ],
)
def test_what_can_t_be_is_said_plainly_and_leaves_no_trace(world: World, typed: str, said: str) -> None:
    world.says(SECRETARIAT, "meeting add 3 Feb 2027 10:00")
    before = traces(world.database)
    assert said in world.refuses(SECRETARIAT, typed)
    assert traces(world.database) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("meeting add 28 March 2027 01:30", "There is no 01:30 on Sunday 28 March 2027 in Europe/London"),
        ('meeting move 1 to:"28 March 2027 01:30"', "clocks are put forward then, and show 02:30"),
        ("meeting add 30 Feb 2027 10:00", "February"),
        ("meeting add 3 Jan 2027 10:00", "has passed already"),
        ('meeting add 3 Feb 2027 10:00 for:"0 hours"', "more than nothing, and at most 24 hours"),
        ('meeting add 3 Feb 2027 10:00 for:"40 hours"', "more than nothing, and at most 24 hours"),
    ],
)
def test_a_time_that_can_t_be_is_said_plainly(world: World, typed: str, said: str) -> None:
    before = traces(world.database)
    assert said in world.refuses(SECRETARIAT, typed)
    assert traces(world.database) == before
