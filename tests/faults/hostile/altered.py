"""What stands in menus, altered: values that were never offered, of another group too, and presses on menus that carry
no command."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.messages.block_kit_inputs import FIELD, WORDS
from bot.messages.model import Document, Form
from tests.conftest import KEY
from tests.faults.harness import SEED
from tests.faults.hostile.tried import Attack, Tried, many
from tests.handlers import test_isolation as isolation
from tests.messages import teams_rules
from tests.platforms import slack_client as slack
from tests.platforms import teams_client as teams
from tests.platforms.slack_server import TEAM, View
from tests.platforms.slack_world import MENU, SlackWorld, slack_world
from tests.platforms.teams_server import TENANT, Activity, personal
from tests.platforms.teams_world import TeamsWorld, eventually, teams_world
from tests.world import OPERATOR, worded

Json = dict[str, Any]

SPY = "USPY"
MENUS = ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "users_select")
COMMANDS = sorted({command.name for command, *_ in isolation.cases()})
THEIRS = sorted(
    {pair for pairs in isolation.THEIRS.values() for pair in pairs if " " not in pair[0]} | {("ULEADWLS", "UNOBODY")}
)
"""What another group has, and beside it the same where nobody has it."""

NEVER_OFFERED: tuple[Any, ...] = (
    *("", "x" * 2_000, "\x00", "\ud800", "<!channel>", "=1+1", "SCT,UKG,SCT", "-1", "0", "99999999999999999999"),
    *(None, 5, True, 1.5, [], {}, ["VAWG-1"], {"value": "VAWG-1"}),
)


_numbers = itertools.count(1)


class Heard:
    """Asks a dispatcher, and keeps what it answered. Nothing that is written stays, unless it is to be ``kept``."""

    def __init__(self, database: Database, *, kept: bool = False) -> None:
        self.forgetful = isolation.Forgetful(database)
        self.answers: list[Answered] = []
        asked = database if kept else cast("Database", self.forgetful)
        self._dispatcher = Dispatcher(asked, MENU, lambda: isolation.NOW, [OPERATOR])

    def __call__(self, invocation: Invocation) -> Answered:
        answered = self._dispatcher(invocation)
        self.answers.append(answered)
        return answered

    def last(self, before: int, value: str) -> tuple[str, str]:
        """What was answered since, without what it says of the value; what the door refused was no question."""
        if len(self.answers) == before:
            return "malformed", ""
        answered = self.answers[-1]
        if isinstance(answered.reply, Document):
            answered.reply.content.close()
        return answered.outcome, isolation.normal(worded(answered), value)


def _said(answered: tuple[str, str], pair: tuple[str, str]) -> tuple[str, str]:
    """An answer without any word of either value: menus that hold several take a name apart, and repeat its words."""
    outcome, text = answered
    for word in " ".join(pair).lower().split():
        text = text.replace(word, "…")
    return outcome, text


def tied(database: Database, platform: str, workspace: str, account: str, email: str = isolation.SPY) -> None:
    """An official's own account there, by default the spy's."""
    with database.writing("faults") as uow:
        official = uow.people.by_email(email)
        assert official is not None
        row = models.Account(
            official_id=official.id, platform=platform, workspace=workspace, account=account, created_at=isolation.NOW
        )
        uow.session.add(row)


@contextmanager
def _in_slack(url: str) -> Iterator[tuple[SlackWorld, Heard]]:
    database = Database(url, [KEY])
    with slack_world(database) as world:
        isolation.spied(database, world.group_id)
        tied(database, "slack", TEAM, SPY)
        heard = Heard(database)
        world.dispatcher = cast("Dispatcher", heard)
        yield world, heard
    database.close()


def menus_in_slack(url: str, scale: float) -> Tried:
    """A spy in a group of their own sends each form with a menu's value that was never offered: what another group has
    is answered like what nobody has, and anything at all is refused or asked for again."""
    tried = told = 0
    with _in_slack(url) as (world, heard):
        for name in COMMANDS[:: max(round(1 / scale), 1)]:
            view = _opened(world, heard, f"{name} group:other")
            if view is None:
                continue
            for block in (one for one, found in view.inputs.items() if found["element"]["type"] in MENUS):
                for pair in THEIRS:
                    answers = [_sent(world, heard, view, block, value) for value in pair]
                    tried, told = tried + 2, told + (_said(answers[0], pair) != _said(answers[1], pair))
                for value in NEVER_OFFERED:
                    outcome, _ = _sent(world, heard, view, block, value)
                    tried, told = tried + 1, told + (outcome == "broken")
        asked = len(heard.answers)
        for payload in _pressed_menus(world, many(200, scale)):
            reply = slack.send(world.workspace.address, *_signed(payload))
            tried, told = tried + 1, told + ((reply.status, reply.text) not in ((200, ""), (400, "")))
        told += len(heard.answers) - asked + heard.forgetful.touched
    return Tried("Slack: options of menus, altered or never offered", tried, told)


def _opened(world: SlackWorld, heard: Heard, text: str) -> View | None:
    """The form that the command opens; ``None`` where it needs none."""
    asked, views = len(heard.answers), len(world.server.views)
    world.workspace.types(SPY, text, channel="D1")
    assert eventually(lambda: len(heard.answers) > asked)
    if not isinstance(heard.answers[-1].reply, Form):
        return None
    assert eventually(lambda: len(world.server.views) > views and "submit" in world.server.view().view)
    return world.server.view()


def _sent(world: SlackWorld, heard: Heard, view: View, block: str, value: Any) -> tuple[str, str]:
    """The form, filled in as it should be but for one menu. Each is another state of its view: none is a repeat."""
    values = isolation.FILLED.get(_command(view), {})
    state = {one: {"value": slack.filled_in(found["element"])} for one, found in view.inputs.items()}
    for name, filled in values.items():
        place = FIELD + name
        if place in view.inputs and view.inputs[place]["element"]["type"] == "plain_text_input":
            state[place] = {"value": {"type": "plain_text_input", "value": filled}}
    state[block] = {"value": _chosen(view.inputs[block]["element"]["type"], value)}
    state.pop(block + WORDS, None)
    payload = slack.submission(SPY, view, state)
    payload["view"]["hash"] = f"{next(_numbers)}.{view.hash}"
    before = len(heard.answers)
    reply = slack.send(world.workspace.address, *_signed(payload))
    if reply.status not in (200, 400):
        return "broken", reply.text
    return heard.last(before, str(value))


def _command(view: View) -> str:
    found = json.loads(view.view["private_metadata"])["command"]
    return str(found).partition(" group:")[0]


def _chosen(kind: str, value: Any) -> Json:
    """As Slack has it of a menu of this kind; now and then the label is that of something which was offered."""
    if kind == "users_select":
        return {"type": kind, "selected_user": value}
    option = {"text": {"type": "plain_text", "text": "OTHER-1", "emoji": False}, "value": value}
    if kind in ("static_select", "radio_buttons"):
        return {"type": kind, "selected_option": option}
    return {"type": kind, "selected_options": [option, option] if isinstance(value, str) else value}


def _pressed_menus(world: SlackWorld, number: int) -> Iterator[Json]:
    """Menus in a message, and menus that ask for their options: nothing of ours has any, so they carry no command."""
    die, button = random.Random(SEED), {"type": "button", "action_id": "command:0", "block_id": "b"}
    for _ in range(number):
        kind = die.choice((*MENUS, "external_select", "multi_external_select", "overflow", "datepicker"))
        command = f"action done {die.choice(THEIRS)[0]} group:{die.choice(('vawg', 'other'))}"
        option = {"text": {"type": "plain_text", "text": "x", "emoji": False}, "value": command}
        chosen = {"type": kind, "selected_option": option, "selected_options": [option], "selected_date": command}
        if die.random() < 0.5:
            yield slack.press(SPY, button | chosen | {"value": command}, response_url=world.server.hook())
        else:
            asked = slack.press(SPY, button, response_url=world.server.hook())
            yield asked | {
                "type": "block_suggestion",
                "action_id": "value",
                "block_id": "field:action",
                "value": command,
            }


def _signed(payload: Json) -> tuple[bytes, dict[str, str]]:
    body = slack.form({"payload": json.dumps(payload)})
    return body, {"Content-Type": slack.FORM, **slack.signed(body)}


@contextmanager
def _in_teams(url: str) -> Iterator[tuple[TeamsWorld, Heard]]:
    database = Database(url, [KEY])
    with teams_world(database) as world:
        isolation.spied(database, world.group_id)
        tied(database, "teams", TENANT, f"29:{SPY}")
        heard = Heard(database)
        world.dispatcher = cast("Dispatcher", heard)
        yield world, heard
    database.close()


def menus_in_teams(url: str, scale: float) -> Tried:
    """The same of the choices in a dialog."""
    tried = told = 0
    with _in_teams(url) as (world, heard):
        on = Activity(personal(f"29:{SPY}"), "", "1", {})
        for name in COMMANDS[:: max(round(1 / scale), 1)]:
            data = {"command": f"{name} group:other", "msteams": {"type": "task/fetch"}}
            shown = world.client.acts(f"29:{SPY}", on, {"type": "Action.Submit", "data": data}).dialog
            for id, one in teams_rules.inputs(shown).items():
                if one["type"] != "Input.ChoiceSet":
                    continue
                filled = _filled_in(shown, isolation.FILLED.get(name, {}))
                for pair in THEIRS:
                    answers = [_answered(world, heard, filled, id, value) for value in pair]
                    tried, told = tried + 2, told + (_said(answers[0], pair) != _said(answers[1], pair))
                for value in NEVER_OFFERED:
                    outcome, _ = _answered(world, heard, filled, id, value)
                    tried, told = tried + 1, told + (outcome == "broken")
        told += heard.forgetful.touched
    return Tried("Teams: choices of a dialog, altered or never offered", tried, told)


def _filled_in(dialog: Json, values: Mapping[str, str]) -> Json:
    inputs = teams_rules.inputs(dialog)
    texts = {FIELD + name: value for name, value in values.items()}
    typed = {id: value for id, value in texts.items() if inputs.get(id, {}).get("type") == "Input.Text"}
    return teams.filled(dialog, typed)


def _answered(world: TeamsWorld, heard: Heard, filled: Json, id: str, value: Any) -> tuple[str, str]:
    before = len(heard.answers)
    reply = world.client.submits(f"29:{SPY}", filled | {id: value})
    return heard.last(before, str(value)) if reply.status in (200, 400) else ("broken", reply.text)


ALTERED: tuple[Attack, ...] = (menus_in_slack, menus_in_teams)
