"""What a group's channel hears of its actions: once a week, and only where something changed."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.commands import Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Marking
from tests.copies import copied
from tests.stories.diary import Story
from tests.world import SECRETARIAT, deputy, exchange, lead, worded


@pytest.fixture
@copied
def story(database: Database) -> Story:
    """The exchange on Monday 11 January 2027, 10:00, linked to a channel of the console."""
    exchange(database)
    found = Story(database, "2027-01-11 10:00")
    answered = found.world.dispatcher(
        Invocation("web", "demo", SECRETARIAT, "group link", channel="vawg", address=SECRETARIAT)
    )
    assert answered.outcome == "done", worded(answered)
    return found


def add(story: Story, when: str, text: str, owner: str = lead("SCT"), due: str = "26 March 2027") -> None:
    story.types(when, SECRETARIAT, f'action add "{text}" owner:{owner} due:"{due}" extent:all')


def posted(story: Story) -> list[str]:
    """What the channel heard by itself, without the lines that tell of each change."""
    lines = [said.line for said in story.diary.said if not said.direct]
    return [line for line in lines if "the week in actions" in line]


def test_a_week_in_which_something_changed_is_told_on_monday_and_a_quiet_one_is_not(story: Story) -> None:
    add(story, "2027-01-12 10:00", "Publish minutes")
    add(story, "2027-01-13 10:00", "Book a room")
    story.types("2027-01-14 10:00", lead("SCT"), "done VAWG-1")
    story.until("2027-02-09 12:00")
    group = "vawg: Ending violence against women and girls"
    assert posted(story) == [f"Mon 18 Jan 09:00 {group}, the week in actions: 1 done, 1 new, 1 open"]
    story.types("2027-02-10 10:00", lead("SCT"), "action due VAWG-2 1 April")
    story.until("2027-03-01 12:00")
    assert posted(story)[1:] == [f"Mon 15 Feb 09:00 {group}, the week in actions: 0 done, 0 new, 1 open"]


def test_what_was_taken_back_is_no_change(story: Story) -> None:
    add(story, "2027-01-12 10:00", "Publish minutes")
    story.until("2027-01-18 12:00")
    assert len(posted(story)) == 1
    for number, typed in enumerate(("action due VAWG-1 1 April", f"action give VAWG-1 {deputy('SCT')}", "done VAWG-1")):
        story.types(f"2027-01-19 1{number}:00", lead("SCT"), typed)
        story.types(f"2027-01-19 1{number}:05", lead("SCT"), "undo")
    add(story, "2027-01-20 10:00", "Not to be")
    story.types("2027-01-20 10:05", SECRETARIAT, "undo")
    story.until("2027-01-25 12:00")
    assert len(posted(story)) == 1


def test_after_three_days_of_downtime_it_is_told_once_when_somebody_is_there(story: Story) -> None:
    add(story, "2027-01-12 10:00", "Publish minutes")
    story.sleeps("2027-01-21 03:00")
    story.until("2027-01-25 12:00")
    assert [line.split(" vawg")[0] for line in posted(story)] == ["Thu 21 Jan 09:00"]


def test_on_a_day_off_of_every_seat_it_waits_for_the_next_working_day(story: Story) -> None:
    """Monday 3 May 2027 is a holiday of all five seats."""
    add(story, "2027-04-28 10:00", "Publish minutes", due="30 June 2027")
    story.until("2027-05-05 12:00")
    assert [line.split(" vawg")[0] for line in posted(story)] == ["Tue 4 May 09:00"]


def test_marked_texts_stay_out_and_no_seat_is_counted(story: Story) -> None:
    with story.world.database.writing("test") as uow:
        uow.session.execute(update(models.Group).values(marking=Marking.SENSITIVE))
    add(story, "2027-01-12 10:00", "Secret")
    story.until("2027-01-18 12:00")
    (week,) = [said for said in story.diary.said if not said.direct and "the week in actions" in said.line]
    assert "VAWG-1 (OFFICIAL-SENSITIVE)" in week.text
    assert "Secret" not in week.text


def test_a_group_that_ended_tells_nothing_more(story: Story) -> None:
    add(story, "2027-01-12 10:00", "Publish minutes")
    story.types("2027-01-13 10:00", SECRETARIAT, "group close reason:over")
    story.until("2027-02-01 12:00")
    assert posted(story) == []
