"""The faces for one story: the console, Slack over signed HTTP and by Socket Mode, Teams, and the terminal.

Each has the same few verbs. ``heard`` is what reached a person unasked; in the terminal, which reaches nobody, it is
what the person finds waiting.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from click.testing import CliRunner
from starlette.applications import Starlette

from bot.__main__ import main
from bot.app.directory import directory
from bot.app.teams import TeamsFace
from bot.clock import Movable
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.foresight import foreseen
from bot.matching import Menu
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
from tests.platforms.slack_server import SlackServer, direct, slack_server
from tests.platforms.slack_world import account
from tests.platforms.teams_client import CHANNEL as TEAMS_CHANNEL
from tests.platforms.teams_client import Client
from tests.platforms.teams_client import settings as teams_settings
from tests.platforms.teams_server import TeamsServer, teams_server
from tests.platforms.teams_world import account as teams_account
from tests.platforms.teams_world import app_of, eventually, teams_face
from tests.world import OPERATOR, World

CHANNEL = "CVAWG"


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
            foresee=foreseen(Menu(COMMANDS), words("en-GB")),
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
        found = re.findall(r'href="(/files/[^"]+)"', page.text)
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


class Teams:
    """A tenant; the group stands in a channel of it, and everybody has the app."""

    def __init__(self, database: Database, clock: Movable, server: TeamsServer) -> None:
        self.database, self.clock, self.server = database, clock, server
        self.dispatcher = World(database, now=clock()).dispatcher
        self.dispatcher._clock = clock
        self.app = app_of(database, self.dispatcher, clock, teams_settings(server))
        self.client = Client("", server, clock)

    def begins(self, address: str) -> None:
        """The operator's account is tied by a code, as ``convenor code`` gives one."""
        self.client.address = address
        self.dispatcher(Invocation("terminal", "", OPERATOR, "administration list", address=OPERATOR))
        with self.database.writing("test") as uow:
            found = uow.people.by_email(OPERATOR)
            assert found is not None
            code = linking.issue_code(uow, official_id=found.id, now=self.clock())
        self.client.types(teams_account(OPERATOR), f"me link {code}")

    def mention(self, address: str) -> str:
        self.server.alone(teams_account(address))
        return f'<at id="{teams_account(address)}">{address}</at>'

    def joins(self, who: str) -> None:
        """The mention of the account tied it."""

    def types(self, who: str, text: str) -> str:
        """In the channel, where a mention is what the client makes of a name."""
        people = {id: name for id, name in re.findall(r'<at id="([^"]+)">([^<]+)</at>', text)}
        shown = re.sub(r'<at id="[^"]+">', "<at>", text)
        return Told(self.client.types(teams_account(who), shown, channel=TEAMS_CHANNEL, people=people))

    def heard(self, who: str) -> str:
        return Told(" ".join(one.texts for one in self.server.heard(teams_account(who))))

    def presses(self, who: str, label: str) -> str:
        wanted = [
            (one, button)
            for one in self.server.heard(teams_account(who))
            for button in one.buttons
            if button["title"] == label
        ]
        assert wanted, f"no button {label}"
        before = len(self.server.said)
        answer = self.client.acts(teams_account(who), *wanted[-1])
        assert answer.status == 200
        return Told(" ".join(one.texts for one in self.server.said[before:]))

    def receives(self, who: str, text: str) -> str:
        asked = next(
            one
            for one in self.client.writes(teams_account(who), text)
            if one.attachment["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
        )
        name = f"file-{len(self.server.files)}.csv"
        self.client.agrees(teams_account(who), asked, name=name)
        assert eventually(lambda: name in self.server.files)
        return self.server.files[name].decode("utf-8-sig")

    def goes_to(self, instant: datetime) -> None:
        asyncio.run(self._advance(instant))

    async def _advance(self, instant: datetime) -> None:
        assert self.app.settings.teams is not None
        face = TeamsFace(self.app, self.app.settings.teams)
        async with face.listening():
            sender = Deliverer(self.database, [face.gateway], self.clock)
            await Stepper(self.database, self.clock, sender).advance(instant)


def _said(body: dict[str, Any]) -> str:
    return Told(json.dumps(body.get("blocks", [])).replace("\\u2019", "’") + " " + str(body.get("text", "")))


@contextmanager
def face(name: str, database: Database, database_url: str, clock: Movable, folder: Path) -> Iterator[Face]:
    """The face of that name over the database; what it needs is started, and ended afterwards."""
    match name:
        case "console":
            yield Console(database, clock, folder)
        case "terminal":
            yield Terminal(database_url, clock, folder)
        case "teams":
            with teams_server() as server:
                teams = Teams(database, clock, server)
                with teams_face(teams.app, teams.dispatcher) as address:
                    teams.begins(address)
                    yield teams
        case _:
            with slack_server() as workspace:
                road = "socket" if name == "slack-socket" else "http"
                slack = Slack(database, clock, workspace, road)
                with slack_face(workspace, slack.dispatcher, road=road) as address:
                    slack.begins(address)
                    yield slack
