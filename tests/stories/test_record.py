"""A year of meetings from agenda to approved minutes: an election, a storm, a meeting cancelled and called again.

2027: the Northern Ireland Assembly is elected on 6 May, so that nothing is published from 25 March to that day.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.commands import Invocation
from bot.db.unit_of_work import Database
from bot.domain.people import Account
from bot.messages.model import Document
from tests.copies import copied
from tests.stories.diary import Story
from tests.world import SEATS, SECRETARIAT, exchange, lead, with_rota

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"'
GROUP = "Ending violence against women and girls"
MEMBER = "mena.wls@example.org"


@pytest.fixture
@copied
def story(database: Database) -> Story:
    """The exchange on Monday 4 January 2027, with its series, a channel, and a member of the Welsh seat."""
    with_rota(database, exchange(database))
    found = Story(database, "2027-01-04 10:00")
    found.world.dispatcher(Invocation("web", "demo", SECRETARIAT, "group link", channel="CVAWG", address=SECRETARIAT))
    found.types("2027-01-04 10:00", SECRETARIAT, SERIES)
    found.types("2027-01-04 10:00", SECRETARIAT, f"member add {MEMBER} seat:WLS as:member name:Mena")
    with database.writing("test") as uow:
        member = uow.people.by_email(MEMBER)
        assert member is not None
        uow.people.tie(Account("web", "demo", MEMBER), member.id, datetime(2027, 1, 1, tzinfo=UTC))
    return found


def about(story: Story, word: str, since: int = 0) -> list[str]:
    """The lines of what was said directly with this word in it, in the order of the alphabet at one instant."""
    said = [one for one in story.diary.said[since:] if one.direct and word in one.message.title]
    ordered = sorted(said, key=lambda one: (one.at.replace(second=0, microsecond=0), one.line))
    return [one.line.replace(f"{GROUP}: ", "") for one in ordered]


def posted(story: Story) -> list[str]:
    """What stands in the group's channel."""
    return [one.message.title.replace(f"{GROUP}: ", "") for one in story.diary.said if not one.direct]


def everybody_comes(story: Story, when: str) -> None:
    for seat in SEATS:
        story.types(when, SECRETARIAT, f"attend {seat} present")


PEOPLE = sorted([*(f"{post}.{seat.lower()}" for post in ("lead", "deputy") for seat in SEATS), "mena.wls"])


def members(when: str, number: int, day: str) -> list[str]:
    """The same line to everybody who sits for a seat."""
    return [f"{when} {who}: meeting {number} is on {day}. The agenda so far" for who in PEOPLE]


def test_a_year_from_the_first_item_to_the_exported_record(story: Story) -> None:
    types = story.types

    # January: items from members, a late paper, a meeting recorded line by line.
    types("2027-01-05 10:00", MEMBER, 'agenda add "Refuge places" minutes:30 paper:https://example.org/places')
    types("2027-01-05 10:00", lead("SCT"), 'agenda add "A glossary" minutes:20')
    assert "marked late" in types("2027-01-12 10:00", lead("SCT"), "agenda paper 2 https://example.org/glossary")
    types("2027-01-18 10:00", lead("NIR"), 'agenda add "Housing" minutes:15')
    story.until("2027-01-20 09:59")
    first = "Wednesday 20 January 2027"
    assert about(story, "The agenda so far") == [
        *members("Mon 11 Jan 09:00", 1, first),
        f"Mon 18 Jan 09:00 lead.ukg: 2 days to meeting 1 on {first}. The agenda so far",
        f"Mon 18 Jan 09:00 sam: 2 days to meeting 1 on {first}. The agenda so far",
        *members("Tue 19 Jan 09:00", 1, first),
    ], "what fell on a weekend was said on the first working day; 21 days before nothing was on it"
    types("2027-01-20 10:00", lead("UKG"), "meeting open 1")
    everybody_comes(story, "2027-01-20 10:02")
    said = types(
        "2027-01-20 10:30",
        SECRETARIAT,
        "agenda next\n"
        "note Wales will share its figures\n"
        'decide "Share figures on refuge places" extent:ENG,WLS clearance:SCT by:"17 Feb"\n'
        f'action add "Publish the figures" owner:{MEMBER} due:"12 Mar" extent:WLS\n'
        "agenda next",
    )
    assert said.startswith("5 lines are done.")
    types("2027-01-20 10:50", SECRETARIAT, 'agenda defer until:"1 July"')
    types("2027-01-20 12:00", lead("UKG"), "meeting close 1")
    story.until("2027-02-10 12:00")
    assert about(story, "cleared by") == [
        "Wed 10 Feb 09:00 lead.sct: Is VAWG-D1 cleared by Scotland? The answer is wanted by Wednesday 17 February 2027"
    ]
    assert "VAWG-D1: agreed" in types("2027-02-10 12:00", lead("SCT"), "decision clear 1 given")
    assert "released, in the group's channel" in types("2027-02-11 10:00", SECRETARIAT, "summary release 1")

    # April: an election in Northern Ireland.
    types("2027-03-20 10:00", MEMBER, 'agenda add "Young people" minutes:20')
    types("2027-04-21 10:00", lead("SCT"), "meeting open 2")
    everybody_comes(story, "2027-04-21 10:01")
    types("2027-04-21 10:02", SECRETARIAT, "minutes approve 1")
    types("2027-04-21 10:05", SECRETARIAT, "agenda next")
    types("2027-04-21 10:06", SECRETARIAT, 'decide "Meet young people" extent:all review:"1 Dec"')
    types("2027-04-21 12:00", lead("SCT"), "meeting close 2")
    held = types("2027-04-22 10:00", SECRETARIAT, "summary release 2")
    assert "is held until Friday 7 May 2027" in held
    assert "Northern Ireland: pre-election period, Thursday 25 March 2027 to Thursday 6 May 2027" in held
    story.until("2027-05-07 08:59")
    assert "summary of meeting 2" not in posted(story)
    story.until("2027-05-07 09:01")
    assert posted(story).count("summary of meeting 2") == 1

    # Between meetings: a decision in writing.
    types("2027-06-01 10:00", SECRETARIAT, 'decide "Fund a pilot" extent:SCT,WLS closes:"15 June"')
    for seat in ("UKG", "SCT", "WLS"):
        types("2027-06-03 10:00", lead(seat), "position 3 supports")
    types("2027-06-04 10:00", lead("IRL"), 'position 3 "not applicable"')
    story.until("2027-06-14 12:00")
    types("2027-06-14 12:00", lead("NIR"), 'position 3 reserves reason:"no budget yet"')
    types("2027-06-14 13:00", lead("NIR"), "position 3 supports")
    story.until("2027-06-16 12:00")
    asked = "stand? Please answer by Tuesday 15 June 2027, 17:00"
    names = {"irl": "Ireland", "nir": "Northern Ireland", "sct": "Scotland", "ukg": "UK Government", "wls": "Wales"}
    assert about(story, "stand?") == [
        f"Tue 1 Jun 10:00 lead.{code}: where does {name} {asked}" for code, name in names.items()
    ]
    assert about(story, "not answered yet") == [
        f"Mon 14 Jun 09:00 {who}.nir: Northern Ireland has not answered yet. It closes on Tuesday 15 June 2027, 17:00"
        for who in ("deputy", "lead")
    ]
    assert about(story, "Decided in writing") == [
        *(f"Wed 16 Jun 09:00 lead.{code}: Decided in writing. VAWG-D3: agreed" for code in names),
        "Wed 16 Jun 09:00 sam: Decided in writing. VAWG-D3: agreed",
    ], "closed at five, so it waits for the morning"
    assert posted(story).count("Decided in writing. VAWG-D3: agreed") == 1
    assert types("2027-06-16 12:00", lead("WLS"), "decision show 3").startswith("VAWG-D3: agreed")

    # July: a storm. The meeting is cancelled and called again; its agenda goes along.
    story.until("2027-07-19 09:30")
    assert "A glossary (put off at VAWG-M1)" in types("2027-07-19 09:30", lead("SCT"), "agenda")
    mark = len(story.diary.said)
    types("2027-07-19 10:00", SECRETARIAT, "meeting cancel 3 reason:storm")
    types("2027-07-19 10:05", SECRETARIAT, "meeting add 28 Jul 2027 10:00")
    again = types("2027-07-19 10:10", lead("SCT"), "agenda")
    assert "agenda of meeting 7 on Wednesday 28 July 2027" in again
    for text in ("A glossary (put off at VAWG-M1)", "Young people (carried over from VAWG-M2)"):
        assert text in again
    assert "Actions: one open, one of them overdue." in again
    story.until("2027-07-28 09:59")
    resent = "Wednesday 28 July 2027"
    assert about(story, "The agenda so far", mark) == [
        *(f"Mon 26 Jul 09:00 {who}: 2 days to meeting 7 on {resent}. The agenda so far" for who in ("lead.nir", "sam")),
        *members("Tue 27 Jul 09:00", 7, resent),
    ], "of the meeting that was cancelled nothing more is said"
    types("2027-07-28 10:00", lead("NIR"), "meeting open 7")
    types("2027-07-28 10:01", SECRETARIAT, "attend SCT present\nattend WLS present")
    without = types("2027-07-28 10:30", lead("NIR"), 'decide "Meet in Belfast" extent:NIR')
    assert "There was no quorum when this was decided." in without
    types("2027-07-28 10:31", SECRETARIAT, "minutes approve 2")
    assert "No quorum: 2 of 5" not in types("2027-07-28 12:00", lead("NIR"), "meeting close 7")

    # October: moved by a week, and the reminders with it.
    types("2027-10-01 10:00", MEMBER, 'agenda add "The next year"')
    mark = len(story.diary.said)
    types("2027-10-04 10:00", SECRETARIAT, 'meeting move 4 to:"27 Oct"')
    story.until("2027-10-26 12:00")
    moved = "Wednesday 27 October 2027"
    assert about(story, "The agenda so far", mark) == [
        *(f"Wed 6 Oct 09:00 {who}: 21 days to meeting 4 on {moved}. The agenda so far" for who in ("lead.wls", "sam")),
        *members("Mon 18 Oct 09:00", 4, moved),
        *(f"Mon 25 Oct 09:00 {who}: 2 days to meeting 4 on {moved}. The agenda so far" for who in ("lead.wls", "sam")),
        *members("Tue 26 Oct 09:00", 4, moved),
    ]
    types("2027-10-27 10:00", SECRETARIAT, "meeting open 4")
    types("2027-10-27 10:01", SECRETARIAT, "minutes approve 7")
    types("2027-10-27 12:00", SECRETARIAT, "meeting close 4")
    story.until("2027-12-01 12:00")
    assert about(story, "due for review") == [
        f"Wed 1 Dec 09:00 {who}: VAWG-D2 is due for review" for who in ("lead.irl", "sam")
    ]

    # What an ordinary member heard, and what the record says.
    weeks = Counter(one.at.isocalendar()[:2] for one in story.diary.said if one.direct and one.to.startswith("mena"))
    assert max(weeks.values()) <= 2
    rows = exported(story, "export decisions format:csv")
    assert [(row["ref"], row["meeting"], row["outcome"], row["extent"]) for row in rows] == [
        ("VAWG-D1", "1", "agreed", "ENG; WLS"),
        ("VAWG-D2", "2", "agreed", "ENG; IRL; NIR; SCT; WLS"),
        ("VAWG-D3", "", "agreed", "SCT; WLS"),
        ("VAWG-D4", "7", "agreed", "NIR"),
    ]
    assert rows[2]["positions"] == "IRL not applicable; NIR supports; SCT supports; UKG supports; WLS supports"
    assert rows[1]["review_on"] == "2027-12-01"
    with story.world.database.reading() as uow:
        assert list(uow.audit.verify()) == []


def exported(story: Story, text: str) -> list[dict[str, str]]:
    answered = story.world.asks(SECRETARIAT, text)
    assert isinstance(answered.reply, Document)
    with answered.reply.content as file:
        return list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"))))
