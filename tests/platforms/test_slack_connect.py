"""Channels that are shared with another workspace: whose people are told apart."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.commands import Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.domain.people import Account
from bot.services import linking
from tests.platforms.slack_world import CHANNEL, NOW, SlackWorld, account, slack_world
from tests.platforms.test_slack_forms import eventually, sends, standing
from tests.world import SECRETARIAT, lead

pytestmark = pytest.mark.network


def test_somebody_from_outside_with_an_id_of_ours_is_somebody_else(database: Database) -> None:
    """In a channel of Slack Connect. They are known as themselves once a code ties their own account."""
    with slack_world(database) as world:
        ana, theirs = account(lead("SCT")), {"team": "T1", "user_team": "T9"}
        asked = world.workspace
        asked.mentions(ana, "thing add one", channel=CHANNEL, shared=True, **theirs)
        assert "I don't know which official you are yet" in world.server.posts[-1].text
        assert (world.effects(), world.server.posts[-1].user) == (0, ana)
        with database.writing("test") as uow:
            noor = uow.people.create(name="Noor", email="noor@example.org", now=NOW)
            code = linking.issue_code(uow, official_id=noor.id, now=NOW)
        asked.mentions(ana, f"me link {code}", channel=CHANNEL, shared=True, **theirs)
        asked.mentions(ana, "me", channel=CHANNEL, shared=True, **theirs)
        assert "Noor" in world.server.posts[-1].text + str(world.server.posts[-1].blocks)
        asked.mentions(ana, "thing show", channel=CHANNEL, shared=True, user_team="T1")
        assert "Shown to Lena Sct" in world.server.posts[-1].text
        button = {"type": "button", "action_id": "command:0", "value": "thing add two"}
        for team, effects in (("T9", 0), ("T1", 1)):
            before = world.effects()
            asked.presses(ana, button, channel=CHANNEL, team=team)
            assert world.effects() - before == effects


SAM, ANA = account(SECRETARIAT), account(lead("SCT"))
THEIRS = {"team_id": "T9", "real_name": "Noor <Aziz>", "is_stranger": True}


def accounts(world: SlackWorld, id: str) -> list[tuple[str, str]]:
    """Workspace and owner of each account with that id."""
    with world.database.reading() as uow:
        found = select(models.Account.workspace, models.Official.name).join(models.Official)
        return [(row[0], row[1]) for row in uow.session.execute(found.where(models.Account.account == id))]


def known(world: SlackWorld, id: str, name: str, workspace: str = "T9", *, seat: str = "") -> None:
    """Somebody with an account there, and a place in the group where a seat is given."""
    with world.database.writing("test") as uow:
        one = uow.people.create(name=name, email=f"{name}@example.org".lower(), now=NOW)
        uow.people.tie(Account("slack", workspace, id), one.id, NOW)
    if seat:
        asked = f"member add {name}@example.org seat:{seat} as:member"
        assert world.dispatcher(Invocation("slack", "T1", SAM, asked, channel=CHANNEL)).outcome == "done"


def said(world: SlackWorld, text: str) -> str:
    """What the secretariat is answered in the channel."""
    return str(world.workspace.types(SAM, text, channel=CHANNEL).body["text"])


def test_whoever_is_mentioned_from_another_workspace_is_who_speaks_from_there(database: Database) -> None:
    """Slack is asked once, and of nobody who is known already."""
    with slack_world(database) as world:
        asked, world.server.people = world.workspace, {"UNOOR": THEIRS}
        asked.mentions(SAM, "member add <@UNOOR> seat:IRL as:member", channel=CHANNEL)
        assert accounts(world, "UNOOR") == [("T9", "Noor <Aziz>")]
        asked.mentions("UNOOR", "me", channel=CHANNEL, shared=True, team="T1", user_team="T9")
        assert "Noor <Aziz>" in str(world.server.posts[-1].blocks)
        said(world, "member add <@UNOOR|noor> seat:IRL as:deputy")
        more = f'due:"29 Jan 2027" extent:SCT also:<@{ANA}|ana>'
        assert "is added: Noor &lt;Aziz&gt;" in said(world, f"action add Read owner:<@UNOOR|noor> {more}")
        assert [call["user"] for call in world.server.called("users.info")] == ["UNOOR"]
        assert len(accounts(world, "UNOOR")) == 1


def test_picked_in_a_form_they_are_the_same_person(database: Database) -> None:
    with slack_world(database) as world:
        world.server.people = {"UNOOR": THEIRS | {"team_id": "T8", "enterprise_user": {"enterprise_id": "E9"}}}
        known(world, "UNOOR", "Noor", "E9")
        world.workspace.types(SAM, "member add", channel=CHANNEL)
        view = standing(world)
        filled = {"field:person": "UNOOR", "field:as": "member", "field:seat": "IRL"}
        assert sends(world, SAM, view, filled) == {"response_action": "clear"}
        assert eventually(lambda: "Noor is now member for Ireland." in str(world.server.responses))
        assert accounts(world, "UNOOR") == [("E9", "Noor")], "known as one of an organisation's"


def test_where_slack_does_not_tell_the_group_knows_its_own_people(database: Database) -> None:
    """Reading people may be refused. Nobody of another group is found so, whatever is written."""
    with slack_world(database) as world:
        known(world, "UNOOR", "Noor", seat="IRL")
        known(world, "UFAR", "Far")
        assert "Noor is now observer for Wales." in said(world, "member add <@UNOOR|n> seat:WLS as:observer")
        assert "far is now member for Wales." in said(world, "member add <@T9/UFAR|far> seat:WLS as:member")
        assert sorted(accounts(world, "UFAR")) == [("T1", "far"), ("T9", "Far")]
        assert accounts(world, "UNOOR") == [("T9", "Noor")]


def test_somebody_of_ours_is_not_taken_for_a_member_from_elsewhere_with_the_same_id(database: Database) -> None:
    with slack_world(database) as world:
        world.server.people = {"UNOOR": {"team_id": "T1", "real_name": "Nora"}}
        known(world, "UNOOR", "Noor", seat="IRL")
        assert "Nora is now member for Wales." in said(world, "member add <@UNOOR> seat:WLS as:member")
        assert sorted(accounts(world, "UNOOR")) == [("T1", "Nora"), ("T9", "Noor")]
