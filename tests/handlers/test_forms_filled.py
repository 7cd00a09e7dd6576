"""What was typed before a form opened stands in its fields, and nothing of it is lost."""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from bot.messages.model import Field, Form
from tests.copies import copied
from tests.world import SECRETARIAT, World, deputy, exchange, lead, with_rota


@pytest.fixture
@copied
def world(database: Database) -> World:
    """The exchange after its first meeting; Dana Sct observes."""
    with_rota(database, exchange(database))
    world = World(database)
    world.says(SECRETARIAT, 'meeting series "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours"')
    world.says(SECRETARIAT, 'member add dana@example.org seat:SCT as:observer name:"Dana Sct"')
    world.move(days=17)
    world.says(SECRETARIAT, "meeting close 1")
    return world


def fields(world: World, typed: str, *, who: str = SECRETARIAT) -> dict[str, Field]:
    answered = world.asks(who, typed, forms=True)
    assert isinstance(answered.reply, Form)
    return {field.name: field for field in answered.reply.fields}


@pytest.mark.parametrize("typed", [deputy("SCT"), '"Dara Sct"', '"dara s"', "“@Dara Sct”"])
def test_an_owner_is_found_however_they_were_named(world: World, typed: str) -> None:
    owner = fields(world, f"action add Report owner:{typed}")["owner"]
    assert owner.value == deputy("SCT")
    assert [choice.label for choice in owner.choices if choice.value == owner.value] == ["Dara Sct"]


def test_a_name_that_fits_several_is_left_to_choose(world: World) -> None:
    assert fields(world, "action add Report owner:dara")["owner"].value == ""


def test_whoever_only_observes_is_no_owner_to_choose(world: World) -> None:
    assert "Dana Sct" not in {choice.label for choice in fields(world, "action add Report")["owner"].choices}
    assert "Dana Sct" in {choice.label for choice in fields(world, "member remove")["person"].choices}


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("all", "ENG,IRL,NIR,SCT,WLS"),
        ("mine", "SCT"),
        ("wls,sct", "SCT,WLS"),
        ('"SCT and WLS"', "SCT,WLS"),
        ('"SCT WLS"', "SCT,WLS"),
    ],
)
def test_an_extent_is_ticked_by_territory(world: World, typed: str, ticked: str) -> None:
    assert fields(world, f"action add Report extent:{typed}", who=lead("SCT"))["extent"].value == ticked


def test_a_meeting_is_chosen_by_its_number_and_the_latest_one_is_among_the_choices(world: World) -> None:
    meeting = fields(world, "action add Report meeting:1")["meeting"]
    assert meeting.value == "VAWG-M1"
    assert [choice.value for choice in meeting.choices][:2] == ["VAWG-M1", "VAWG-M2"]


def test_what_is_not_among_the_choices_is_offered_too_and_refused_in_its_own_words(world: World) -> None:
    meeting = fields(world, "action add Report meeting:99")["meeting"]
    assert meeting.value == "99"
    assert "99" in {choice.value for choice in meeting.choices}
    filled = {"owner": lead("SCT"), "due": "friday", "extent": "SCT", "meeting": "99"}
    answered = world.asks(SECRETARIAT, "action add Report", forms=True, fields=filled)
    assert isinstance(answered.reply, Form)
    assert "There is no meeting 99" in str(answered.reply)
