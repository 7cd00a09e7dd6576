"""Buttons whose commands were put together by hand, pressed by accounts that somebody has: of another group, of another
workspace or tenant, and of the group itself, but without the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from bot.commands import Command
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.domain.permissions import MATRIX, Role
from bot.messages.model import Document
from handlers import COMMANDS
from tests.conftest import KEY
from tests.faults.hostile.altered import Heard, tied
from tests.faults.hostile.people import effects
from tests.faults.hostile.tried import Attack, Tried
from tests.handlers import test_isolation as isolation
from tests.handlers.test_permissions import MEMBER, OBSERVER
from tests.platforms import teams_world as teams
from tests.platforms.slack_server import TEAM
from tests.platforms.slack_world import account, slack_world
from tests.platforms.teams_client import Client
from tests.platforms.teams_server import TENANT, Activity, personal
from tests.world import SECRETARIAT, World, traces

ELSEWHERE = "T2"
OTHER_TENANT = "00000000-0000-4000-8000-0000000000b2"
CHANGING = [command for command in COMMANDS if command.needs_group and command.changes]


@dataclass(frozen=True)
class Pressed:
    """Who presses what; ``at_home`` isn't so where it is the same account in another workspace or tenant."""

    who: str
    value: str
    at_home: bool = True


def _by_others(scale: float) -> Iterator[Pressed]:
    for command in CHANGING[:: min(max(round(1 / scale), 1), 8)]:
        value = _value(command)
        yield Pressed(isolation.SPY, value)
        yield Pressed(SECRETARIAT, value, at_home=False)
        for role, who in ((Role.MEMBER, MEMBER), (Role.OBSERVER, OBSERVER)):
            if role not in MATRIX[command.requires]:
                yield Pressed(who, value)


def _value(command: Command) -> str:
    """The command with all that it needs, about what the group has."""
    values = isolation.FILLED.get(command.name, {})
    return " ".join([command.name, *(f'{name}:"{value}"' for name, value in values.items()), "group:vawg"])


def _peopled(database: Database, group_id: int, platform: str, workspace: str, named: Callable[[str], str]) -> None:
    """The group with all that can be pressed about, a member and an observer; and the spy's own group."""
    world = isolation.spied(database, group_id)
    for email, kind in ((MEMBER, "member"), (OBSERVER, "observer")):
        world.says(SECRETARIAT, f"member add {email} seat:WLS as:{kind} group:vawg")
    for email in (isolation.SPY, MEMBER, OBSERVER):
        tied(database, platform, workspace, named(email), email)


def _all(database: Database, presses: Sequence[Pressed], heard: Heard, press: Callable[[Pressed], int]) -> int:
    """What got in: an answer that is no refusal, or anything that was changed."""
    before, hits = traces(database), 0
    for one in presses:
        asked = len(heard.answers)
        status = press(one)
        answered = heard.answers[asked:]
        hits += status != 200 or not answered or any(found.outcome != "refused" for found in answered)
    return hits + effects(before, traces(database))


def _by_whoever_may(database: Database, presses: Sequence[Pressed]) -> int:
    """How many of these buttons have an effect if the secretariat presses them; nothing of it stays."""
    heard = Heard(database)
    world = World(database, isolation.NOW)
    world.dispatcher = cast("Dispatcher", heard)
    for value in {one.value for one in presses}:
        if isinstance(reply := world.asks(SECRETARIAT, value).reply, Document):
            reply.content.close()
    return heard.forgetful.touched


def buttons_in_slack(url: str, scale: float) -> Tried:
    database, presses = Database(url, [KEY]), list(_by_others(scale))
    with slack_world(database) as world:
        _peopled(database, world.group_id, "slack", TEAM, account)
        heard = Heard(database, kept=True)
        world.dispatcher = cast("Dispatcher", heard)

        def press(one: Pressed) -> int:
            button = {"type": "button", "action_id": "command:0", "block_id": "b", "value": one.value}
            team = TEAM if one.at_home else ELSEWHERE
            return world.workspace.presses(account(one.who), button, channel="C1", team=team, ephemeral=True).status

        hits = _all(database, presses, heard, press)
    return _tried("Slack: buttons altered, pressed by accounts of others", database, presses, hits)


def buttons_in_teams(url: str, scale: float) -> Tried:
    database, presses = Database(url, [KEY]), list(_by_others(scale))
    with teams.teams_world(database, allowed_tenants=(TENANT, OTHER_TENANT)) as world:
        _peopled(database, world.group_id, "teams", TENANT, teams.account)
        heard = Heard(database, kept=True)
        world.dispatcher = cast("Dispatcher", heard)
        elsewhere = Client(world.client.address, world.server, lambda: teams.NOW, OTHER_TENANT)

        def press(one: Pressed) -> int:
            who, client = teams.account(one.who), world.client if one.at_home else elsewhere
            button = {"type": "Action.Execute", "verb": "command", "data": {"command": one.value}}
            return client.acts(who, Activity(personal(who), "", "1", {}), button).status

        for at_home in (True, False):
            press(Pressed(SECRETARIAT, "my", at_home))  # each tenant has been heard of, and that is written down
        hits = _all(database, presses, heard, press)
    return _tried("Teams: buttons altered, pressed by accounts of others", database, presses, hits)


def _tried(what: str, database: Database, presses: Sequence[Pressed], hits: int) -> Tried:
    may = _by_whoever_may(database, presses)
    database.close()
    return Tried(
        what, len(presses), hits + (not may), f"{may} of these buttons have an effect if the secretariat presses"
    )


PRESSING: tuple[Attack, ...] = (buttons_in_slack, buttons_in_teams)
