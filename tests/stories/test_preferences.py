"""Office hours and ``quieter`` on a fast-forward clock: what waits, what is left unsaid, and what never is.

2027: Good Friday is 26 March, Easter Monday 29 March (a holiday in Wales and Northern Ireland, not in Scotland), clocks
change on 28 March.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.db.unit_of_work import Database
from bot.domain.reminders import BUDGET
from tests.copies import copied
from tests.stories.diary import Story
from tests.stories.test_turns import begun, told
from tests.world import SECRETARIAT, deputy, exchange, lead


@pytest.fixture
@copied
def story(database: Database) -> Story:
    """The exchange on Monday 11 January 2027, 10:00."""
    exchange(database)
    return Story(database, "2027-01-11 10:00")


def add(story: Story, when: str, owner: str, due: str, text: str = "Report") -> None:
    story.types(when, SECRETARIAT, f'action add "{text}" owner:{owner} due:"{due}" extent:all')


def test_reminders_wait_for_the_days_and_hours_that_somebody_gave(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.types("2027-01-15 18:00", lead("SCT"), "me hours tue-thu 10:30-15:00")
    story.until("2027-01-29 12:00")
    assert story.told() == [
        "Tue 19 Jan 10:30 lead.sct: One action needs you",
        "Thu 21 Jan 10:30 lead.sct: One action needs you",
        "Tue 26 Jan 10:30 lead.sct: One action of yours is overdue",
    ]


def test_hours_are_those_of_ones_own_zone_and_undo_gives_the_old_ones_back(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.types("2027-01-12 10:00", lead("SCT"), "me hours 9:00-17:00 tz:Europe/Athens")
    story.until("2027-01-18 12:00")
    story.types("2027-01-18 12:05", lead("SCT"), "me hours 14:00-17:00 tz:Europe/London")
    story.types("2027-01-18 12:10", lead("SCT"), "undo")
    story.until("2027-01-22 18:00")
    assert story.told() == [
        "Mon 18 Jan 07:00 lead.sct: One action needs you",
        "Thu 21 Jan 07:00 lead.sct: One action needs you",
    ]


def test_a_notice_of_a_turn_waits_until_its_reader_is_at_work(database: Database) -> None:
    story = begun(database)
    story.types("2027-01-05 10:00", lead("SCT"), "me hours mon-tue 13:00-16:00")
    story.types("2027-01-20 12:00", lead("UKG"), "meeting close 1")
    story.until("2027-01-26 12:00")
    said = [line for line in told(story) if "21 April" in line]
    assert said == [
        "Wed 20 Jan 12:00 lead.wls: Wales hosts VAWG on Wednesday 21 April 2027",
        "Mon 25 Jan 13:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 21 April 2027",
    ]


def test_what_would_come_too_late_is_said_at_once(database: Database) -> None:
    story = begun(database)
    story.types("2027-01-05 10:00", lead("IRL"), "me hours fri 13:00-16:00")
    story.types("2027-01-11 10:00", SECRETARIAT, "meeting add 13 Jan 2027 10:00 extraordinary:yes chair:IRL")
    story.until("2027-01-11 12:00")
    assert [line for line in told(story) if "lead.irl" in line] == [
        "Mon 11 Jan 10:00 lead.irl: Ireland chairs VAWG on Wednesday 13 January 2027: what you need"
    ]


def test_what_was_done_while_a_notice_waited_is_not_said(database: Database) -> None:
    story = begun(database)
    story.types("2027-01-05 10:00", lead("SCT"), "me hours mon-tue 13:00-16:00")
    story.types("2027-01-20 12:00", lead("UKG"), "meeting close 1")
    story.types("2027-01-21 10:00", SECRETARIAT, "meeting cancel 2 reason:election")
    story.until("2027-02-01 18:00")
    said = [line for line in told(story) if "lead.sct" in line and "Over to Scotland" in line]
    assert said == ["Mon 25 Jan 13:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 21 July 2027"]


def test_quieter_is_the_day_itself_and_once_a_week_while_overdue(story: Story) -> None:
    add(story, "2027-02-01 10:00", deputy("WLS"), "25 March 2027")
    story.types("2027-02-01 10:05", deputy("WLS"), "me quieter")
    story.until("2027-04-14 12:00")
    assert story.told(deputy("WLS")) == [
        "Thu 25 Mar 09:00 deputy.wls: One action needs you",
        "Tue 30 Mar 09:00 deputy.wls: One action of yours is overdue",
        "Mon 5 Apr 09:00 deputy.wls: One action of yours is overdue",
        "Mon 12 Apr 09:00 deputy.wls: One action of yours is overdue",
    ]
    assert "25 March" in story.diary.said[0].text


def test_due_on_a_day_off_is_said_on_the_next_working_day(story: Story) -> None:
    story.types("2027-01-11 10:05", lead("NIR"), "me quieter")
    add(story, "2027-01-11 10:10", lead("NIR"), "26 March 2027")
    story.until("2027-03-30 12:00")
    assert story.told(lead("NIR")) == ["Tue 30 Mar 09:00 lead.nir: One action of yours is overdue"]


def test_a_quieter_lead_hears_of_the_long_overdue_of_others_once_a_week(story: Story) -> None:
    add(story, "2027-01-11 10:05", deputy("SCT"), "13 January 2027")
    story.types("2027-01-11 10:10", lead("SCT"), "me quieter")
    story.until("2027-02-02 12:00")
    assert story.told(lead("SCT")) == [
        "Mon 25 Jan 09:00 lead.sct: One action is long overdue",
        "Mon 1 Feb 09:00 lead.sct: One action is long overdue",
    ]


def test_what_is_not_due_yet_does_not_stand_in_a_quieter_digest(story: Story) -> None:
    story.types("2027-01-11 10:00", lead("SCT"), "me quieter")
    add(story, "2027-01-11 10:05", lead("SCT"), "20 January 2027", "Today's")
    add(story, "2027-01-11 10:05", lead("SCT"), "21 January 2027", "Tomorrow's")
    story.until("2027-01-20 12:00")
    (said,) = story.diary.said
    assert "Today's" in said.text
    assert "Tomorrow's" not in said.text


def test_half_a_year_of_the_same_actions_counted_for_two_people(story: Story) -> None:
    """The leads of Scotland and Wales have the same to do, half of it in time. One asked for quieter."""
    story.types("2027-01-11 10:00", lead("WLS"), "me quieter")
    day = datetime(2027, 1, 25)
    for number in range(24):
        due = day + timedelta(days=6 * number)
        for owner in (lead("SCT"), lead("WLS")):
            add(story, "2027-01-11 10:05", owner, f"{due:%d/%m/%Y}", f"Number {number}")
    for number in range(24):
        done = day + timedelta(days=6 * number + (-1 if number % 2 else 8))
        for ref in (2 * number + 1, 2 * number + 2):
            story.types(f"{done:%Y-%m-%d} 15:00", SECRETARIAT, f"action done VAWG-{ref}")
    story.until("2027-07-12 12:00")
    counted = Counter(said.to for said in story.diary.said if said.direct and "action" in said.message.title)
    assert 0 < counted[lead("WLS")] < 0.75 * counted[lead("SCT")], counted
    weeks = Counter((said.to, said.at.isocalendar()[:2]) for said in story.diary.said if said.direct)
    assert max(weeks.values()) <= BUDGET
    for number in range(0, 24, 2):
        falls = (day + timedelta(days=6 * number)).date()
        days = [
            said.at.date() for said in story.diary.said if said.to == lead("WLS") and f"Number {number} " in said.text
        ]
        assert any(falls <= when <= falls + timedelta(days=8) for when in days), number
        assert not any(when < falls for when in days), number


def test_turns_are_told_to_the_quieter_as_to_everybody(database: Database) -> None:
    """The same lines as for those who set nothing."""
    story = begun(database)
    for seat in ("UKG", "SCT", "WLS"):
        story.types("2027-01-04 09:31", lead(seat), "me quieter")
    story.types("2027-01-20 12:00", lead("UKG"), "meeting close 1")
    story.until("2027-04-21 09:00")
    said = Counter(who for line in told(story) if (who := line.split()[4]).startswith("lead."))
    assert said == {"lead.sct:": 5, "lead.ukg:": 2, "lead.wls:": 3}


def test_off_is_the_usual_again(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.types("2027-01-12 10:00", lead("SCT"), "me quieter")
    story.types("2027-01-19 10:00", lead("SCT"), "me quieter off")
    story.until("2027-01-22 12:00")
    assert story.told() == [
        "Thu 21 Jan 09:00 lead.sct: One action needs you",
        "Fri 22 Jan 09:00 lead.sct: One action needs you",
    ]
