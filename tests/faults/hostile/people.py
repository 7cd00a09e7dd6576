"""Whoever isn't allowed: ids of others in every parameter of every command, every role at every command, and buttons
that say something else than they said."""

from __future__ import annotations

import random

from bot.db.unit_of_work import Database
from handlers import COMMANDS
from tests.conftest import KEY
from tests.faults.harness import SEED
from tests.faults.hostile.tried import Attack, Tried, many
from tests.handlers import test_isolation as isolation
from tests.handlers import test_permissions as permissions
from tests.platforms.slack_world import account, slack_world
from tests.world import SECRETARIAT, lead, traces

OUTSIDER = "UOUTSIDER"


def others_ids(url: str, scale: float) -> Tried:
    """Of another group, in every parameter: answered like what nobody has."""
    database = Database(url, [KEY])
    asked, told = isolation.told(isolation.spied(database), every=max(round(1 / scale), 1))
    database.close()
    return Tried("ids of another group in every parameter of every command", asked, len(told))


def every_role(url: str, _scale: float) -> Tried:
    """At the door of every command in a group; and whoever is in no group at all."""
    database = Database(url, [KEY])
    world = permissions.peopled(database)
    asked, wrong = permissions.doors(world)
    before = traces(database)
    for command in permissions.IN_A_GROUP:
        answered = world.asks(permissions.OUTSIDER, f"{command.name} group:vawg")
        asked, wrong = asked + 1, wrong + (answered.outcome != "refused")
    wrong += traces(database) != before
    database.close()
    return Tried("every role at every command", asked, wrong)


def altered_buttons(url: str, scale: float) -> Tried:
    """An account of nobody, and a lead of another seat, press what they were never shown: any command, with whole
    references of others, or anything at all."""
    database, die, pressed = Database(url, [KEY]), random.Random(SEED), many(1_000, scale)
    with slack_world(database) as world:
        for text in ("group show", "member list"):
            world.workspace.types(account(SECRETARIAT), text)
        names = [command.name for command in COMMANDS if command.changes]
        before, hits = traces(database), 0
        for number in range(pressed):
            button = {"type": "button", "action_id": "command:0", "block_id": "b", "value": _value(die, names)}
            reply = world.workspace.presses(OUTSIDER, button, channel="C1")
            hits += reply.status not in (200, 400)
            if number % 50 == 49:
                hits += effects(before, traces(database))
        hits += effects(before, traces(database))
    database.close()
    return Tried("altered values of buttons, pressed by who may not", pressed, hits)


_REMEMBERED = {"inbox", "code_tries", "code_requests", "conversations"}


def effects(before: dict[str, int], after: dict[str, int]) -> bool:
    """Whether anything changed but that the request, and where it came from, are remembered."""
    return any(before[name] != number for name, number in after.items() if name not in _REMEMBERED)


def _value(die: random.Random, names: list[str]) -> str:
    rest = die.choice(
        [
            *("VAWG-1", "VAWG-M1 group:vawg", "group:vawg", "VAWG-D1 supports seat:SCT", "1 yes:1,2", "\x00", "\ud800"),
            *(f"person:{lead('SCT')} group:vawg", 'reason:"x" meeting:VAWG-M1', "{}", "<@U1>", "x" * 1_900, '"'),
        ]
    )
    value = f"{die.choice(names)} {rest}"
    if die.random() < 0.2:
        place = die.randrange(len(value))
        value = value[:place] + chr(die.randrange(1, 0xD7FF)) + value[place + 1 :]
    return value.encode("utf-8", "replace").decode()[:2_000]


PEOPLE: tuple[Attack, ...] = (others_ids, every_role, altered_buttons)
