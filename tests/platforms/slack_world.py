"""The exchange with Slack accounts, and a few commands that do one thing each: change, show, ask, hand over a file."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from bot.app.presence import Presence
from bot.app.slack_mentions import Mentions
from bot.app.telling import Telling
from bot.arguments import Nothing, day, rest
from bot.commands import Answer, Answered, Context, Invocation, command
from bot.db import models
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.dispatch import Dispatcher
from bot.domain.permissions import Right
from bot.matching import Menu
from bot.messages.model import Button, Document, Message, buttons
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from bot.restating import Restater
from handlers import COMMANDS
from tests.platforms.slack_client import Workspace, slack_face, token
from tests.platforms.slack_server import TEAM, SlackServer, slack_server
from tests.world import OPERATOR, exchange

NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)  # everybody is at work: the day before is a holiday in Scotland
CHANNEL = "CVAWG"
"""Linked to the group."""

ELSEWHERE = "CELSE"
FILE = bytes(range(256)) * 1024


@dataclass(frozen=True)
class Noted:
    text: str = rest()


@dataclass(frozen=True)
class Planned:
    on: date = day()


@command("thing add", requires=Right.CONTRIBUTE, changes=True)
def add(context: Context, arguments: Noted) -> Answer:
    context.uow.record("thing.added", by=context.actor, now=context.now, subject="x", group_id=context.group.id)
    message = Message(f"Added: {arguments.text}", buttons([Button("Undo", "thing show")]))
    return context.shared(lambda words: message)


@command("thing show", requires=Right.SEE)
def show(context: Context, _arguments: Nothing) -> Answer:
    done = [Button("Done 1", "thing add one"), Button("Done 2", "thing add two")]
    return Answer(Message(f"Shown to {context.actor.name}", buttons(done)))


@command("thing plan", requires=Right.SEE)
def plan(context: Context, arguments: Planned) -> Answer:
    """``on:"next friday"`` may mean two days, so it is asked which."""
    return Answer(Message(f"Planned for {arguments.on}"))


@command("thing file", requires=Right.SEE)
def file(context: Context, _arguments: Nothing) -> Answer:
    said = Message("The file is in your direct messages.")
    return Answer(Document("actions.csv", "text/csv", io.BytesIO(FILE), len(FILE), said))


MENU = Menu((*COMMANDS, add, show, plan, file))


@dataclass
class SlackWorld:
    """``workspace`` acts and reads; ``invocations`` are those that reached the dispatcher. While ``gate`` is not set,
    the core waits with each answer."""

    database: Database
    server: SlackServer
    group_id: int
    dispatcher: Dispatcher
    gate: threading.Event = field(default_factory=threading.Event)
    invocations: list[Invocation] = field(default_factory=list)
    nudged: int = 0
    workspace: Workspace = field(init=False)
    telling: Telling = field(init=False)

    def __post_init__(self) -> None:
        self.gate.set()
        self.telling = Telling(self.database, lambda: NOW)

    def dispatch(self, invocation: Invocation) -> Answered:
        self.invocations.append(invocation)
        assert self.gate.wait(20)
        return self.dispatcher(invocation)

    async def nudge(self) -> None:
        """What waits goes out."""
        self.nudged += 1
        api = Api(self.server.api_url)
        try:
            await Deliverer(self.database, [SlackGateway(api, token)], lambda: NOW).deliver_due(NOW)
        finally:
            await api.close()

    def effects(self) -> int:
        """Lines of the audit."""
        with self.database.reading() as uow:
            return uow.session.scalar(select(func.count()).select_from(models.AuditLine)) or 0

    def received(self) -> int:
        """Requests in the inbox."""
        asked = ~models.Received.key.startswith("said:")
        with self.database.reading() as uow:
            return uow.session.scalar(select(func.count()).select_from(models.Received).where(asked)) or 0


def account(email: str) -> str:
    """The Slack account of an official of the exchange: ``ULEADSCT`` for ``lead.sct@example.org``."""
    return "U" + email.partition("@")[0].replace(".", "").upper()


def linked_accounts(database: Database, group_id: int, *, channel: str = CHANNEL) -> None:
    """Gives everybody of the exchange a Slack account in ``T1``, and links the group to a channel there."""
    with database.writing("test") as uow:
        for official in uow.people.of_group(group_id):
            assert official.email is not None
            uow.session.add(
                models.Account(
                    official_id=official.id,
                    platform="slack",
                    workspace=TEAM,
                    account=account(official.email),
                    created_at=NOW,
                )
            )
        uow.session.add(
            models.Place(group_id=group_id, platform="slack", workspace=TEAM, channel=channel, linked_at=NOW)
        )


@contextmanager
def slack_world(database: Database, *, patience: float = 20.0, road: str = "http") -> Iterator[SlackWorld]:
    """The exchange, a Slack workspace with its people, and our Slack face between them, over real HTTP or a socket."""
    group_id = exchange(database)
    linked_accounts(database, group_id)
    with slack_server() as server:
        world = SlackWorld(database, server, group_id, Dispatcher(database, MENU, lambda: NOW, [OPERATOR]))
        api = Api(server.api_url)
        restater = Restater(database, [SlackGateway(api, token)], lambda: NOW)

        async def restate(workspace: str, id: str) -> bool:
            return await restater("slack", workspace, id)

        with slack_face(
            server,
            world.dispatch,
            patience=patience,
            road=road,
            menu=MENU,
            restate=restate,
            also=api,
            telling=world.telling,
            restater=restater,
            noticed=Presence(database, lambda: NOW, api, token, world.nudge),
            before=lambda api, ask: Mentions(database, api, token, ask),
        ) as address:
            world.workspace = Workspace(address, server, road)
            yield world
