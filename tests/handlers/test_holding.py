"""What holds an action up: a rest, another action; its priority and its links."""

from __future__ import annotations

from datetime import date

import pytest

from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Marking
from tests.copies import copied
from tests.handlers.test_action import audited, buttons
from tests.world import SECRETARIAT, World, deputy, exchange, lead, sent, traces

MEMBER = "mena.sct@example.org"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Monday 4 January 2027, 09:00, with four actions of Scotland's lead."""
    exchange(database)
    found = World(database)
    for number in range(1, 5):
        found.says(SECRETARIAT, f'action add "Number {number}" owner:{lead("SCT")} due:"22 Jan" extent:SCT')
    return found


def planned(world: World, who: str) -> date | None:
    with world.database.reading() as uow:
        official = uow.people.by_email(who)
        assert official is not None
        row = uow.reminders.of(official.id)
        return row.day if row is not None else None


def test_a_snoozed_action_rests_and_says_until_when(world: World) -> None:
    said = world.says(lead("SCT"), "action snooze 1 until:monday")
    assert "VAWG-1 rests until Monday 11 January 2027." in said
    assert "It is due before that" not in said
    assert "Rests until: Monday 11 January 2027" in world.says(SECRETARIAT, "action show 1")
    assert audited(world)[-1] == ("action.snoozed", "VAWG-1")
    assert "It is due before that, on Friday 22 January 2027" in world.says(lead("SCT"), "action snooze 1 1 Feb")


def test_snoozing_moves_the_next_reminder_and_undo_brings_it_back(world: World) -> None:
    for number in (2, 3, 4):
        world.says(lead("SCT"), f"done {number}")
    assert planned(world, lead("SCT")) == date(2027, 1, 11)
    world.says(lead("SCT"), "action snooze 1 until:20/1/2027")
    assert planned(world, lead("SCT")) == date(2027, 1, 20)
    world.says(lead("SCT"), "undo")
    assert planned(world, lead("SCT")) == date(2027, 1, 11)


@pytest.mark.parametrize(
    ("who", "typed", "said"),
    [
        (lead("SCT"), "action snooze 1 today", "Monday 4 January 2027 is today or past"),
        (lead("SCT"), "action snooze 9 friday", "There is no action VAWG-9."),
        (lead("WLS"), "action snooze 1 friday", "VAWG-1 belongs to Lena Sct."),
        (lead("WLS"), "action needs 1 1", "VAWG-1 can't wait for itself."),
        (lead("WLS"), "action needs 1 9", "There is no action VAWG-9."),
        (lead("WLS"), "action needs 1 DATA-2", "There is no action DATA-2."),
        (lead("WLS"), "action needs 1 soon", "There is no action SOON."),
        (lead("WLS"), "action free 1 2", "VAWG-1 doesn't wait for VAWG-2."),
        (lead("WLS"), "action priority 1 normal", "VAWG-1 has normal priority already."),
        (lead("WLS"), "action priority 1 urgent", "isn't one of"),
        (lead("WLS"), "action link 1 javascript:alert(1)", "begins with http"),
        (SECRETARIAT, f"action add Report owner:{lead('SCT')} due:friday extent:SCT needs:9", "no action VAWG-9"),
        (SECRETARIAT, f"action add Report owner:{lead('SCT')} due:friday extent:SCT also:zoe", "I know nobody"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(world: World, who: str, typed: str, said: str) -> None:
    before = traces(world.database)
    assert said in world.refuses(who, typed)
    assert traces(world.database) == before


def test_an_action_that_waits_for_another_reminds_nobody_until_that_is_done(world: World) -> None:
    for number in (3, 4):
        world.says(lead("SCT"), f"done {number}")
    world.says(SECRETARIAT, f"action give 2 {deputy('SCT')}")
    assert planned(world, deputy("SCT")) == date(2027, 1, 11)
    said = world.says(lead("NIR"), "action needs 2 VAWG-1")
    assert "VAWG-2 waits for VAWG-1." in said
    assert "I remind nobody of it" in said
    assert planned(world, deputy("SCT")) is None
    assert "Waits for VAWG-1." in world.says(deputy("SCT"), "my")
    world.says(lead("SCT"), "done 1")
    assert planned(world, deputy("SCT")) == date(2027, 1, 11)
    world.says(lead("SCT"), "undo")
    assert planned(world, deputy("SCT")) is None
    world.says(lead("NIR"), "action free 2 1")
    assert planned(world, deputy("SCT")) == date(2027, 1, 11)
    world.says(lead("NIR"), "undo")
    assert planned(world, deputy("SCT")) is None


def test_a_circle_is_refused_with_the_way_round_it(world: World) -> None:
    world.says(lead("SCT"), "action needs 2 1")
    world.says(lead("SCT"), "action needs 3 2")
    before = traces(world.database)
    said = world.refuses(lead("SCT"), "action needs 1 3")
    assert "VAWG-3 waits for VAWG-1 already, by way of VAWG-3, VAWG-2, VAWG-1" in said
    assert traces(world.database) == before
    assert "waits for VAWG-1 already" in world.refuses(lead("SCT"), "action needs 2 1")
    world.says(lead("SCT"), "action needs 4 1")


def test_taking_back_a_freedom_that_would_close_a_circle_is_refused(world: World) -> None:
    world.says(lead("SCT"), "action needs 2 1")
    freed = buttons(world.asks(lead("SCT"), "action free 2 1"))["Undo"]
    world.says(lead("WLS"), "action needs 1 2")
    assert "changed again since" in world.refuses(lead("SCT"), freed)


def test_priority_is_said_and_taken_back(world: World) -> None:
    assert "VAWG-1 now has high priority." in world.says(lead("WLS"), "action priority 1 high")
    assert "Priority: High" in world.says(lead("WLS"), "action show 1")
    world.says(lead("WLS"), "undo")
    assert "Priority" not in world.says(lead("WLS"), "action show 1")


def test_links_are_added_one_after_another_and_taken_back(world: World) -> None:
    world.says(lead("WLS"), "action link 1 https://example.org/a")
    world.says(lead("WLS"), "action link 1 https://example.org/b")
    shown = world.says(lead("WLS"), "action show 1")
    assert "https://example.org/a" in shown
    assert "https://example.org/b" in shown
    world.says(lead("WLS"), "undo")
    assert "https://example.org/b" not in world.says(lead("WLS"), "action show 1")


def test_what_is_closed_is_left_alone(world: World) -> None:
    world.says(lead("SCT"), "done 1")
    for typed in (
        "action snooze 1 friday", "action needs 1 2", "action free 1 2", "action priority 1 high",
        "action link 1 https://example.org", f"action give 1 {lead('IRL')}",
    ):  # fmt: skip
        assert "VAWG-1 is done already." in world.refuses(lead("SCT"), typed)


def test_marked_text_and_links_stay_out_of_channels(world: World) -> None:
    with world.database.writing("test") as uow:
        uow.groups.record(1).marking = Marking.SENSITIVE
        uow.session.add(models.Place(group_id=1, platform="slack", workspace="T1", channel="C1", linked_at=world.now))
    world.says(SECRETARIAT, f'action add "Secret" owner:{lead("SCT")} due:"22 Jan" extent:SCT')
    for typed in (
        "action needs 1 5", "action free 1 5", "action priority 5 high", "action link 5 https://example.org/x",
        f"action give 5 {deputy('SCT')}", f"action give 5 {lead('IRL')}",
    ):  # fmt: skip
        world.says(lead("SCT"), typed)
    world.says(lead("IRL"), "action accept 5")
    said = "\n".join(sent(world.database))
    assert "VAWG-5" in said
    assert "Secret" not in said
    assert "example.org/x" not in said
