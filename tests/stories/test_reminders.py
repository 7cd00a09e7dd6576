"""Months of reminders on a fast-forward clock: the exact list of what was said, to whom, when.

2027: Good Friday is 26 March, Easter Monday 29 March (a holiday in Wales, not in Scotland), clocks change on 28 March
and 31 October.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Post
from bot.domain.reminders import BUDGET
from tests.copies import copied
from tests.stories.diary import Story
from tests.world import SECRETARIAT, deputy, exchange, lead, member_of_another_group

MEMBER = "mena.sct@example.org"


@pytest.fixture
@copied
def story(database: Database) -> Story:
    """The exchange on Monday 11 January 2027, 10:00."""
    exchange(database)
    return Story(database, "2027-01-11 10:00")


def add(story: Story, when: str, owner: str, due: str, text: str = "Report") -> None:
    story.types(when, SECRETARIAT, f'action add "{text}" owner:{owner} due:"{due}" extent:all')


def test_one_action_from_its_first_reminder_to_the_secretariat_over_easter_and_the_clock_change(story: Story) -> None:
    add(story, "2027-02-01 10:00", deputy("WLS"), "25 March 2027")
    story.until("2027-04-14 12:00")
    assert story.told() == [
        "Mon 15 Mar 09:00 deputy.wls: One action needs you",
        "Mon 22 Mar 09:00 deputy.wls: One action needs you",
        "Wed 24 Mar 09:00 deputy.wls: One action needs you",
        "Tue 30 Mar 09:00 deputy.wls: One action of yours is overdue",
        "Mon 5 Apr 09:00 deputy.wls: One action of yours is overdue",
        "Mon 5 Apr 09:00 lead.wls: One action is long overdue",
        "Mon 12 Apr 09:00 deputy.wls: One action of yours is overdue",
        "Mon 12 Apr 09:00 lead.wls: One action is long overdue",
        "Mon 12 Apr 09:00 sam: One action is long overdue",
    ]


def test_each_waits_for_the_working_days_of_their_own_administration(story: Story) -> None:
    for seat in ("SCT", "WLS", "NIR", "IRL"):
        add(story, "2027-03-15 10:00", lead(seat), "1 April 2027")
    story.until("2027-03-31 12:00")
    said = story.told()
    assert said[:4] == [f"Mon 22 Mar 09:00 lead.{seat}: One action needs you" for seat in ("irl", "nir", "sct", "wls")]
    assert said[4] == "Mon 29 Mar 09:00 lead.sct: One action needs you"
    assert said[5:8] == [f"Tue 30 Mar 09:00 lead.{seat}: One action needs you" for seat in ("irl", "nir", "wls")]
    assert said[8:] == [f"Wed 31 Mar 09:00 lead.{seat}: One action needs you" for seat in ("irl", "nir", "sct", "wls")]


def test_nine_o_clock_is_kept_when_clocks_go_back_and_in_dublin_too(story: Story) -> None:
    add(story, "2027-10-11 10:00", lead("IRL"), "3 November 2027")
    story.until("2027-11-03 12:00")
    assert story.told() == [
        "Tue 26 Oct 09:00 lead.irl: One action needs you",
        "Mon 1 Nov 09:00 lead.irl: One action needs you",
        "Tue 2 Nov 09:00 lead.irl: One action needs you",
    ]
    instants = [said.at.utcoffset() for said in story.diary.said]
    assert instants == [timedelta(hours=1), timedelta(0), timedelta(0)]


def test_office_hours_and_zone_are_the_persons_own(story: Story) -> None:
    with story.world.database.writing("test") as uow:
        uow.session.execute(
            update(models.Official)
            .where(models.Official.email == lead("SCT"))
            .values(zone="America/New_York", hours_from=time(7, 30))
        )
    add(story, "2027-01-11 12:31", lead("SCT"), "22 January 2027")
    story.until("2027-01-22 12:00")
    assert story.told() == [
        "Mon 18 Jan 12:30 lead.sct: One action needs you",
        "Thu 21 Jan 12:30 lead.sct: One action needs you",
    ]


def test_a_finished_dropped_or_moved_action_is_not_spoken_of_again(story: Story) -> None:
    for number in (1, 2, 3, 4):
        add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027", f"Number {number}")
    story.types("2027-01-18 10:00", lead("SCT"), "action done VAWG-1")
    story.types("2027-01-18 10:00", lead("SCT"), "action drop VAWG-2 reason:none")
    story.types("2027-01-18 10:00", lead("SCT"), "action due VAWG-3 12 Feb")
    story.until("2027-01-21 12:00")
    first, second = (said.text for said in story.diary.said)
    assert [f"Number {number}" in first for number in (1, 2, 3, 4)] == [True] * 4
    assert [f"Number {number}" in second for number in (1, 2, 3, 4)] == [False, False, False, True]
    story.types("2027-01-21 13:00", lead("SCT"), "done VAWG-4")
    story.until("2027-02-01 08:00")
    assert len(story.told()) == 2
    story.until("2027-02-12 12:00")
    assert story.told()[2:] == [
        "Mon 1 Feb 09:00 lead.sct: One action needs you",
        "Mon 8 Feb 09:00 lead.sct: One action needs you",
        "Thu 11 Feb 09:00 lead.sct: One action needs you",
    ]


def test_taking_back_done_brings_the_reminders_back(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.types("2027-01-20 10:00", lead("SCT"), "done VAWG-1")
    story.types("2027-01-20 10:05", lead("SCT"), "undo")
    story.until("2027-01-21 12:00")
    assert story.told() == [
        "Mon 18 Jan 09:00 lead.sct: One action needs you",
        "Thu 21 Jan 09:00 lead.sct: One action needs you",
    ]


def test_every_button_of_a_digest_still_works_days_later(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.until("2027-01-18 12:00")
    assert "/wg action done VAWG-1" in story.diary.said[0].text
    assert "VAWG-1 is done." in story.types("2027-01-27 10:00", lead("SCT"), "action done VAWG-1")


def test_whoever_takes_up_a_vacated_post_is_reminded_and_until_then_its_lead(story: Story) -> None:
    story.types("2027-01-11 10:05", SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    add(story, "2027-01-11 10:05", MEMBER, "22 January 2027")
    story.types("2027-01-15 10:00", SECRETARIAT, f"member remove {MEMBER}")
    story.types("2027-01-20 10:00", SECRETARIAT, "member add noor@example.org name:Noor seat:SCT as:member")
    with story.world.database.writing("test") as uow:
        noor = uow.people.by_email("noor@example.org")
        assert noor is not None
        uow.session.add(
            models.Account(
                official_id=noor.id,
                platform="web",
                workspace="demo",
                account="noor@example.org",
                created_at=story.world.now,
            )
        )
    story.until("2027-01-25 12:00")
    assert story.told() == [
        "Fri 15 Jan 10:00 lead.sct: Mena has left, and one action has nobody to do it",
        "Mon 18 Jan 09:00 lead.sct: One action needs you",
        "Thu 21 Jan 09:00 noor: One action needs you",
        "Fri 22 Jan 09:00 noor: One action needs you",
        "Mon 25 Jan 09:00 noor: One action of yours is overdue",
    ]


def test_one_message_takes_in_all_groups_of_a_person(story: Story) -> None:
    member_of_another_group(story.world.database, "ana@example.com")
    with story.world.database.writing("test") as uow:
        other = uow.groups.by_slug("other")
        official = uow.people.by_email(lead("SCT"))
        assert other is not None
        assert official is not None
        post = models.PostRecord(group_id=other.id, seat_id=None, kind=Post.SECRETARIAT)
        uow.session.add(post)
        uow.session.flush()
        uow.session.add(models.Holder(post_id=post.id, official_id=official.id, since=story.world.now))
    add(story, "2027-01-11 10:05", lead("SCT"), "20 January 2027")
    story.types(
        "2027-01-11 10:05",
        lead("SCT"),
        f"action add Elsewhere group:other owner:{lead('SCT')} due:21/1/2027 extent:all",
    )
    story.until("2027-01-18 12:00")
    (said,) = story.diary.said
    assert said.message.title == "2 actions need you"
    assert "OTHER-1 Elsewhere" in said.text
    assert "VAWG-1 Report" in said.text


def test_nothing_is_lost_and_nobody_is_woken_when_nothing_ran_for_three_days(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.sleeps("2027-01-21 03:00")
    story.until("2027-01-21 12:00")
    assert story.told() == ["Thu 21 Jan 09:00 lead.sct: One action needs you"]


def test_a_digest_that_is_late_within_office_hours_is_said_at_once(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.sleeps("2027-01-18 11:20")
    story.until("2027-01-18 12:00")
    assert story.told() == ["Mon 18 Jan 11:20 lead.sct: One action needs you"]


def test_a_change_at_the_very_moment_of_a_digest_loses_nothing(story: Story) -> None:
    add(story, "2027-01-11 10:05", lead("SCT"), "22 January 2027")
    story.sleeps("2027-01-18 09:00")
    story.world.says(SECRETARIAT, f'action add "Another" owner:{lead("SCT")} due:"22 January 2027" extent:all')
    story.until("2027-01-18 12:00")
    assert story.told() == ["Mon 18 Jan 09:00 lead.sct: 2 actions need you"]


def test_half_a_year_of_many_actions_stays_within_two_messages_a_week(story: Story) -> None:
    story.types("2027-01-11 10:05", SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    with story.world.database.writing("test") as uow:
        mena = uow.people.by_email(MEMBER)
        assert mena is not None
        uow.session.add(
            models.Account(
                official_id=mena.id, platform="web", workspace="demo", account=MEMBER, created_at=story.world.now
            )
        )
    owners = (MEMBER, deputy("NIR"), lead("WLS"))
    day = datetime(2027, 1, 25)
    for number in range(48):
        due = day + timedelta(days=3 * number)
        add(story, "2027-01-11 10:05", owners[number % 3], f"{due:%d/%m/%Y}", f"Number {number}")
    for number in range(0, 48, 2):
        done = day + timedelta(days=3 * number - 1)
        story.types(f"{done:%Y-%m-%d} 15:00", SECRETARIAT, f"action done VAWG-{number + 1}")
    story.until("2027-07-12 12:00")
    weeks = Counter((said.to, said.at.isocalendar()[:2]) for said in story.diary.said if said.direct)
    assert max(weeks.values()) == BUDGET
    assert len({(said.to, said.at.date()) for said in story.diary.said}) == len(story.diary.said)
    assert all(said.at.weekday() < 5 and said.at.time() == time(9) for said in story.diary.said)
    texts = [(said.at.date(), said.text) for said in story.diary.said]
    for number in range(1, 48, 2):
        last = (day + timedelta(days=3 * number)).date()
        told = [when for when, text in texts if f"VAWG-{number + 1} Number {number} " in text]
        assert any(when < last for when in told)
        assert any(last < when <= last + timedelta(days=11) for when in told)
