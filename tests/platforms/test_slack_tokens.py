"""Slack's tokens that run out: the next is asked for in time, by one process, and kept before it is used."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.app import App
from bot.app.slack import SlackFace
from bot.db import models
from bot.db.rekeying import secret_columns
from bot.db.unit_of_work import Database
from bot.dispatch import Dispatcher
from bot.gateways import TryLater
from bot.matching import Menu
from bot.platforms.slack import installing
from bot.platforms.slack.api import Api
from bot.services import workspaces
from bot.services.workspaces import AGAIN, ASKING, EARLY
from bot.settings import Settings, Slack
from handlers import COMMANDS
from tests.conftest import KEY
from tests.platforms.slack_client import SECRET
from tests.platforms.slack_server import Fault, SlackServer, slack_server
from tests.platforms.teams_world import eventually
from tests.world import OPERATOR

pytestmark = pytest.mark.network

NOW = datetime.fromisoformat("2027-01-05T10:00+00:00")
LASTS = timedelta(hours=12)
MOMENT = timedelta(seconds=1)


@dataclass
class Kept:
    """The app is installed in ``T9``, where tokens last for twelve hours."""

    server: SlackServer
    database: Database
    settings: Settings
    now: datetime = NOW

    def face(self) -> SlackFace:
        """A process; to be made in a running loop."""
        menu = Menu(COMMANDS)
        dispatch = Dispatcher(self.database, menu, lambda: self.now, [OPERATOR])
        app = App(self.settings, self.database, lambda: self.now, dispatch, menu)
        assert self.settings.slack is not None
        return SlackFace(app, self.settings.slack)

    def with_processes(self, do: Callable[..., Awaitable[object]], count: int = 1) -> None:
        async def run() -> None:
            faces = [self.face() for _ in range(count)]
            try:
                await do(*faces)
            finally:
                for one in faces:
                    await one.api.close()

        asyncio.run(run())

    def looks(self, at: datetime) -> None:
        """A process looks after the tokens at that instant."""
        self.now = at
        self.with_processes(lambda face: face.tokens.round())

    @property
    def asked(self) -> int:
        """How often the next token was asked for."""
        return sum(one.get("grant_type") == "refresh_token" for one in self.server.called("oauth.v2.access"))

    @property
    def token(self) -> str | None:
        with self.database.reading() as uow:
            return workspaces.token(uow, platform="slack", workspace="T9")

    def told(self) -> list[str]:
        """Why the operators were told that Slack refuses us."""
        found = select(models.OutboxEntry.facts).where(models.OutboxEntry.subject == "platform-refused")
        found = found.order_by(models.OutboxEntry.id)
        with self.database.reading() as uow:
            return [f"{facts['where']}: {facts['reason']}" for facts in uow.session.scalars(found)]


@pytest.fixture
def kept(database: Database) -> Iterator[Kept]:
    with slack_server() as server:
        slack = Slack(
            client_id="client-1",
            client_secret=SecretStr("canary-client-secret"),
            signing_secret=SecretStr(SECRET),
            api_url=server.api_url,
        )
        chosen = Settings(_env_file=None, secret_keys=(SecretStr(KEY),), operators=(OPERATOR,), slack=slack)  # type: ignore[call-arg]
        found = Kept(server, database, chosen)
        server.rotates = True
        install(found)
        yield found


def install(kept: Kept) -> None:
    kept.server.codes["code-1"] = {"team": {"id": "T9", "name": "Scottish Government"}}

    async def answered(face: SlackFace) -> None:
        assert kept.settings.slack is not None
        found = await installing.answer(kept.settings.slack, face.api, "code-1", "https://x/slack/oauth_redirect")
        with kept.database.writing("test") as uow:
            workspaces.remember(
                uow,
                platform="slack",
                workspace=found.workspace,
                name=found.name,
                bot_account=found.bot_account,
                token=found.token.token,
                refresh=face.tokens.refreshing(found.token),
                now=kept.now,
            )

    kept.with_processes(answered)


def speaks(api: Api, token: str | None) -> Awaitable[object]:
    return api.call("auth.test", token)


def test_the_next_token_is_asked_for_two_hours_before_the_end_and_then_spoken_with(kept: Kept) -> None:
    first = kept.token
    kept.looks(NOW + LASTS - EARLY - MOMENT)
    assert (kept.asked, kept.token) == (0, first)
    kept.looks(NOW + LASTS - EARLY + MOMENT)
    kept.looks(NOW + LASTS - EARLY + 2 * MOMENT)
    assert kept.asked == 1
    assert kept.token != first
    kept.with_processes(lambda face: speaks(face.api, kept.token))
    kept.looks(NOW + LASTS - EARLY + LASTS)
    assert kept.asked == 2


def test_of_two_processes_one_asks(kept: Kept) -> None:
    kept.now = NOW + LASTS - EARLY + MOMENT
    answer = threading.Event()
    kept.server.plan("oauth.v2.access", Fault(until=answer))

    async def both(one: SlackFace, other: SlackFace) -> None:
        asking = asyncio.gather(one.tokens.round(), other.tokens.round())
        assert await asyncio.to_thread(eventually, lambda: kept.asked)
        await other.tokens.round()
        assert await other.token("T9") == before, "the old one serves on"
        answer.set()
        await asking
        await speaks(other.api, await other.token("T9"))

    before = kept.token
    kept.with_processes(both, count=2)
    assert kept.asked == 1
    assert kept.token != before


def test_a_token_that_ran_out_while_nobody_was_there_is_replaced_before_it_is_used(kept: Kept) -> None:
    first, kept.now = kept.token, NOW + 2 * LASTS
    answer = threading.Event()
    kept.server.plan("oauth.v2.access", Fault(until=answer))

    async def both(one: SlackFace, other: SlackFace) -> None:
        asking = asyncio.create_task(one.token("T9"))
        assert await asyncio.to_thread(eventually, lambda: kept.asked)
        with pytest.raises(TryLater):
            await other.token("T9")
        answer.set()
        assert await asking == await other.token("T9") != first

    kept.with_processes(both, count=2)
    assert kept.asked == 1


@pytest.mark.parametrize("fault", [Fault(status=503), Fault(cut="before"), Fault(error="internal_error")], ids=str)
def test_while_slack_is_away_it_is_asked_again_minutes_later(fault: Fault, kept: Kept) -> None:
    first, due = kept.token, NOW + LASTS - EARLY + MOMENT
    kept.server.plan("oauth.v2.access", fault)
    kept.looks(due)
    kept.looks(due + ASKING - MOMENT)
    assert (kept.asked, kept.token) == (0, first)
    kept.looks(due + ASKING + MOMENT)
    assert (kept.asked, kept.told()) == (1, [])
    assert kept.token != first


def test_where_the_answer_was_lost_for_good_the_operators_hear_of_it_once(kept: Kept) -> None:
    """Slack has taken the token that serves once, and we never saw the next."""
    first, due = kept.token, NOW + LASTS - EARLY + MOMENT
    kept.server.plan("oauth.v2.access", Fault(cut="after"))
    for later in (timedelta(0), ASKING + MOMENT, AGAIN + 2 * ASKING, 2 * AGAIN + 2 * ASKING):
        kept.looks(due + later)
    assert kept.asked == 2
    assert kept.told() == ["Scottish Government: invalid_refresh_token"]
    assert kept.token == first, "it serves until it runs out"
    install(kept)
    kept.looks(kept.now + LASTS)
    assert kept.asked == 3
    assert len(kept.told()) == 1


def test_what_the_settings_can_mend_is_tried_each_hour_and_told_once(kept: Kept) -> None:
    due = NOW + LASTS - EARLY + MOMENT
    kept.server.plan("oauth.v2.access", *[Fault(error="bad_client_secret")] * 2)
    for later in (timedelta(0), AGAIN / 2, AGAIN + MOMENT):
        kept.looks(due + later)
    assert (kept.asked, kept.told()) == (0, ["Scottish Government: bad_client_secret"])
    kept.looks(due + 2 * AGAIN + 2 * MOMENT)
    assert kept.asked == 1


def test_what_was_installed_anew_meanwhile_stands(kept: Kept) -> None:
    kept.now = NOW + LASTS - EARLY + MOMENT
    answer = threading.Event()
    kept.server.plan("oauth.v2.access", Fault(until=answer))

    async def meanwhile(face: SlackFace) -> None:
        asking = asyncio.create_task(face.tokens.round())
        assert await asyncio.to_thread(eventually, lambda: kept.asked)
        await asyncio.to_thread(install, kept)
        newest = kept.token
        answer.set()
        await asking
        assert kept.token == newest

    kept.with_processes(meanwhile)


def test_what_gets_the_next_token_is_encrypted_and_rekeyed_with_the_rest() -> None:
    assert {("workspaces", "token"), ("workspaces", "refresh_token")} <= {
        (table.name, column.name) for table, column in secret_columns()
    }
