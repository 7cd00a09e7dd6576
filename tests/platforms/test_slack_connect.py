"""Channels that are shared with another workspace: whose people are told apart."""

from __future__ import annotations

import pytest

from bot.db.unit_of_work import Database
from bot.services import linking
from tests.platforms.slack_world import CHANNEL, NOW, account, slack_world
from tests.world import lead

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
