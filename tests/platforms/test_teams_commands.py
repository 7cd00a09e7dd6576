"""Every command that asks for something, in Teams over signed activities: typed alone it offers its form, a dialog that
Teams takes; filled in, it does what typing it does. The same list as in Slack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.arguments import declared
from bot.db import models
from bot.db.unit_of_work import Database
from tests.messages import teams_rules
from tests.platforms import test_slack_commands as slack
from tests.platforms.teams_server import TENANT
from tests.platforms.teams_world import CHANNEL, ELSEWHERE, NOW, TeamsWorld, account, eventually, teams_world
from tests.world import OPERATOR, SECRETARIAT, lead, raise_action, with_rota

pytestmark = pytest.mark.network

SAM, OLU, NEW = account(SECRETARIAT), account(OPERATOR), "29:new"
WHO = {slack.SAM: SAM, slack.OLU: OLU, "UNEW": NEW}


@pytest.fixture
def world(database: Database) -> Iterator[TeamsWorld]:
    with teams_world(database) as found:
        with_rota(database, found.group_id)
        with database.writing("test") as uow:
            operator = uow.people.create(name="Olu Operator", email=OPERATOR, now=NOW)
            uow.session.add(
                models.Account(official_id=operator.id, platform="teams", workspace=TENANT, account=OLU, created_at=NOW)
            )
        raise_action(database, seat="SCT", text="Publish", extent=("SCT",))
        found.client.writes(SAM, "meeting add 6 Jan 2027 10:00", channel=ELSEWHERE)
        found.client.writes(SAM, "meeting add 20 Feb 2027 10:00", channel=ELSEWHERE)
        found.client.writes(SAM, "agenda add Housing", channel=ELSEWHERE)
        found.client.writes(SAM, "decide Fund extent:SCT closes:2027-02-03", channel=ELSEWHERE)
        with database.writing("test") as uow:
            row = uow.meetings.by_number(found.group_id, 1)
            assert row is not None
            row.day, row.starts_at = NOW.date(), datetime(2027, 1, 5, 9, tzinfo=UTC)
            row.ends_at = row.starts_at + timedelta(hours=2)
        yield found


def opened(world: TeamsWorld, who: str, name: str) -> tuple[dict[str, Any], str]:
    """The dialog of a command that was typed alone, and the thread in which it was typed."""
    [offered] = world.client.writes(who, name, channel=CHANNEL if who == SAM else ELSEWHERE)
    assert offered.to == who, "a form is offered to whoever asked for it"
    return world.client.presses(who, offered, "Fill it in").dialog, offered.thread


def typed(values: dict[str, Any]) -> dict[str, str]:
    """What is filled in, as Teams sends it. People are typed there."""
    found = {name.removesuffix(":words") if name == "person:words" else name: value for name, value in values.items()}
    return {
        f"field:{name}": ",".join(value) if isinstance(value, list) else str(value)
        for name, value in found.items()
        if value is not None
    }


@pytest.mark.parametrize("name", slack.FILLED)
def test_a_command_typed_alone_offers_its_form_and_the_form_does_it(name: str, world: TeamsWorld) -> None:
    known, values, said = slack.FILLED[name]
    who = WHO[known]
    if name == "me link":
        values = {"code": slack.code_of(world, lead("SCT"))}  # type: ignore[arg-type]
    dialog, thread = opened(world, who, name)
    before = len(world.server.said)
    answer = world.client.fills(who, dialog, typed(values), channel=thread)
    if name in slack.REFUSED:
        assert said in " ".join(teams_rules.texts(answer.dialog))
        return
    if not answer.closes:
        assert teams_rules.inputs(answer.dialog) == {}, "a preview"
        answer = world.client.fills(who, answer.dialog, {}, channel=thread)
    assert answer.closes
    assert eventually(lambda: said in " ".join(one.texts for one in world.server.said[before:]))


@pytest.mark.parametrize("name", slack.FILLED)
def test_an_empty_form_comes_back_with_what_is_missing(name: str, world: TeamsWorld) -> None:
    who = WHO[slack.FILLED[name][0]]
    dialog, thread = opened(world, who, name)
    nothing = dict.fromkeys(teams_rules.inputs(dialog), "")
    answer = world.client.fills(who, dialog, nothing, channel=thread)
    required = [one for one in declared(slack.OPENING[name].arguments) if one.required]
    words = teams_rules.texts(answer.dialog)
    assert words.count("Please fill this in.") == len(required) or not required
