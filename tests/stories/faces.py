"""The faces for one story: the console, Slack over signed HTTP and by Socket Mode, typed or by forms, and the terminal.

Each has the same few verbs. ``heard`` is what reached a person unasked; in the terminal, which reaches nobody, it is
what the person finds waiting.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
import structlog
from click.testing import CliRunner
from starlette.applications import Starlette

from bot.__main__ import main
from bot.app.directory import directory
from bot.arguments import Given, declared, gather
from bot.clock import Movable
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.domain.dates import parse_date
from bot.foresight import foreseen, lacking
from bot.language import tokens
from bot.matching import Menu
from bot.messages.block_kit_inputs import FIELD, WORDS
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.web.console_routes import routes
from bot.platforms.web.rooms import ChatRoom, ConsoleGateway
from bot.presenters.speech import words
from bot.restating import Restater
from bot.services import linking
from bot.stepping import Stepper
from handlers import COMMANDS
from tests.conftest import KEY
from tests.platforms.browserless import Browserless, Page
from tests.platforms.slack_client import Workspace, buttons, slack_face, token
from tests.platforms.slack_server import SlackServer, View, direct, slack_server
from tests.platforms.slack_world import account
from tests.world import OPERATOR, World

CHANNEL = "CVAWG"
MENU = Menu(COMMANDS)


def through(*names: str) -> pytest.MarkDecorator:
    """A story once through each face, on one kind of database after another, and through the first on both: no face
    knows which database it talks to."""
    kinds = itertools.cycle(("postgresql", "sqlite"))
    pairs = [("sqlite", names[0]), *((next(kinds), name) for name in names)]
    return pytest.mark.parametrize(("database_kind", "name"), pairs, indirect=["database_kind"])


class Face(Protocol):
    def mention(self, address: str) -> str:
        """How this person is named where somebody is added."""

    def joins(self, who: str) -> None:
        """Somebody who was added ties an account, where the mention of it hasn't done that."""

    def types(self, who: str, text: str) -> str:
        """Type a command where the group is; the answer in words."""

    def heard(self, who: str) -> str:
        """What reached this person unasked so far, in words."""

    def presses(self, who: str, label: str) -> str:
        """Press the newest button with that label among what was heard; the answer in words."""

    def receives(self, who: str, text: str) -> str:
        """Type a command that answers with a file; the file as text."""

    def goes_to(self, instant: datetime) -> None:
        """Let the time pass, and everything happen that falls due."""


class Told(str):
    """Words on one line, so that a story can look for sentences."""

    def __new__(cls, text: str) -> Told:
        return super().__new__(cls, " ".join(text.split()))


class Console:
    def __init__(self, database: Database, clock: Movable, files: Path) -> None:
        self.rooms = ChatRoom()
        self.dispatcher = World(database, now=clock()).dispatcher
        self.dispatcher._clock = clock
        self.stepper = Stepper(database, clock, Deliverer(database, [ConsoleGateway(self.rooms, clock)], clock))
        console = routes(
            ask=self._ask,
            directory=lambda: directory(database),
            rooms=self.rooms,
            clock=clock,
            advance=self.stepper.advance,
            to_next=self.stepper.to_next,
            voices=words,
            zone="Europe/London",
            files=files,
            foresee=foreseen(MENU, words("en-GB")),
            restate=self._restate,
        )
        self.restater = Restater(database, [ConsoleGateway(self.rooms, clock)], clock)
        self.browser = Browserless(Starlette(routes=console))
        self.database, self.clock = database, clock
        self.dispatcher(Invocation("terminal", "", OPERATOR, "administration list", address=OPERATOR))
        self.joins(OPERATOR)

    async def _ask(self, invocation: Invocation) -> Answered:
        return await asyncio.to_thread(self.dispatcher, invocation)

    async def _restate(self, id: str) -> bool:
        return await self.restater("web", "demo", id)

    def mention(self, address: str) -> str:
        return address

    def joins(self, who: str) -> None:
        with self.database.writing("test") as uow:
            found = uow.people.by_email(who)
            assert found is not None
            code = linking.issue_code(uow, official_id=found.id, now=self.clock())
        answer = self.types(who, f"me link {code}")
        assert "This account is yours" in answer, answer

    def types(self, who: str, text: str) -> str:
        return self._answer(self.browser.says(f"/as/{who}/direct", text))

    def _answer(self, page: Page) -> str:
        found = re.search(rf'<li id="p{self.rooms.last}".*?</li>', page.text, re.DOTALL)
        assert found is not None, page.words
        return Told(Page(200, {}, found[0].encode(), "").words)

    def heard(self, who: str) -> str:
        return Told(self.browser.get(f"/as/{who}/direct").words)

    def presses(self, who: str, label: str) -> str:
        pressed = self.browser.get(f"/as/{who}/direct").button(label)
        return self.types(who, pressed)

    def receives(self, who: str, text: str) -> str:
        page = self.browser.says(f"/as/{who}/direct", text)
        found = re.findall(r'href="(/received/[^"]+)"', page.text)
        assert found, page.words
        return self.browser.get(found[-1]).body.decode("utf-8-sig")

    def goes_to(self, instant: datetime) -> None:
        asyncio.run(self.stepper.advance(instant))


class Slack:
    def __init__(self, database: Database, clock: Movable, server: SlackServer, road: str) -> None:
        self.database, self.clock, self.server = database, clock, server
        self.dispatcher = World(database, now=clock()).dispatcher
        self.dispatcher._clock = clock
        self.workspace = Workspace("", server, road)
        self.seen = 0

    def begins(self, address: str) -> None:
        """The operator's account is tied by a code, as ``convenor code`` gives one."""
        self.workspace.address = address
        self.dispatcher(Invocation("terminal", "", OPERATOR, "administration list", address=OPERATOR))
        with self.database.writing("test") as uow:
            found = uow.people.by_email(OPERATOR)
            assert found is not None
            code = linking.issue_code(uow, official_id=found.id, now=self.clock())
        self.workspace.types(account(OPERATOR), f"me link {code}", channel=direct(account(OPERATOR)))

    def mention(self, address: str) -> str:
        return f"<@{account(address)}|{address}>"

    def joins(self, who: str) -> None:
        """The mention of the account tied it."""

    def types(self, who: str, text: str) -> str:
        return _said(self.workspace.types(account(who), text, channel=CHANNEL).body)

    def heard(self, who: str) -> str:
        return Told(" ".join(json.dumps(post.blocks) + post.text for post in self._direct(who)))

    def presses(self, who: str, label: str) -> str:
        wanted = [
            button
            for post in self._direct(who)
            for button in buttons({"blocks": post.blocks})
            if button["text"]["text"] == label
        ]
        assert wanted, f"no button {label}"
        before = len(self.server.responses)
        self.workspace.presses(account(who), wanted[-1], channel=direct(account(who)))
        assert len(self.server.responses) == before + 1
        return _said(self.server.responses[-1][1])

    def receives(self, who: str, text: str) -> str:
        before = len(self.server.files)
        self.workspace.types(account(who), text, channel=direct(account(who)))
        assert len(self.server.files) == before + 1
        return self.server.files[-1].content.decode("utf-8-sig")

    def goes_to(self, instant: datetime) -> None:
        asyncio.run(self._advance(instant))

    async def _advance(self, instant: datetime) -> None:
        api = Api(self.server.api_url)
        try:
            sender = Deliverer(self.database, [SlackGateway(api, token)], self.clock)
            await Stepper(self.database, self.clock, sender).advance(instant)
        finally:
            await api.close()

    def _direct(self, who: str) -> list[Any]:
        return [post for post in self.server.posts if post.channel == direct(account(who))]


class SlackForms(Slack):
    """Slack for somebody who types a command's name alone and fills in the form that opens: days and people are picked
    where there is a picker, choices among those that are offered."""

    def types(self, who: str, text: str) -> str:
        matched = MENU.match(tokens(text))
        given = gather(declared(matched.command.arguments), matched.rest, {})
        if not (given and lacking(matched.command, {})):
            return super().types(who, text)
        reply = self.workspace.types(account(who), matched.command.name, channel=CHANNEL)
        assert (reply.status, reply.text) == (200, "")
        return self._sends(who, self._standing(), given)

    def _sends(self, who: str, view: View, given: Mapping[str, Given]) -> str:
        """The answer in words, wherever it is said: in the channel, or in the form, which then stands open. What is
        shown before it is done is looked at, and sent."""
        before = len(self.server.responses)
        answer = self.workspace.submits(account(who), view, self._filled(view, given)).body
        match answer["response_action"]:
            case "push":
                shown = self.server.answered(view, answer)
                assert shown is not None
                return self._sends(who, shown, {})
            case "clear":
                self._waits(lambda: len(self.server.responses) > before)
                return _said(self.server.responses[-1][1])
            case _:
                return _said(answer.get("view", answer))

    def _standing(self) -> View:
        """The form, once it has taken the place of what announces it where the database takes its time."""
        self._waits(lambda: len(self.server.views) > self.seen and "submit" in self.server.view().view)
        self.seen = len(self.server.views)
        return self.server.view()

    def _waits(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not happened():
            assert time.monotonic() < deadline, self.server.calls[-5:]
            time.sleep(0.005)

    def _filled(self, view: View, given: Mapping[str, Given]) -> dict[str, object]:
        return dict(self._input(view, name, said) for name, said in given.items())

    def _input(self, view: View, name: str, said: Given) -> tuple[str, object]:
        """The block of the argument's input and what a client puts into it."""
        block = FIELD + name
        element = view.inputs[block]["element"]
        match element["type"]:
            case "datepicker":
                return block, parse_date(said.text, today=self.clock().date()).isoformat()
            case "users_select" if said.account is None:
                return block + WORDS, said.text
            case "users_select":
                return block, said.account
            case "plain_text_input":
                return block, said.text
            case "checkboxes" | "multi_static_select":
                return block, [_offered(element, one) for one in said.text.split(",")]
            case _:
                return block, _offered(element, said.text)


def _offered(element: dict[str, Any], said: str) -> str:
    """The option that means what was said: ``1`` is the meeting ``VAWG-M1``."""
    values = [str(one["value"]) for one in element["options"]]
    return next(one for one in values if said in (one, one.rpartition("-M")[2]))


class Terminal:
    def __init__(self, database_url: str, clock: Movable, folder: Path) -> None:
        self.clock, self.folder = clock, folder
        self.environment = {
            "CONVENOR_DATABASE_URL": database_url,
            "CONVENOR_OPERATORS": OPERATOR,
            "CONVENOR_SECRET_KEYS": KEY,
        }

    def mention(self, address: str) -> str:
        return address

    def joins(self, who: str) -> None:
        """The terminal vouches for addresses; an account is for where notices go."""

    def types(self, who: str, text: str) -> str:
        done = self._typed("run", "--as", who, text)
        return Told(done.stdout + done.stderr)

    def heard(self, who: str) -> str:
        return self.types(who, "my")

    def presses(self, who: str, label: str) -> str:
        lines = self._typed("run", "--as", who, "my").stdout.splitlines()
        pressed = [line for line in lines if line.startswith(f"{label}")]
        assert pressed, lines
        return self.types(who, pressed[0].split(f"--as {who} ", 1)[1])

    def receives(self, who: str, text: str) -> str:
        path = self.folder / "received.csv"
        what = text.removeprefix("export ").split()[0]
        done = self._typed("export", what, "--group", "vawg", "--as", who, "--format", "csv", "--output", str(path))
        assert done.exit_code == 0, done.stderr
        return path.read_bytes().decode("utf-8-sig")

    def goes_to(self, instant: datetime) -> None:
        self.clock.set(instant)
        done = self._typed("tick")
        assert json.loads(done.stdout)["chores"]["failed"] == 0, done.stdout

    def _typed(self, *typed: str) -> Any:
        at = self.clock().strftime("%Y-%m-%dT%H:%M")
        return CliRunner().invoke(main, ["--now", at, *typed], env=self.environment, prog_name="convenor")


def _said(body: dict[str, Any]) -> str:
    return Told(json.dumps(body.get("blocks", [])).replace("\\u2019", "’") + " " + str(body.get("text", "")))


@contextmanager
def logging_as_it_was() -> Iterator[None]:
    """Each command sets up how it logs, for the whole process."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@contextmanager
def face(name: str, database: Database, database_url: str, clock: Movable, folder: Path) -> Iterator[Face]:
    """The face of that name over the database; what it needs is started, and ended afterwards."""
    match name:
        case "console":
            yield Console(database, clock, folder)
        case "terminal":
            with logging_as_it_was():
                yield Terminal(database_url, clock, folder)
        case "teams":
            from tests.stories.in_teams import teams  # it needs what stands above

            with teams(database, clock) as tenant:
                yield tenant
        case _:
            with slack_server() as server:
                road = "socket" if "socket" in name else "http"
                slack = (SlackForms if "forms" in name else Slack)(database, clock, server, road)
                with slack_face(server, slack.dispatcher, road=road) as address:
                    slack.begins(address)
                    yield slack
                assert bool(slack.seen) == isinstance(slack, SlackForms)
