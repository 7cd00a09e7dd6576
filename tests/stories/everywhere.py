"""One service with everything on: Slack, two Teams tenants with a registration each, and e-mail; people in each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.app import App, mail
from bot.app.running import asking
from bot.app.slack import SlackFace
from bot.app.teams import TeamsFace
from bot.clock import Movable
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.dispatch import Dispatcher
from bot.gateways import Address, Gateway
from bot.links import Links
from bot.matching import Menu
from bot.messages.model import Message
from bot.metrics import Metrics
from bot.platforms.slack import listeners
from bot.platforms.web import doors
from bot.restating import Restater
from bot.services import linking
from bot.settings import Settings, Smtp
from bot.stepping import Stepper
from handlers import COMMANDS
from tests.conftest import KEY
from tests.platforms import slack_client, teams_client
from tests.platforms.browserless import Browserless, Page
from tests.platforms.mail_server import MailServer, mail_server
from tests.platforms.slack_client import Workspace, serving
from tests.platforms.slack_server import SlackServer, slack_server
from tests.platforms.teams_client import Client
from tests.platforms.teams_server import TeamsServer, teams_server
from tests.world import OPERATOR

LONDON = ZoneInfo("Europe/London")
BASE = "https://convenor.example.org"
SECOND = "00000000-0000-4000-8000-0000000000cc"
ANOTHER = "00000000-0000-4000-8000-0000000000d1"
"""The second registration, and its tenant."""


@dataclass
class Noting:
    """A way out that notes what leaves by it: when (London time), to whom or where, and the title."""

    way: Gateway
    clock: Movable
    told: list[tuple[datetime, str, str]]

    @property
    def platform(self) -> str:
        return self.way.platform

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        said = await self.way.send(address, message, key=key)
        if address.home is None:
            self.told.append((self.clock().astimezone(LONDON), f"{self.platform}:{address.channel}", message.title))
        return said


@dataclass
class Everywhere:
    """``slack`` and ``teams`` act for people, ``elsewhere`` for those of the other tenant."""

    app: App
    clock: Movable
    slack_server: SlackServer
    teams_server: TeamsServer
    mail_server: MailServer
    told: list[tuple[datetime, str, str]] = field(default_factory=list)
    slack: Workspace = field(init=False)
    teams: Client = field(init=False)
    elsewhere: Client = field(init=False)

    def begins(self, address: str) -> None:
        self.slack = Workspace(address, self.slack_server)
        self.teams = Client(address, self.teams_server, self.clock)
        self.elsewhere = Client(address, self.teams_server, self.clock, tenant=ANOTHER, client=SECOND)
        pages = [*mail.pages(self.app.database, self.app.settings, self._ask, self.clock), doors.static(BASE)]
        self.browser = Browserless(Starlette(routes=pages), host="convenor.example.org")

    async def _ask(self, invocation: Invocation) -> Answered:
        return await asyncio.to_thread(self.app.dispatch, invocation)

    def code(self, who: str) -> str:
        with self.app.database.writing("test") as uow:
            found = uow.people.by_email(who)
            assert found is not None
            return linking.issue_code(uow, official_id=found.id, now=self.clock())

    def until(self, when: str) -> None:
        """Everything that falls due up to that London time happens, and is said wherever it belongs."""
        with capture_logs() as logged:
            asyncio.run(self._advance(datetime.fromisoformat(when).replace(tzinfo=LONDON)))
        assert not [line for line in logged if line["log_level"] == "error"], logged

    async def _advance(self, until: datetime) -> None:
        settings = self.app.settings
        assert settings.slack is not None
        assert settings.teams is not None
        assert settings.smtp is not None
        slack, teams = SlackFace(self.app, settings.slack), TeamsFace(self.app, settings.teams)
        mails = mail.gateway(self.app.database, settings, settings.smtp, self.clock)
        await slack.confirm()
        notices = mail.notices(Links(settings.keys, BASE), settings.smtp.organiser)
        ways = [Noting(one, self.clock, self.told) for one in (slack.gateway, teams.gateway, mails)]
        try:
            async with teams.listening():
                sender = Deliverer(self.app.database, ways, self.clock, notices=notices, luck=lambda: 0.5)
                await Stepper(self.app.database, self.clock, sender).advance(until)
        finally:
            await slack.api.close()
            await mails.close()

    def follows(self, who: str, subject: str, label: str) -> Page:
        """Press a link of the newest mail with that subject, and confirm it."""
        found = self.mail_server.of(who, subject)
        text = " ".join(found.text.split())
        path = text.split(f"{label} ({BASE}", 1)[1].split(")", 1)[0]
        return self.browser.post(path, {}, origin=BASE)

    def lines(self) -> list[str]:
        """``Mon 1 Mar 09:00 slack:DULEADUKG: One action needs you``, in order."""
        return [f"{at:%a} {at.day} {at:%b %H:%M} {to}: {title}" for at, to, title in sorted(self.told)]


@contextmanager
def everywhere(database: Database, start: str) -> Iterator[Everywhere]:
    began = datetime.fromisoformat(start).replace(tzinfo=LONDON)
    clock = Movable(began, lambda: began)
    with slack_server() as slack, teams_server() as teams, mail_server() as mails:
        teams.secrets[SECOND], teams.tenants[SECOND] = "another-canary-secret", ANOTHER
        also = {"scotland": {"client_id": SECOND, "client_secret": "another-canary-secret", "tenant_id": ANOTHER}}
        settings = Settings(  # type: ignore[call-arg]
            _env_file=None,
            base_url=BASE,
            secret_keys=(SecretStr(KEY),),
            operators=(OPERATOR,),
            slack=slack_client.settings(slack),
            teams=teams_client.settings(teams, also=also),
            smtp=Smtp(host="127.0.0.1", port=mails.port, sender="Convenor <convenor@example.org>", tls="none"),
        )
        menu = Menu(COMMANDS)
        dispatch = Dispatcher(database, menu, clock, [OPERATOR], mails=True)
        app = App(settings, database, clock, dispatch, menu)
        found = Everywhere(app, clock, slack, teams, mails)
        with serving(_faces(app)) as address:
            found.begins(address)
            yield found


def _faces(app: App) -> Starlette:
    """Slack and Teams in one application, as the service has them; delivery is stepped by the story."""
    assert app.settings.slack is not None
    assert app.settings.teams is not None
    slack, teams = SlackFace(app, app.settings.slack), TeamsFace(app, app.settings.teams)
    restater = Restater(app.database, [slack.gateway, teams.gateway], app.clock)
    pool = ThreadPoolExecutor(4, thread_name_prefix="core")

    async def after() -> None:
        """The story delivers."""

    async def in_slack(workspace: str, id: str) -> bool:
        return await restater("slack", workspace, id)

    async def in_teams(workspace: str, id: str) -> bool:
        return await restater("teams", workspace, id)

    ask = asking(app, Metrics(), pool, after, restater)
    reception = slack.reception(ask, in_slack, after)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with teams.listening():
            await slack.confirm()
            yield
            await restater.close()
        await slack.api.close()
        pool.shutdown()

    routes = [*listeners.routes(app.settings.slack, reception), *teams.routes(ask, in_teams)]
    return Starlette(routes=routes, lifespan=lifespan)
