"""Giving an action to somebody: within a seat at once, to another administration once it is accepted there."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.commands import Answered
from bot.db import models
from bot.db.unit_of_work import Database
from bot.messages.model import Button, Buttons, Message
from tests.copies import copied
from tests.handlers.test_action import audited
from tests.world import SECRETARIAT, World, deputy, exchange, lead, sent, traces, worded

MEMBER = "mena.sct@example.org"
OBSERVER = "olu.irl@example.org"


@pytest.fixture
@copied
def world(database: Database) -> World:
    """Monday 4 January 2027, 09:00: Scotland's lead owns VAWG-1."""
    exchange(database)
    found = World(database)
    found.says(SECRETARIAT, f'action add "Publish minutes" owner:{lead("SCT")} due:"15 Jan" extent:SCT')
    return found


def buttons(answered: Answered) -> dict[str, str]:
    assert isinstance(answered.reply, Message)
    found = [b for block in answered.reply.blocks if isinstance(block, Buttons) for b in block.buttons]
    return {button.label: button.command for button in found if isinstance(button, Button)}


def owner(world: World) -> str:
    with world.database.reading() as uow:
        row = uow.actions.record(1, 1)
        assert row is not None
        return uow.actions.by_id(row.id).owner.name


def waiting(world: World) -> list[tuple[str, str]]:
    """What is to be said to people: who hears what."""
    with world.database.reading() as uow:
        entries = uow.session.execute(
            select(models.Official.name, models.OutboxEntry.subject)
            .join(models.Official, models.Official.id == models.OutboxEntry.official_id)
            .where(models.OutboxEntry.state == "ready")
            .order_by(models.OutboxEntry.id)
        )
        return [(name, subject) for name, subject in entries]


def test_within_a_seat_it_changes_hands_at_once(world: World) -> None:
    said = world.says(lead("SCT"), f"action give 1 to:{deputy('SCT')}")
    assert "VAWG-1 is now with Dara Sct (Scotland)." in said
    assert owner(world) == "Dara Sct"
    assert audited(world)[-1] == ("action.given", "VAWG-1")


def test_to_another_administration_it_waits_until_somebody_there_accepts(world: World) -> None:
    asked = world.asks(lead("SCT"), f"action give 1 {lead('IRL')}")
    assert "VAWG-1 is offered to Lena Irl (Ireland)." in worded(asked)
    assert "Until it is accepted there, it stays with Lena Sct." in worded(asked)
    assert owner(world) == "Lena Sct"
    assert "Offered to: Lena Irl (Ireland), asked by Lena Sct; not answered yet" in world.says(
        lead("WLS"), "action show 1"
    )
    assert "Offered by Lena Sct" in world.says(lead("IRL"), "my")
    said = world.says(lead("IRL"), buttons(asked)["Accept VAWG-1"])
    assert "Lena Irl has accepted VAWG-1. It is now with Lena Irl." in said
    assert owner(world) == "Lena Irl"
    assert waiting(world) == [("Lena Sct", "action-answered")]
    assert "offered to nobody" in world.refuses(lead("IRL"), "action accept 1")
    assert [event for event, _ in audited(world)][-2:] == ["action.offered", "action.accepted"]


def test_refused_it_stays_and_the_reason_is_told_whoever_offered_it(world: World) -> None:
    with world.database.writing("test") as uow:
        uow.session.add(models.Place(group_id=1, platform="slack", workspace="T1", channel="C1", linked_at=world.now))
    world.says(lead("SCT"), f"action give 1 {lead('IRL')}")
    said = world.says(lead("IRL"), 'action refuse 1 reason:"Nobody has time"')
    assert "Lena Irl has not taken VAWG-1. It stays with Lena Sct." in said
    assert "Nobody has time" in said
    assert owner(world) == "Lena Sct"
    assert "not taken" in sent(world.database)[-1]
    assert "Nobody has time" not in sent(world.database)[-1]


def test_the_deputy_there_answers_too_and_the_secretariat_for_a_seat_that_is_absent(world: World) -> None:
    world.says(lead("SCT"), f"action give 1 {lead('IRL')}")
    for other in (lead("WLS"), lead("SCT")):
        assert "VAWG-1 is offered to Lena Irl, who answers" in world.refuses(other, "action accept 1")
    world.says(deputy("IRL"), "action accept 1")
    assert owner(world) == "Lena Irl"
    world.says(deputy("IRL"), "undo")
    assert owner(world) == "Lena Sct"
    world.says(SECRETARIAT, "action accept 1")
    assert owner(world) == "Lena Irl"


def test_whoever_leads_there_too_takes_it_at_once(world: World) -> None:
    world.says(SECRETARIAT, f"member add {SECRETARIAT} seat:WLS as:lead")
    world.says(SECRETARIAT, f"action give 1 {lead('WLS')}")
    assert owner(world) == "Lena Wls"


def test_offered_to_somebody_else_the_first_offer_is_called_back(world: World) -> None:
    world.says(lead("SCT"), f"action give 1 {lead('IRL')}")
    world.says(lead("SCT"), f"action give 1 {lead('WLS')}")
    assert "offered to Lena Wls" in world.refuses(lead("IRL"), "action accept 1")
    world.says(lead("SCT"), "undo")
    assert "accepted" in world.says(lead("IRL"), "action accept 1")


def test_given_to_who_owns_it_an_open_offer_is_called_back(world: World) -> None:
    assert "is with Lena Sct already" in world.refuses(lead("SCT"), f"action give 1 {lead('SCT')}")
    world.says(lead("SCT"), f"action give 1 {lead('IRL')}")
    assert "is with Lena Irl already, or offered" in world.refuses(lead("SCT"), f"action give 1 {lead('IRL')}")
    said = world.says(lead("SCT"), f"action give 1 {lead('SCT')}")
    assert "VAWG-1 is no longer offered to Lena Irl. It stays with Lena Sct." in said
    assert "offered to nobody" in world.refuses(lead("IRL"), "action accept 1")
    world.says(lead("SCT"), "undo")
    assert "accepted" in world.says(lead("IRL"), "action accept 1")


def test_what_is_done_meanwhile_is_offered_to_nobody_until_that_is_taken_back(world: World) -> None:
    world.says(lead("SCT"), f"action give 1 {lead('IRL')}")
    world.says(lead("SCT"), "done 1")
    assert "offered to nobody" in world.refuses(lead("IRL"), "action accept 1")
    world.says(lead("SCT"), "undo")
    assert "accepted" in world.says(lead("IRL"), "action accept 1")


def test_a_further_owner_who_takes_it_over_is_accountable_and_back_again_with_undo(world: World) -> None:
    world.says(SECRETARIAT, f'action add Two owner:{lead("SCT")} also:{deputy("SCT")} due:"15 Jan" extent:all')
    assert "Also: Dara Sct (Scotland)" in world.says(SECRETARIAT, "action show 2")
    world.says(lead("SCT"), f"action give 2 {deputy('SCT')}")
    assert "Also" not in world.says(SECRETARIAT, "action show 2")
    world.says(lead("SCT"), "undo")
    assert "Also: Dara Sct (Scotland)" in world.says(SECRETARIAT, "action show 2")


@pytest.mark.parametrize(
    ("who", "typed", "said"),
    [
        (MEMBER, f"action give 1 {deputy('SCT')}", "lead"),
        (lead("WLS"), f"action give 1 {lead('WLS')}", "VAWG-1 belongs to Scotland."),
        (lead("SCT"), f"action give 1 {OBSERVER}", "observers can't own actions"),
        (lead("SCT"), "action give 1 nobody", "I know nobody in this group called “nobody”"),
        (lead("SCT"), f"action give 9 {lead('IRL')}", "There is no action VAWG-9."),
        (lead("SCT"), "action accept 1", "VAWG-1 is offered to nobody at the moment."),
        (lead("SCT"), "action refuse 9", "There is no action VAWG-9."),
        (OBSERVER, "action accept 1", "Observers can read along"),
    ],
)
def test_who_may_not_learns_why_and_nothing_changes(world: World, who: str, typed: str, said: str) -> None:
    world.says(SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    world.says(SECRETARIAT, f"member add {OBSERVER} name:Olu seat:IRL as:observer")
    before = traces(world.database)
    assert said in world.refuses(who, typed)
    assert traces(world.database) == before


def test_a_name_that_fits_nobody_offers_everybody_who_could_own_it(world: World) -> None:
    asked = world.asks(lead("SCT"), "action give 1 to:zoe")
    assert "I know nobody in this group called “zoe”" in worded(asked)
    assert "Dara Sct" in buttons(asked)
    world.says(lead("SCT"), buttons(asked)["Dara Sct"])
    assert owner(world) == "Dara Sct"


def test_whoever_leaves_leaves_nothing_lost_the_lead_is_told_what_was_theirs(world: World) -> None:
    world.says(SECRETARIAT, f"member add {MEMBER} name:Mena seat:SCT as:member")
    world.says(SECRETARIAT, f'action add "Second" owner:{MEMBER} due:"15 Jan" extent:all')
    world.says(SECRETARIAT, f"member remove {MEMBER}")
    assert ("Lena Sct", "actions-left") in waiting(world)
    assert "VAWG-2" in world.says(lead("SCT"), "my")
    world.says(SECRETARIAT, "undo")
    assert ("Lena Sct", "actions-left") not in waiting(world)


def test_several_owners_are_named_once_each_and_one_is_accountable(world: World) -> None:
    also = f"also:{deputy('SCT')} also:{lead('IRL')},{deputy('SCT')}"
    world.says(SECRETARIAT, f'action add Two owner:{lead("SCT")} {also} due:"15 Jan" extent:all')
    assert "Also: Dara Sct (Scotland); Lena Irl (Ireland)" in world.says(SECRETARIAT, "action show 2")
    assert "VAWG-2 is done." in world.says(lead("IRL"), "done 2")


def test_further_owners_are_named_by_mention_too(world: World) -> None:
    with world.database.writing("test") as uow:
        for number, who in enumerate((deputy("SCT"), lead("IRL"))):
            official = uow.people.by_email(who)
            assert official is not None
            uow.session.add(
                models.Account(
                    official_id=official.id, platform="terminal", workspace="", account=f"U{number}",
                    created_at=world.now,
                )
            )  # fmt: skip
    world.says(SECRETARIAT, f'action add Two owner:{lead("SCT")} also:<@U0|dara> also:<@U1> due:"15 Jan" extent:all')
    assert "Also: Dara Sct (Scotland); Lena Irl (Ireland)" in world.says(SECRETARIAT, "action show 2")
