"""Actions that rest, wait for others, are offered elsewhere or whose owner is away: who hears when.

January 2027: Monday 11 is where each story begins.
"""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from tests.copies import copied
from tests.stories.diary import Story
from tests.world import SECRETARIAT, deputy, exchange, lead, with_rota


@pytest.fixture
@copied
def story(database: Database) -> Story:
    """The exchange on Monday 11 January 2027, 10:00."""
    exchange(database)
    return Story(database, "2027-01-11 10:00")


def add(story: Story, owner: str, due: str, text: str = "Report", more: str = "") -> None:
    story.types("2027-01-11 10:05", SECRETARIAT, f'action add "{text}" owner:{owner} due:"{due}" extent:all {more}')


def test_a_snoozed_action_rests_and_comes_back_on_its_day(story: Story) -> None:
    add(story, lead("SCT"), "22 January 2027")
    story.types("2027-01-15 10:00", lead("SCT"), "action snooze VAWG-1 until:20/1/2027")
    story.until("2027-01-25 12:00")
    assert story.told() == [
        "Wed 20 Jan 09:00 lead.sct: One action needs you",
        "Thu 21 Jan 09:00 lead.sct: One action needs you",
        "Mon 25 Jan 09:00 lead.sct: One action of yours is overdue",
    ]


def test_snoozed_beyond_its_day_it_reaches_lead_and_secretariat_all_the_same(story: Story) -> None:
    add(story, deputy("SCT"), "13 January 2027")
    story.types("2027-01-12 10:00", deputy("SCT"), "action snooze VAWG-1 until:1/3/2027")
    story.until("2027-02-01 12:00")
    assert story.told() == [
        "Tue 12 Jan 09:00 deputy.sct: One action needs you",
        "Wed 20 Jan 09:00 lead.sct: One action is long overdue",
        "Mon 25 Jan 09:00 lead.sct: One action is long overdue",
        "Wed 27 Jan 09:00 sam: One action is long overdue",
        "Mon 1 Feb 09:00 lead.sct: One action is long overdue",
        "Mon 1 Feb 09:00 sam: One action is long overdue",
    ]


def test_while_it_waits_for_another_nobody_hears_and_once_free_the_ladder_goes_on(story: Story) -> None:
    add(story, deputy("NIR"), "15 January 2027", "First")
    add(story, lead("SCT"), "22 January 2027", "Second", more="needs:1")
    story.types("2027-01-14 10:00", SECRETARIAT, "action snooze VAWG-1 1 Feb")
    story.until("2027-01-20 12:00")
    assert story.told("lead.sct") == []
    story.types("2027-01-20 13:00", deputy("NIR"), "done VAWG-1")
    story.until("2027-01-22 12:00")
    assert story.told("lead.sct") == [
        "Thu 21 Jan 09:00 lead.sct: One action needs you",
        "Fri 22 Jan 09:00 lead.sct: One action needs you",
    ]


def test_what_another_administration_offers_stands_in_the_next_digest_with_its_buttons(story: Story) -> None:
    add(story, lead("SCT"), "26 March 2027")
    story.types("2027-01-12 10:00", lead("SCT"), f"action give VAWG-1 {deputy('IRL')}")
    story.until("2027-01-13 12:00")
    assert story.told() == ["Wed 13 Jan 09:00 deputy.irl: An action is offered to you"]
    assert "/wg action accept VAWG-1" in story.diary.said[-1].text
    story.types("2027-01-13 14:00", deputy("IRL"), "action accept VAWG-1")
    story.until("2027-01-29 12:00")
    assert story.told()[1:] == ["Wed 13 Jan 14:00 lead.sct: Dara Irl has accepted VAWG-1. It is now with Dara Irl."]


def test_unanswered_it_goes_sideways_to_the_lead_and_the_secretariat_and_no_further(story: Story) -> None:
    add(story, lead("SCT"), "30 April 2027")
    story.types("2027-01-12 10:00", lead("SCT"), f"action give VAWG-1 {deputy('IRL')}")
    story.until("2027-01-26 12:00")
    assert story.told() == [
        "Wed 13 Jan 09:00 deputy.irl: An action is offered to you",
        "Fri 15 Jan 09:00 lead.irl: An action is offered to you",
        "Mon 18 Jan 09:00 deputy.irl: An action is offered to you",
        "Mon 18 Jan 09:00 lead.irl: An action is offered to you",
        "Wed 20 Jan 09:00 sam: An action is offered to you",
        "Mon 25 Jan 09:00 deputy.irl: An action is offered to you",
        "Mon 25 Jan 09:00 lead.irl: An action is offered to you",
        "Mon 25 Jan 09:00 sam: An action is offered to you",
    ]


def test_an_offer_called_back_before_it_was_said_is_said_to_nobody(story: Story) -> None:
    add(story, lead("SCT"), "26 March 2027")
    story.types("2027-01-12 10:00", lead("SCT"), f"action give VAWG-1 {deputy('IRL')}")
    story.types("2027-01-12 10:05", lead("SCT"), "undo")
    story.until("2027-01-20 12:00")
    assert story.told() == []


def test_whoever_is_away_hears_nothing_until_they_are_back_and_then_what_stands(story: Story) -> None:
    add(story, lead("SCT"), "22 January 2027")
    add(story, lead("SCT"), "29 January 2027", "Another")
    story.types("2027-01-12 10:00", lead("SCT"), "me pause until:27/1/2027")
    story.until("2027-01-27 12:00")
    assert story.told("lead.sct") == [
        "Wed 27 Jan 09:00 lead.sct: 2 actions need you, one of them is overdue",
    ]
    story.types("2027-01-27 14:00", lead("SCT"), "me pause until:12/2/2027")
    story.types("2027-01-27 14:05", lead("SCT"), "me pause off")
    story.until("2027-01-28 12:00")
    assert story.told("lead.sct")[1:] == ["Thu 28 Jan 09:00 lead.sct: 2 actions need you, one of them is overdue"]


def test_a_digest_on_its_way_when_somebody_goes_away_is_not_said(story: Story) -> None:
    add(story, lead("SCT"), "22 January 2027")
    story.sleeps("2027-01-18 09:00")
    story.world.says(lead("SCT"), "me pause until:25/1/2027")
    story.until("2027-01-25 12:00")
    assert story.told() == ["Mon 25 Jan 09:00 lead.sct: One action of yours is overdue"]


def test_every_owner_hears_and_the_accountable_ones_lead_alone(story: Story) -> None:
    add(story, deputy("SCT"), "15 January 2027", more=f"also:{deputy('IRL')}")
    story.until("2027-01-22 12:00")
    assert story.told() == [
        "Thu 14 Jan 09:00 deputy.irl: One action needs you",
        "Thu 14 Jan 09:00 deputy.sct: One action needs you",
        "Fri 15 Jan 09:00 deputy.irl: One action needs you",
        "Fri 15 Jan 09:00 deputy.sct: One action needs you",
        "Mon 18 Jan 09:00 deputy.irl: One action of yours is overdue",
        "Mon 18 Jan 09:00 deputy.sct: One action of yours is overdue",
        "Fri 22 Jan 09:00 lead.sct: One action is long overdue",
    ]


def test_when_a_seat_leaves_the_secretariat_hears_what_was_its_own(story: Story) -> None:
    with_rota(story.world.database, 1)
    add(story, lead("WLS"), "26 March 2027")
    story.types("2027-01-12 10:00", SECRETARIAT, "seat leave WLS on:2027-01-20")
    story.until("2027-01-20 12:00")
    assert story.told("sam") == ["Wed 20 Jan 09:00 sam: Wales has left, and one action has nobody to do it"]
