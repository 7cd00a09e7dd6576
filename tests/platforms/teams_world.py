"""The exchange with Teams accounts, and our Teams face between them, over real HTTP."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app import App
from bot.app.teams import TeamsFace
from bot.clock import Clock, fixed
from bot.commands import Answered, Invocation
from bot.db import models
from bot.db.unit_of_work import Database
from bot.deliverer import Counts, Deliverer
from bot.dispatch import Dispatcher
from bot.domain.conversations import Conversation, Kind
from bot.restating import Restater
from bot.services import conversations
from bot.settings import Settings, Teams
from tests.conftest import KEY
from tests.platforms import teams_client
from tests.platforms.slack_client import serving
from tests.platforms.slack_world import MENU, NOW
from tests.platforms.teams_client import CHANNEL, Client
from tests.platforms.teams_server import BOT, TENANT, TeamsServer, personal, teams_server
from tests.world import OPERATOR, exchange

BASE = "https://convenor.example.org"
ELSEWHERE = "19:elsewhere@thread.tacv2"


def account(email: str) -> str:
    """The Teams account of an official: ``29:lead.sct``."""
    return "29:" + email.partition("@")[0]


@dataclass
class TeamsWorld:
    """``client`` acts and reads. While ``gate`` is not set, the core waits with each answer."""

    database: Database
    server: TeamsServer
    group_id: int
    app: App
    dispatcher: Dispatcher
    gate: threading.Event = field(default_factory=threading.Event)
    invocations: list[Invocation] = field(default_factory=list)
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.gate.set()

    def dispatch(self, invocation: Invocation) -> Answered:
        self.invocations.append(invocation)
        assert self.gate.wait(20)
        return self.dispatcher(invocation)

    def deliver(self, now: datetime = NOW) -> Counts:
        """One round of the outbox."""
        return asyncio.run(delivered(self.app, now))

    def lines(self, before: int = 0) -> list[str]:
        """The titles of what was said since."""
        return [one.texts.split("\n")[0] for one in self.server.said[before:]]


async def delivered(app: App, now: datetime) -> Counts:
    assert app.settings.teams is not None
    face = TeamsFace(app, app.settings.teams)
    async with face.listening():
        sender = Deliverer(app.database, [face.gateway], fixed(now), luck=lambda: 0.0)
        return await sender.deliver_due(now)


def app_of(database: Database, dispatcher: Dispatcher, clock: Clock, teams: Teams) -> App:
    chosen = Settings(  # type: ignore[call-arg]
        _env_file=None, base_url=BASE, secret_keys=(SecretStr(KEY),), operators=(OPERATOR,), teams=teams
    )
    return App(chosen, database, clock, dispatcher, MENU)


@contextmanager
def teams_face(app: App, dispatch: Callable[[Invocation], Answered]) -> Iterator[str]:
    """Our Teams routes on a free port, with a pool of threads for the core as the service has it; their address."""
    assert app.settings.teams is not None
    face = TeamsFace(app, app.settings.teams)
    pool = ThreadPoolExecutor(4, thread_name_prefix="core")
    restater = Restater(app.database, [face.gateway], app.clock)

    async def ask(invocation: Invocation) -> Answered:
        return await asyncio.get_running_loop().run_in_executor(pool, dispatch, invocation)

    async def restate(workspace: str, id: str) -> bool:
        return await restater("teams", workspace, id)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with face.listening():
            yield

    with serving(Starlette(routes=face.routes(ask, restate), lifespan=lifespan)) as address:
        yield address
    pool.shutdown()


def linked_accounts(
    database: Database, group_id: int, server: TeamsServer, *, tenant: str = TENANT, channel: str = CHANNEL
) -> None:
    """Gives everybody of the exchange a Teams account, with the app installed for them, and links the group to a
    channel."""
    with database.writing("test") as uow:
        for official in uow.people.of_group(group_id):
            assert official.email is not None
            uow.session.add(
                models.Account(
                    official_id=official.id,
                    platform="teams",
                    workspace=tenant,
                    account=account(official.email),
                    created_at=NOW,
                )
            )
            server.alone(account(official.email), tenant)
        uow.session.add(
            models.Place(group_id=group_id, platform="teams", workspace=tenant, channel=channel, linked_at=NOW)
        )
        conversation = Conversation("teams", tenant, channel, Kind.CHANNEL, "", BOT, server.service_url)
        conversations.keep(uow, conversation=conversation, now=NOW)
    server.room(channel, "channel", tenant)


@contextmanager
def teams_world(database: Database, **more: object) -> Iterator[TeamsWorld]:
    """The exchange, a tenant with its people, and our Teams face between them."""
    group_id = exchange(database)
    with teams_server() as server:
        linked_accounts(database, group_id, server)
        dispatcher = Dispatcher(database, MENU, lambda: NOW, [OPERATOR])
        app = app_of(database, dispatcher, lambda: NOW, teams_client.settings(server, **more))
        world = TeamsWorld(database, server, group_id, app, dispatcher)
        with teams_face(app, world.dispatch) as address:
            world.client = Client(address, server, lambda: NOW)
            yield world


def eventually(happened: Callable[[], object]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.01)
    return False


__all__ = ["BASE", "CHANNEL", "ELSEWHERE", "NOW", "TeamsWorld", "account", "personal", "teams_world"]
