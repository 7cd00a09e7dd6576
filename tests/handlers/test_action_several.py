"""Several actions at once, a line each, as they are pasted after a meeting. All are added, or none is."""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from bot.messages.model import Form
from tests.copies import copied
from tests.handlers.test_action import audited, buttons
from tests.world import SECRETARIAT, World, deputy, exchange, lead, traces, worded


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Monday 4 January 2027, 09:00."""
    exchange(database)
    return World(database)


LINES = f"""action add {lead("SCT")} Publish minutes by friday for SCT
{lead("WLS")} Book a room by 20 Jan for WLS

{deputy("IRL")} Draft a letter by end of month for all seats"""


def test_lines_that_each_begin_with_a_person_are_an_action_each(world: World) -> None:
    said = world.says(SECRETARIAT, LINES)
    assert "Ending violence against women and girls: 3 actions are added" in said
    shown = world.says(SECRETARIAT, "action list")
    for part in ("Publish minutes", "Book a room", "Draft a letter", "20 Jan 2027", "ENG, IRL, NIR, SCT, WLS"):
        assert part in shown
    assert [event for event, _ in audited(world)] == ["action.added"] * 3 + ["actions.added"]


def test_they_are_taken_back_as_one(world: World) -> None:
    changed = world.asks(SECRETARIAT, LINES)
    assert "3 actions are off the list again" in world.says(SECRETARIAT, buttons(changed)["Undo"])
    assert "no open actions" in world.says(SECRETARIAT, "action list")


def test_once_one_of_them_was_worked_on_none_is_taken_back(world: World) -> None:
    changed = world.asks(SECRETARIAT, LINES)
    world.move(minutes=1)
    world.says(lead("WLS"), "done 2")
    assert "changed again since" in world.refuses(SECRETARIAT, buttons(changed)["Undo"])
    assert "2 open actions" in world.says(SECRETARIAT, "action list")


def test_where_a_line_cannot_be_used_it_is_named_and_nothing_is_added(world: World) -> None:
    typed = f"""action lines
{lead("SCT")} Publish minutes by friday for SCT
Book a room by friday for WLS
{lead("WLS")} Draft a letter for all seats
{lead("WLS")} Draft a letter by 29 Feb 2027 for all seats
owner:Dara Send it by friday for SCT
{lead("NIR")} due:friday extent:SCT"""
    before = traces(world.database)
    said = world.refuses(SECRETARIAT, typed)
    assert traces(world.database) == before
    assert "lines can't be used, so nothing was added" in said
    for problem in (
        "Who does it is missing",
        "By when is missing",
        "There is no such day",
        "What is to be done is missing",
    ):
        assert problem in said


def test_a_day_and_an_extent_said_once_hold_for_the_lines_that_say_none(world: World) -> None:
    typed = f"""action lines due:20/1/2027 extent:SCT,WLS
{lead("SCT")} Publish minutes
{lead("WLS")} Book a room by 22 Jan for WLS"""
    world.says(SECRETARIAT, typed)
    first, second = world.says(SECRETARIAT, "action show 1"), world.says(SECRETARIAT, "action show 2")
    assert "Wednesday 20 January 2027" in first
    assert "Scotland and Wales" in first
    assert "Friday 22 January 2027" in second
    assert "Applies to: Wales" in second


def test_a_text_of_two_lines_for_one_person_stays_one_action(world: World) -> None:
    world.says(SECRETARIAT, f"action add {lead('SCT')} Publish minutes\nand send them round by friday for SCT")
    assert "Publish minutes and send them round" in world.says(SECRETARIAT, "action show 1")


def test_too_many_lines_are_refused(world: World) -> None:
    typed = "\n".join(["action lines", *[f"{lead('SCT')} Publish by friday for SCT"] * 51])
    assert "At most 50 lines at once." in world.refuses(SECRETARIAT, typed)


def test_a_form_names_the_lines_that_are_wrong_beside_its_field_and_keeps_what_was_typed(world: World) -> None:
    opened = world.asks(SECRETARIAT, "action lines", forms=True)
    assert isinstance(opened.reply, Form)
    fields = {"lines": f"{lead('SCT')} Publish\n{lead('WLS')} Book a room for WLS", "due": "20/1/2027"}
    wrong = world.asks(SECRETARIAT, opened.reply.command, forms=True, fields=fields)
    assert isinstance(wrong.reply, Form)
    assert {field.name: field.error for field in wrong.reply.fields if field.error} == {
        "lines": "Nothing was added. Line 1: Where it applies is missing, such as: for SCT."
    }
    done = world.asks(SECRETARIAT, wrong.reply.command, forms=True, fields=fields | {"extent": "SCT"})
    assert "2 actions are added" in worded(done)


def test_an_observer_adds_none(world: World) -> None:
    world.says(SECRETARIAT, "member add olu@example.org name:Olu seat:SCT as:observer")
    assert "Observers can read along" in world.refuses("olu@example.org", LINES)
