"""Turns on a fast-forward clock: who is told what and when, and that what was projected is what happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.commands import Invocation
from bot.db.unit_of_work import Database
from bot.domain.people import Account
from bot.domain.rotation import Turn
from bot.services import rotation
from tests.stories.diary import Story
from tests.world import SECRETARIAT, exchange, lead, with_rota

QUARTERLY = "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"
GROUP = "Ending violence against women and girls"


def begun(database: Database, series: str = QUARTERLY, start: str = "2027-01-04 09:30") -> Story:
    """The exchange with its rota and its series."""
    group_id = exchange(database)
    story = Story(database, start)
    with_rota(database, group_id, now=story.clock())
    story.types(start, SECRETARIAT, f'meeting series "{series}"')
    return story


def turns(story: Story, count: int = 10) -> tuple[Turn, ...]:
    """The next turns as they are projected now."""
    with story.world.database.reading() as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        return rotation.upcoming(uow, group=group, now=story.clock(), count=count)


def happened(story: Story) -> list[tuple[int, str | None, str | None]]:
    """Number, chair and host of the meetings that were held or cancelled, as they stand in the record."""
    with story.world.database.reading() as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        past = sorted(meeting.number for meeting in uow.meetings.past(group.id))
        found = rotation.by_meeting(uow, group=group, now=story.clock())
        return [(number, found[number].chair, found[number].host) for number in past]


def reaches(database: Database, who: str) -> None:
    """Give somebody an account in the console, so that they can be told things there."""
    with database.writing("test") as uow:
        official = uow.people.by_email(who)
        assert official is not None
        uow.people.tie(Account("web", "demo", who), official.id, datetime(2027, 9, 1, tzinfo=UTC))


def told(story: Story) -> list[str]:
    """What was said directly, in order; what was said at one instant in the order of the alphabet."""
    said = sorted(
        (one for one in story.diary.said if one.direct),
        key=lambda one: (one.at.replace(second=0, microsecond=0), one.line),
    )
    return [one.line.replace(GROUP, "VAWG") for one in said]


TWO_YEARS = """
Mon 4 Jan 09:30 lead.ukg: UK Government chairs VAWG on Wednesday 20 January 2027
Tue 5 Jan 09:00 lead.sct: Scotland hosts VAWG on Wednesday 20 January 2027
Thu 7 Jan 09:00 deputy.sct: Not answered yet: Scotland hosts VAWG on Wednesday 20 January 2027
Tue 12 Jan 09:00 sam: Not answered yet: Scotland hosts VAWG on Wednesday 20 January 2027
Wed 13 Jan 09:00 lead.sct: Please answer: Scotland hosts VAWG on Wednesday 20 January 2027
Wed 13 Jan 09:00 lead.ukg: UK Government chairs VAWG on Wednesday 20 January 2027: what you need
Wed 20 Jan 12:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 21 April 2027
Wed 20 Jan 12:00 lead.wls: Wales hosts VAWG on Wednesday 21 April 2027
Wed 24 Mar 09:00 lead.sct: Please answer: Scotland chairs VAWG on Wednesday 21 April 2027
Wed 24 Mar 09:00 lead.wls: Please answer: Wales hosts VAWG on Wednesday 21 April 2027
Tue 30 Mar 09:00 deputy.sct: Not answered yet: Scotland chairs VAWG on Wednesday 21 April 2027
Wed 31 Mar 09:00 deputy.wls: Not answered yet: Wales hosts VAWG on Wednesday 21 April 2027
Fri 2 Apr 09:00 sam: Not answered yet: Scotland chairs VAWG on Wednesday 21 April 2027
Mon 5 Apr 09:00 sam: Not answered yet: Wales hosts VAWG on Wednesday 21 April 2027
Wed 14 Apr 09:00 lead.sct: Scotland chairs VAWG on Wednesday 21 April 2027: what you need
Wed 14 Apr 09:00 lead.wls: Please answer: Wales hosts VAWG on Wednesday 21 April 2027
Wed 21 Apr 12:00 lead.nir: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Wed 21 Apr 12:00 lead.wls: Over to Wales: it chairs VAWG next, on Wednesday 21 July 2027
Wed 23 Jun 09:00 lead.nir: Please answer: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Wed 23 Jun 09:00 lead.wls: Please answer: Wales chairs VAWG on Wednesday 21 July 2027
Mon 28 Jun 09:00 deputy.nir: Not answered yet: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Mon 28 Jun 09:00 deputy.wls: Not answered yet: Wales chairs VAWG on Wednesday 21 July 2027
Thu 1 Jul 09:00 sam: Not answered yet: Northern Ireland hosts VAWG on Wednesday 21 July 2027
Thu 1 Jul 09:00 sam: Not answered yet: Wales chairs VAWG on Wednesday 21 July 2027
Thu 1 Jul 10:00 lead.irl: VAWG: Ireland's next turns move
Thu 1 Jul 10:00 lead.nir: VAWG: Northern Ireland's next turn in the chair is now on Wednesday 19 January 2028
Thu 1 Jul 10:00 lead.nir: Northern Ireland hosts VAWG on Wednesday 20 October 2027
Thu 1 Jul 10:00 lead.sct: VAWG: Scotland's next turn to host comes later
Thu 1 Jul 10:00 lead.ukg: VAWG: UK Government's next turn to host is now on Wednesday 19 April 2028
Thu 1 Jul 10:00 lead.wls: Over to Wales: it chairs VAWG next, on Wednesday 20 October 2027
Thu 1 Jul 10:00 sam: VAWG: Isle of Man's next turn in the chair comes later
Wed 22 Sep 09:00 lead.nir: Please answer: Northern Ireland hosts VAWG on Wednesday 20 October 2027
Wed 22 Sep 09:00 lead.wls: Please answer: Wales chairs VAWG on Wednesday 20 October 2027
Mon 27 Sep 09:00 deputy.nir: Not answered yet: Northern Ireland hosts VAWG on Wednesday 20 October 2027
Mon 27 Sep 09:00 deputy.wls: Not answered yet: Wales chairs VAWG on Wednesday 20 October 2027
Thu 30 Sep 09:00 sam: Not answered yet: Northern Ireland hosts VAWG on Wednesday 20 October 2027
Thu 30 Sep 09:00 sam: Not answered yet: Wales chairs VAWG on Wednesday 20 October 2027
Wed 13 Oct 09:00 lead.nir: Please answer: Northern Ireland hosts VAWG on Wednesday 20 October 2027
Wed 13 Oct 09:00 lead.wls: Wales chairs VAWG on Wednesday 20 October 2027: what you need
Wed 20 Oct 13:00 lead.wls: VAWG: was meeting 4 held on Wednesday 20 October 2027, 10:00?
Wed 20 Oct 13:00 sam: VAWG: was meeting 4 held on Wednesday 20 October 2027, 10:00?
Tue 26 Oct 10:00 lead.irl: Ireland hosts VAWG on Wednesday 19 January 2028
Tue 26 Oct 10:00 lead.nir: Over to Northern Ireland: it chairs VAWG next, on Wednesday 19 January 2028
Mon 1 Nov 10:00 lead.imn: VAWG: Isle of Man's next turns move
Mon 1 Nov 10:00 lead.sct: VAWG: Scotland's next turn to host comes later
Mon 1 Nov 10:00 lead.ukg: VAWG: UK Government's next turn in the chair is now on Wednesday 19 July 2028
Wed 22 Dec 09:00 lead.irl: Please answer: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 22 Dec 09:00 lead.nir: Please answer: Northern Ireland chairs VAWG on Wednesday 19 January 2028
Mon 27 Dec 09:00 deputy.irl: Not answered yet: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 29 Dec 09:00 deputy.nir: Not answered yet: Northern Ireland chairs VAWG on Wednesday 19 January 2028
Thu 30 Dec 09:00 sam: Not answered yet: Ireland hosts VAWG on Wednesday 19 January 2028
Tue 4 Jan 09:00 sam: Not answered yet: Northern Ireland chairs VAWG on Wednesday 19 January 2028
Wed 12 Jan 09:00 lead.irl: Please answer: Ireland hosts VAWG on Wednesday 19 January 2028
Wed 12 Jan 09:00 lead.nir: Northern Ireland chairs VAWG on Wednesday 19 January 2028: what you need
Wed 19 Jan 12:00 lead.imn: Over to Isle of Man: it chairs VAWG next, on Wednesday 19 April 2028
Wed 19 Jan 12:00 lead.ukg: UK Government hosts VAWG on Wednesday 19 April 2028
Wed 22 Mar 09:00 lead.imn: Please answer: Isle of Man chairs VAWG on Wednesday 19 April 2028
Wed 22 Mar 09:00 lead.ukg: Please answer: UK Government hosts VAWG on Wednesday 19 April 2028
Mon 27 Mar 09:00 deputy.ukg: Not answered yet: UK Government hosts VAWG on Wednesday 19 April 2028
Mon 27 Mar 09:00 sam: Not answered yet: Isle of Man chairs VAWG on Wednesday 19 April 2028
Thu 30 Mar 09:00 sam: Not answered yet: UK Government hosts VAWG on Wednesday 19 April 2028
Wed 12 Apr 09:00 lead.imn: Isle of Man chairs VAWG on Wednesday 19 April 2028: what you need
Wed 12 Apr 09:00 lead.ukg: Please answer: UK Government hosts VAWG on Wednesday 19 April 2028
Wed 19 Apr 12:00 lead.imn: Isle of Man hosts VAWG on Wednesday 19 July 2028
Wed 19 Apr 12:00 lead.ukg: Over to UK Government: it chairs VAWG next, on Wednesday 19 July 2028
Wed 21 Jun 09:00 lead.imn: Please answer: Isle of Man hosts VAWG on Wednesday 19 July 2028
Wed 21 Jun 09:00 lead.ukg: Please answer: UK Government chairs VAWG on Wednesday 19 July 2028
Mon 26 Jun 09:00 deputy.ukg: Not answered yet: UK Government chairs VAWG on Wednesday 19 July 2028
Mon 26 Jun 09:00 sam: Not answered yet: Isle of Man hosts VAWG on Wednesday 19 July 2028
Thu 29 Jun 09:00 sam: Not answered yet: UK Government chairs VAWG on Wednesday 19 July 2028
Wed 12 Jul 09:00 lead.imn: Please answer: Isle of Man hosts VAWG on Wednesday 19 July 2028
Wed 12 Jul 09:00 lead.ukg: UK Government chairs VAWG on Wednesday 19 July 2028: what you need
Wed 19 Jul 12:00 lead.nir: Northern Ireland hosts VAWG on Wednesday 18 October 2028
Wed 19 Jul 12:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 18 October 2028
Wed 20 Sep 09:00 lead.nir: Please answer: Northern Ireland hosts VAWG on Wednesday 18 October 2028
Wed 20 Sep 09:00 lead.sct: Please answer: Scotland chairs VAWG on Wednesday 18 October 2028
Mon 25 Sep 09:00 deputy.nir: Not answered yet: Northern Ireland hosts VAWG on Wednesday 18 October 2028
Mon 25 Sep 09:00 deputy.sct: Not answered yet: Scotland chairs VAWG on Wednesday 18 October 2028
Thu 28 Sep 09:00 sam: Not answered yet: Northern Ireland hosts VAWG on Wednesday 18 October 2028
Thu 28 Sep 09:00 sam: Not answered yet: Scotland chairs VAWG on Wednesday 18 October 2028
Wed 11 Oct 09:00 lead.nir: Please answer: Northern Ireland hosts VAWG on Wednesday 18 October 2028
Wed 11 Oct 09:00 lead.sct: Scotland chairs VAWG on Wednesday 18 October 2028: what you need
"""


def test_two_years(database: Database) -> None:
    story = begun(database)
    story.types("2027-01-04 10:00", lead("UKG"), "rota accept VAWG-M1 role:chair")
    story.types("2027-01-20 12:00", lead("UKG"), "meeting close 1")
    story.types("2027-03-01 10:00", SECRETARIAT, "seat add IMN from:1/9/2027")
    story.types("2027-04-21 12:00", lead("SCT"), "meeting close 2")
    story.types("2027-07-01 10:00", SECRETARIAT, "meeting cancel 3 reason:summer")
    story.types("2027-09-02 10:00", SECRETARIAT, "member add lead.imn@example.org seat:IMN as:lead")
    reaches(database, lead("IMN"))
    before = turns(story, 2)
    story.types("2027-10-26 10:00", lead("WLS"), "meeting close 4")
    story.types("2027-11-01 10:00", SECRETARIAT, "seat leave IRL on:1/3/2028")
    story.types("2028-01-19 12:00", lead("NIR"), "meeting close 5")
    later = turns(story, 3)
    for number, chair, day in ((6, "IMN", "2028-04-19"), (7, "UKG", "2028-07-19"), (8, "SCT", "2028-10-18")):
        story.types(f"{day} 12:00", lead(chair), f"meeting close {number}")
    assert happened(story) == [
        (1, "UKG", "SCT"),
        (2, "SCT", "WLS"),
        (3, None, None),
        (4, "WLS", "NIR"),
        (5, "NIR", "IRL"),
        (6, "IMN", "UKG"),
        (7, "UKG", "IMN"),
        (8, "SCT", "NIR"),
    ]
    assert [(turn.number, turn.chair, turn.host) for turn in (*before, *later)] == happened(story)[3:]
    assert told(story) == TWO_YEARS.strip().split("\n")


def test_turns_move_once_however_often_the_meeting_is_closed(database: Database) -> None:
    story = begun(database)
    story.until("2027-01-20 12:00")
    press = Invocation("terminal", "", lead("UKG"), "meeting close VAWG-M1", address=lead("UKG"), request="press-1")
    answers = [story.world.dispatcher(press) for _ in range(2)]
    assert replace(answers[0], concerned=()) == answers[1]
    assert "held already" in story.world.refuses(SECRETARIAT, "meeting close 1")
    story.until("2027-01-22 12:00")
    with database.reading() as uow:
        events = [entry.event for entry in uow.ledger.entries(1)]
    assert [event["number"] for event in events if event["event"] == "held"] == [1]
    assert [(e["number"], e["role"], e["seat"]) for e in events if e["event"] == "told"] == [
        (1, "chair", "UKG"),
        (1, "host", "SCT"),
        (2, "chair", "SCT"),
        (2, "host", "WLS"),
    ]
    assert [line for line in told(story) if "Wed 20 Jan" in line] == [
        "Wed 20 Jan 12:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 21 April 2027",
        "Wed 20 Jan 12:00 lead.wls: Wales hosts VAWG on Wednesday 21 April 2027",
    ]


def test_what_is_projected_is_what_happens(database: Database) -> None:
    """Every two weeks: notices come before the meetings in between are closed."""
    story = begun(database, "every 2 weeks on tuesday at 14:00")
    expected = turns(story, 12)
    for turn in expected:
        story.types(f"{turn.day} 16:30", SECRETARIAT, f"meeting close {turn.number}")
    assert happened(story) == [(turn.number, turn.chair, turn.host) for turn in expected]


def test_a_told_turn_of_a_seat_that_leaves_goes_on_at_the_start_of_the_day(database: Database) -> None:
    story = begun(database)
    story.types("2027-01-20 12:00", lead("UKG"), "meeting close 1")
    story.types("2027-02-01 10:00", SECRETARIAT, "seat leave SCT on:1/3/2027")
    story.until("2027-02-28 23:59")
    assert not any("lead.irl: Over to" in line for line in told(story))
    story.until("2027-03-01 00:01")
    # Wales was told to host, and Northern Ireland is before its election.
    assert "Ireland (told)" in story.world.says(SECRETARIAT, "next")
    assert not any("lead.irl: Over to" in line for line in told(story)), "nobody is woken"
    story.until("2027-03-01 09:00")
    assert told(story)[-1] == (
        "Mon 1 Mar 09:00 lead.irl: Over to Ireland: it chairs VAWG next, on Wednesday 21 April 2027"
    )
    history = story.world.says(SECRETARIAT, "rota history")
    assert history.index("no longer chairs") < history.rindex("told to chair")


def test_an_assumed_meeting_can_be_put_right_until_the_next_turn_is_told(database: Database) -> None:
    story = begun(database)
    story.until("2027-01-25 12:00")
    assert happened(story) == [(1, "UKG", "SCT")]
    assert "over to" not in " ".join(told(story)).lower()
    story.types("2027-01-25 12:05", lead("UKG"), "meeting cancel 1 reason:storm")
    story.until("2027-01-25 12:10")
    assert happened(story) == [(1, None, None)]
    assert [(turn.number, turn.chair, turn.host) for turn in turns(story, 2)] == [(2, "UKG", "SCT"), (3, "SCT", "WLS")]
    assert told(story)[-7:] == [
        "Mon 25 Jan 12:05 lead.irl: VAWG: Ireland's next turns move",
        "Mon 25 Jan 12:05 lead.nir: VAWG: Northern Ireland's next turns move",
        "Mon 25 Jan 12:05 lead.sct: VAWG: Scotland's next turn in the chair is now on Wednesday 21 July 2027",
        "Mon 25 Jan 12:05 lead.sct: Scotland hosts VAWG on Wednesday 21 April 2027",
        "Mon 25 Jan 12:05 lead.ukg: VAWG: UK Government's next turn to host comes later",
        "Mon 25 Jan 12:05 lead.ukg: UK Government chairs VAWG on Wednesday 21 April 2027",
        "Mon 25 Jan 12:05 lead.wls: VAWG: Wales's next turns move",
    ]


def test_what_was_assumed_stands_once_the_next_turn_is_told(database: Database) -> None:
    story = begun(database)
    story.until("2027-03-24 09:30")
    assert told(story)[-2:] == [
        "Wed 24 Mar 09:00 lead.sct: Over to Scotland: it chairs VAWG next, on Wednesday 21 April 2027",
        "Wed 24 Mar 09:00 lead.wls: Wales hosts VAWG on Wednesday 21 April 2027",
    ]
    assert "counts as held" in story.diary.said[-1].text + story.diary.said[-2].text
    refused = story.world.refuses(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert "what is noted of meeting 1 stands" in refused
