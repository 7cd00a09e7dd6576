"""Everything that waits on somebody, and a kind word to whoever is new."""

from __future__ import annotations

import pytest

from bot.commands import Answered
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Post
from bot.messages.model import Buttons, Message
from bot.scheduler import tick
from tests.copies import copied
from tests.world import OPERATOR, SECRETARIAT, World, deputy, exchange, lead, member_of_another_group

NEW = 'group new vawg "Ending VAWG exchange" seats:UKG,SCT,WLS,NIR,IRL series:"monthly on the first wednesday at 10:00"'


@pytest.fixture
@copied
def world(database: Database) -> World:
    exchange(database)
    return World(database)


def commands(answered: Answered) -> list[str]:
    assert isinstance(answered.reply, Message)
    return [b.command for block in answered.reply.blocks if isinstance(block, Buttons) for b in block.buttons]


@pytest.mark.parametrize("typed", ["my", "mine", ""])
def test_somebody_unknown_is_told_how_to_begin(world: World, typed: str) -> None:
    said = world.says("new@example.org", typed)
    assert "Hello. I don't know yet which official you are." in said
    assert "me link CODE" in said


def test_somebody_in_no_group_is_told_whom_to_ask(world: World) -> None:
    world.says(OPERATOR, "help")
    said = world.says(OPERATOR, "my")
    assert "You aren't in any group yet." in said
    assert "Ask the secretariat of your working group to add you." in said


def test_nothing_waits_on_somebody_with_nothing_to_do(world: World) -> None:
    assert "Nothing waits on you." in world.says(lead("IRL"), "")


def test_ones_open_actions_stand_there_with_a_button_each_the_first_due_first(world: World) -> None:
    world.says(SECRETARIAT, f"action add Later owner:{deputy('SCT')} due:20/6/2027 extent:SCT")
    world.says(SECRETARIAT, f"action add Sooner owner:{deputy('SCT')} due:20/1/2027 extent:WLS")
    world.says(SECRETARIAT, f"action add Hers owner:{lead('SCT')} due:20/1/2027 extent:WLS")
    answered = world.asks(deputy("SCT"), "my")
    said = world.says(deputy("SCT"), "my")
    assert "2 things wait on you" in said
    assert said.index("VAWG-2 Sooner (Wales). Due on Wednesday 20 January 2027.") < said.index("VAWG-1 Later")
    assert "Hers" not in said
    assert commands(answered) == ["action done VAWG-2", "action done VAWG-1"]


def test_a_button_works_in_a_direct_message_whatever_groups_one_is_in(world: World) -> None:
    world.says(SECRETARIAT, f"action add Report owner:{deputy('SCT')} due:20/1/2027 extent:SCT")
    member_of_another_group(world.database, "ana@example.com")
    with world.database.writing("test") as uow:
        other = uow.groups.by_slug("other")
        official = uow.people.by_email(deputy("SCT"))
        assert other is not None
        assert official is not None
        post = models.PostRecord(group_id=other.id, seat_id=None, kind=Post.SECRETARIAT)
        uow.session.add(post)
        uow.session.flush()
        uow.session.add(models.Holder(post_id=post.id, official_id=official.id, since=world.now))
    (press,) = commands(world.asks(deputy("SCT"), "my"))
    assert "VAWG-1 is done." in world.says(deputy("SCT"), press)
    assert "Nothing waits on you." in world.says(deputy("SCT"), "my")


def test_the_lead_sees_what_of_the_seat_is_long_overdue(world: World) -> None:
    world.says(SECRETARIAT, f"action add Report owner:{deputy('SCT')} due:8/1/2027 extent:SCT")
    world.move(days=10)
    assert "long overdue" not in world.says(lead("SCT"), "my").lower()
    world.move(days=1)
    said = world.says(lead("SCT"), "my")
    assert "Long overdue in your seat or group." in said
    assert "VAWG-1 Report (Scotland). Was due on Friday 8 January 2027. Owner: Dara Sct (Scotland)." in said
    assert "Report" not in world.says(lead("WLS"), "my")


def test_a_turn_that_was_told_waits_with_its_button_until_it_is_answered(database: Database) -> None:
    world = World(database)
    world.says(OPERATOR, NEW)
    world.says(OPERATOR, "member add ana@example.org name:Ana seat:UKG as:lead")
    world.says(OPERATOR, "member add bryn@example.org name:Bryn seat:UKG as:member")
    tick(database, world.now)
    answered = world.asks("ana@example.org", "my")
    said = world.says("ana@example.org", "my")
    assert "UK Government is asked to chair meeting 1 on Wednesday 6 January 2027." in said
    assert "Next meetings" in said
    assert "VAWG-M1" in said
    assert commands(answered) == ["rota accept VAWG-M1 role:chair", "rota decline VAWG-M1 role:chair"]
    assert "Nothing waits on you." in world.says("bryn@example.org", "my")
    world.says("ana@example.org", commands(answered)[0])
    assert "Nothing waits on you." in world.says("ana@example.org", "my")
