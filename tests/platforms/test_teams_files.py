"""Files in Teams: among one's own in a chat with Convenor alone, once one has agreed; else behind a link."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from bot.app import files
from bot.db.unit_of_work import Database
from tests.platforms.browserless import Browserless
from tests.platforms.slack_world import FILE
from tests.platforms.teams_server import Activity, Fault, personal
from tests.platforms.teams_world import BASE, CHANNEL, TeamsWorld, account, eventually, teams_world
from tests.world import SECRETARIAT, lead, raise_action

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
SAM = account(SECRETARIAT)
EXPORT = "export actions format:csv group:vawg"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"


@pytest.fixture
def world(database: Database) -> Iterator[TeamsWorld]:
    with teams_world(database) as found:
        yield found


def path(said: Activity) -> str:
    """Where the link in a card leads."""
    found = re.search(rf'"url": "{BASE}(/files/[^"]+)"', json.dumps(said.card))
    assert found is not None, said.body
    return found[1]


def rows(world: TeamsWorld, where: str) -> list[str]:
    """The actions in the file that somebody fetches there."""
    pages = Starlette(routes=files.pages(world.database, world.app.settings, world.app.clock))
    got = Browserless(pages, host="convenor.example.org").post(where, {}, origin=BASE)
    assert got.status == 200, got.words
    text = io.StringIO(got.body.decode("utf-8-sig"), newline="")
    return [row["action"] for row in csv.DictReader(text)]


def test_in_a_channel_each_who_asks_gets_a_link_to_what_they_may_see(world: TeamsWorld) -> None:
    raise_action(world.database, seat="SCT", text="Publish", extent=("SCT",))
    raise_action(world.database, seat="WLS", text="Translate", extent=("WLS",))
    said = {who: world.client.writes(who, EXPORT, channel=CHANNEL) for who in (SAM, ANA)}
    assert [(one.conversation, one.to) for [one] in said.values()] == [(CHANNEL, SAM), (CHANNEL, ANA)]
    assert "The link serves until Tuesday 12 January 2027." in said[SAM][0].texts
    assert sorted(rows(world, path(said[SAM][0]))) == ["Publish", "Translate"]
    assert rows(world, path(said[ANA][0])) == ["Publish"]
    assert world.server.heard(SAM) == world.server.heard(ANA) == []


def test_in_a_group_chat_it_is_a_link_too_and_direct_where_nobody_can_be_told_alone(world: TeamsWorld) -> None:
    world.server.room("19:chat@thread.v2", "groupChat", members=(SAM,))
    world.server.targets = False
    [said] = world.client.writes(SAM, EXPORT, channel="19:chat@thread.v2")
    assert said.conversation == personal(SAM)
    assert rows(world, path(said)) == []


def test_a_file_is_put_where_its_owner_says(world: TeamsWorld) -> None:
    asked = world.client.writes(ANA, "thing file")[0]
    assert asked.attachment["contentType"] == CONSENT
    assert asked.attachment["content"]["sizeInBytes"] == len(FILE)
    assert world.client.agrees(ANA, asked, name="actions.csv").status == 200
    assert eventually(lambda: world.server.files)
    assert world.server.files["actions.csv"] == FILE
    assert eventually(lambda: "file.info" in str(world.server.said[-1].body))


@pytest.mark.parametrize("why", ["declined", "elsewhere", "refused", "cut"])
def test_a_file_that_is_not_put_there_waits_behind_a_link(why: str, world: TeamsWorld) -> None:
    asked = world.client.writes(SAM, EXPORT)[0]
    assert asked.attachment["contentType"] == CONSENT
    faults = {"refused": Fault(status=507, code="quotaLimitReached"), "cut": Fault(cut="before")}
    if why in faults:
        world.server.plan("upload", faults[why])
    more = {"uploadUrl": "https://evil.example/upload"} if why == "elsewhere" else {}
    assert world.client.agrees(SAM, asked, name="x.csv", accept=why != "declined", **more).status == 200
    assert eventually(lambda: "The link serves until" in world.server.said[-1].texts)
    assert rows(world, path(world.server.heard(SAM)[-1])) == []
    assert world.server.files == {}


def test_a_file_for_which_nobody_can_be_asked_waits_behind_a_link(world: TeamsWorld) -> None:
    world.server.plan("say", Fault(status=403, code="ConsentDisabled"))
    [said] = world.client.writes(SAM, EXPORT)
    assert rows(world, path(said)) == []
