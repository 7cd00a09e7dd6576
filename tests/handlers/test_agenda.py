"""Agendas, as people type them: items from everybody, papers, and a meeting's way through them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.db.unit_of_work import Database
from bot.domain.people import Actor
from bot.services import rotation
from tests.copies import copied
from tests.world import SECRETARIAT, World, deputy, exchange, lead, sent, with_rota, worded

SERIES = 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 1 hour"'
MEMBER, OBSERVER = "member@example.org", "observer@example.org"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange with its series, on 4 January 2027; meeting 1 is on 20 January, chaired by the UK Government."""
    with_rota(database, exchange(database))
    found = World(database)
    found.says(SECRETARIAT, SERIES)
    found.says(SECRETARIAT, f"member add {MEMBER} seat:WLS as:member name:Mena")
    found.says(SECRETARIAT, f"member add {OBSERVER} seat:WLS as:observer name:Obi")
    with database.writing("test") as uow:
        group = uow.groups.by_slug("vawg")
        assert group is not None
        rotation.assign_next(uow, group=group, by=Actor(None, "test"), now=found.now, through=1)
    return found


def at(world: World, day: int, hour: int = 10, minute: int = 0, month: int = 1) -> None:
    world.now = datetime(2027, month, day, hour, minute, tzinfo=UTC)


def opened(world: World) -> None:
    at(world, 20)
    world.says(SECRETARIAT, "meeting open 1")


def test_anybody_but_observers_puts_something_on_the_agenda_of_the_next_meeting(world: World) -> None:
    said = world.says(MEMBER, 'agenda add "Refuge places" minutes:15')
    assert "On the agenda of meeting 1 on Wednesday 20 January 2027: VAWG-A1, Refuge places" in said
    assert "Observers can read along" in world.refuses(OBSERVER, 'agenda add "Mine"')
    shown = world.says(OBSERVER, "agenda")
    assert "Refuge places" in shown
    assert "15 of 60 minutes" in shown
    assert "Wales" in shown


def test_a_paper_after_its_deadline_is_accepted_and_marked_late(world: World) -> None:
    world.says(MEMBER, 'agenda add "Refuge places" paper:https://example.org/places')
    assert "late" not in world.says(MEMBER, "agenda")
    at(world, 11)
    said = world.says(MEMBER, "agenda paper 1 https://example.org/places-2")
    assert "came after Sunday 10 January 2027, so it is marked late. It is taken all the same." in said
    assert "paper (late)" in world.says(MEMBER, "agenda")
    world.says(SECRETARIAT, 'meeting move 1 to:"28 Jan"')
    assert "late" not in world.says(MEMBER, "agenda"), "the deadline went with the meeting"


def test_no_agenda_item_is_refused_by_the_secretariat(world: World) -> None:
    world.says(MEMBER, 'agenda add "Refuge places"')
    assert "Only they or their seat can take it off" in world.refuses(SECRETARIAT, "agenda withdraw 1")
    assert "can put it off" in world.refuses(SECRETARIAT, "agenda defer 1")
    assert "No longer on the agenda" in world.says(lead("WLS"), "agenda withdraw 1")
    assert "withdrawn already" in world.refuses(MEMBER, "agenda withdraw VAWG-A1")
    assert "on the agenda again" in world.says(lead("WLS"), "undo")
    assert "Refuge places" in world.says(MEMBER, "agenda")


def test_the_chair_goes_through_the_agenda_with_the_time_in_view(world: World) -> None:
    for text, minutes in (("One", 20), ("Two", 30), ("Three", 25)):
        world.says(MEMBER, f"agenda add {text} minutes:{minutes}")
    assert "No meeting is open" in world.refuses(SECRETARIAT, "agenda next")
    opened(world)
    assert "Only the chair" in world.refuses(lead("SCT"), "agenda next")
    said = world.says(lead("UKG"), "agenda next")
    assert "Now: VAWG-A1, One (20 minutes)" in said
    assert "Next: VAWG-A2, Two" in said
    assert "60 minutes to the end; 2 items to come, 75 minutes wanted, 15 too many." in said
    at(world, 20, 10, 12)
    assert "VAWG-A1, One: 12 of 20 minutes" in world.says(lead("SCT"), "agenda")
    at(world, 20, 10, 30)
    assert "Now: VAWG-A2, Two (30 minutes)" in world.says(lead("UKG"), "agenda next")
    assert "back at the item before" in world.says(lead("UKG"), "undo")
    assert "Now: VAWG-A2" in world.says(lead("UKG"), "agenda next")
    at(world, 20, 11, 5)
    said = world.says(lead("UKG"), "agenda next")
    assert "5 minutes over time" in said
    assert "last item of meeting 1" in world.says(lead("UKG"), "agenda next")
    assert "Nothing is left" in world.refuses(lead("UKG"), "agenda next")


def test_what_was_not_reached_is_carried_over_and_what_was_deferred_comes_back(world: World) -> None:
    for text in ("One", "Two", "Three", "Four"):
        world.says(MEMBER, f"agenda add {text}")
    opened(world)
    world.says(lead("UKG"), "agenda next")
    said = world.says(SECRETARIAT, "agenda defer")
    assert "Put off: VAWG-A1, One. It comes back by itself at meeting 2 on Wednesday 21 April 2027." in said
    world.says(SECRETARIAT, 'agenda defer 2 until:"1 July"')
    world.says(lead("UKG"), "agenda next")
    at(world, 20, 11)
    world.says(SECRETARIAT, "meeting close 1")
    following = world.says(MEMBER, "agenda")
    assert "One (put off at VAWG-M1)" in following
    assert "Four (carried over from VAWG-M1)" in following
    assert "Two" not in following
    assert "Three" not in following, "it was dealt with"
    assert "Two (put off at VAWG-M1)" in world.says(MEMBER, "agenda 3")
    past = world.says(MEMBER, "agenda VAWG-M1")
    assert "Three – done" in past
    assert "Four (not reached)" in past
    assert "One (put off)" in past


def test_a_cancelled_meeting_leaves_its_agenda_to_the_next_one(world: World) -> None:
    world.says(MEMBER, "agenda add One")
    world.says(SECRETARIAT, "meeting cancel 1 reason:storm")
    assert "One" in world.says(MEMBER, "agenda")
    assert "meeting 2" in world.says(MEMBER, "agenda")


def test_an_item_for_a_later_meeting_waits_for_it(world: World) -> None:
    world.says(MEMBER, "agenda add Later meeting:3")
    assert "Later" not in world.says(MEMBER, "agenda")
    assert "Later" in world.says(MEMBER, "agenda 3")
    assert "no meeting 99" in world.refuses(MEMBER, "agenda add Never meeting:99")
    assert "at least one minute" in world.refuses(MEMBER, "agenda add Nothing minutes:0")


def test_a_new_order_is_the_chairs_and_can_be_taken_back(world: World) -> None:
    for text in ("One", "Two", "Three"):
        world.says(MEMBER, f"agenda add {text}")
    said = world.says(lead("UKG"), "agenda move 3 to:1")
    assert said.index("Three") < said.index("One") < said.index("Two")
    world.says(lead("UKG"), "undo")
    shown = world.says(MEMBER, "agenda")
    assert shown.index("One") < shown.index("Two") < shown.index("Three")


def test_open_and_overdue_actions_stand_on_the_agenda_by_themselves(world: World) -> None:
    world.says(SECRETARIAT, f'action add "Publish" owner:{lead("SCT")} due:"8 Jan" extent:SCT')
    world.says(SECRETARIAT, f'action add "Share" owner:{lead("WLS")} due:"8 Feb" extent:WLS')
    at(world, 11)
    assert "Actions: 2 open, one of them overdue." in world.says(MEMBER, "agenda")


def test_a_sensitive_item_is_named_in_channels_by_its_reference_alone(world: World) -> None:
    world.says(SECRETARIAT, "group link", channel="C1")
    said = world.says(MEMBER, 'agenda add "A court case" marking:official-sensitive')
    assert "A court case" in said
    assert not any("court" in line for line in sent(world.database))
    assert any("VAWG-A1" in line for line in sent(world.database))


def test_attendance_by_seat_with_observers_guests_and_quorum(world: World) -> None:
    opened(world)
    said = world.says(SECRETARIAT, "meeting show 1")
    assert "Quorum: 3 of 5 seats. Nobody's attendance is noted yet." in said
    world.says(lead("SCT"), "attend")
    world.says(SECRETARIAT, f"attend WLS deputy:{deputy('WLS')}")
    world.says(SECRETARIAT, 'attend WLS guest name:"Prof Rees"')
    world.says(SECRETARIAT, "attend NIR apologies")
    world.says(SECRETARIAT, "attend IRL observer")
    shown = world.says(SECRETARIAT, "meeting show 1")
    assert "No quorum: 2 of 5 seats are noted as present, and 3 are needed." in shown
    assert "Wales: as a guest: Prof Rees" in shown
    assert "Wales: present by a deputy: Dara Wls" in shown, "a guest takes nobody's place"
    world.says(lead("UKG"), "attend")
    assert "Quorum: 3 of 5 seats are noted as present" in world.says(SECRETARIAT, "meeting close 1")


def test_attendance_can_be_taken_back(world: World) -> None:
    opened(world)
    world.says(lead("SCT"), "attend SCT apologies")
    world.says(lead("SCT"), "attend SCT present")
    assert "What was noted before for Scotland at meeting 1 counts again" in world.says(lead("SCT"), "undo")
    assert "Scotland: apologies" in world.says(SECRETARIAT, "meeting show 1")


def test_the_quorum_is_the_groups_own(world: World) -> None:
    assert "more than half of the seats" in world.says(MEMBER, "meeting policy")
    assert "Only the group's secretariat" in world.refuses(MEMBER, "meeting policy quorum:2")
    assert "isn't a quorum" in world.refuses(SECRETARIAT, "meeting policy quorum:most")
    assert "2 seats make a quorum" in world.says(SECRETARIAT, "meeting policy quorum:2")
    opened(world)
    assert "Quorum: 2 of 5" in world.says(SECRETARIAT, "meeting show 1")
    world.says(SECRETARIAT, "meeting policy quorum:all")
    assert "Quorum: 2 of 5" in world.says(SECRETARIAT, "meeting show 1"), "settled when it was opened"


def test_whoever_asks_for_nothing_in_particular_is_asked(world: World) -> None:
    assert "Which item?" in worded(world.asks(MEMBER, "agenda withdraw"))
    assert "no agenda item VAWG-A9" in world.refuses(MEMBER, "agenda withdraw 9")
