"""Slack's parts, joined with the database that holds the tokens."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import structlog
from starlette.routing import Route

from bot.app import App
from bot.app.lines import lines_of
from bot.app.presence import Presence
from bot.app.slack_installing import Installing
from bot.app.slack_mentions import Mentions
from bot.app.slack_tokens import Tokens
from bot.app.telling import Telling
from bot.commands import Ask, Invocation
from bot.gateways import Gateway, TryLater, Undeliverable, Unknown
from bot.matching import Menu
from bot.platforms.lines import Restate, Speech
from bot.platforms.slack import check, listeners
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.slack.socket_mode import Observe, SocketMode
from bot.services import operators, workspaces
from bot.settings import Settings, Slack, UnusableSettings

log = structlog.get_logger()

PLATFORM: Final = "slack"
PACE: Final = timedelta(seconds=1)
"""Slack takes about one message a second in a channel."""

RATE: Final = 5.0
"""Messages a second in a whole workspace: Slack takes "several hundred" a minute."""

AGAIN_SECONDS: Final = 60.0


def slack_of(settings: Settings) -> Slack | None:
    """Slack's settings, if it is on. Raises ``UnusableSettings`` where its token couldn't be kept safe."""
    if settings.slack is not None and not settings.keys:
        raise UnusableSettings(
            "CONVENOR_SECRET_KEYS is missing: Slack's token is kept encrypted, and needs a key to be written with"
        )
    return settings.slack


def slack_lines(menu: Menu, at_once: Callable[[Invocation], bool] = lambda _: False) -> Speech:
    """What Slack's face says by itself. ``at_once`` tells what is answered in no time."""
    return lines_of(menu, offering="form-late", at_once=at_once)


class SlackFace:
    """One workspace, from the settings, and those in which it was installed."""

    def __init__(self, app: App, settings: Slack) -> None:
        self._app = app
        self._settings = settings
        self._confirmed: str | None = None
        self.api = Api(settings.api_url)
        self.tokens = Tokens(app, settings, self.api)
        self.gateway: Gateway = SlackGateway(self.api, self.token, prefix=settings.command)

    def reception(self, ask: Ask, restate: Restate, after: Callable[[], Awaitable[None]]) -> listeners.Reception:
        """Where its payloads arrive, by whichever road. ``after`` lets what waits go out."""
        return listeners.Reception(
            self._settings,
            Mentions(self._app.database, self.api, self.token, ask),
            api=self.api,
            token=self.token,
            lines=slack_lines(self._app.menu, self._app.dispatch.at_once),
            restate=restate,
            telling=Telling(self._app.database, self._app.clock),
            noticed=Presence(self._app.database, self._app.clock, self.api, self.token, after),
            removed=self.installing(after).left,
        )

    def installing(self, after: Callable[[], Awaitable[None]]) -> Installing:
        """How workspaces install the app; ``after`` lets what waits go out."""
        return Installing(self._app, self._settings, self.api, self.tokens, after)

    def routes(self, reception: listeners.Reception, after: Callable[[], Awaitable[None]]) -> list[Route]:
        found = listeners.routes(self._settings, reception, clock=self._app.clock)
        return [*found, *self.installing(after).routes()]

    @asynccontextmanager
    async def listening(
        self, reception: listeners.Reception, observe: Observe, stop: asyncio.Event
    ) -> AsyncIterator[None]:
        """While the block runs, the token is confirmed, others are kept fresh, and Socket Mode is held open; it is left
        when ``stop`` is set, and answers under way go out first."""
        socket = self._socket(reception, observe)
        confirming = asyncio.create_task(self.confirm_in_time()) if self._settings.bot_token else None
        fresh = asyncio.create_task(self.tokens.keep_fresh()) if self._settings.client_id else None
        held = asyncio.create_task(socket.run(stop)) if socket else None
        try:
            yield
        finally:
            for looking in (confirming, fresh):
                if looking is not None:
                    looking.cancel()
            if held is not None:
                await held
            await self.api.close()

    def _socket(self, reception: listeners.Reception, observe: Observe) -> SocketMode | None:
        """Socket Mode, where there is an app token for it; to be called inside the running loop."""
        if self._settings.app_token is None:
            return None
        token = self._settings.app_token.get_secret_value()

        async def refused(code: str) -> None:
            await asyncio.to_thread(self._tell_operators, code, token)

        return SocketMode(self.api, token, reception, observe=observe, refused=refused)

    async def token(self, workspace: str) -> str | None:
        """The token of a workspace. Raises ``TryLater`` while Slack hasn't told yet whose the settings' token is, or
        the next one isn't there yet."""
        given = self._settings.bot_token
        if given is not None and workspace == self._confirmed:
            return given.get_secret_value()
        kept = await self.tokens.of(workspace)
        if kept is None and given is not None and self._confirmed is None:
            raise TryLater("Slack hasn't confirmed the token yet")
        return kept

    async def confirm(self) -> None:
        """Ask Slack whose the token is, and keep it. Raises ``TryLater``, ``Undeliverable`` or ``Unknown``."""
        found = await check.workspace(self._settings, self.api)
        await asyncio.to_thread(self._remember, found)
        self._confirmed = found.id
        log.info("slack answers", workspace=found.id, name=found.name)

    async def confirm_in_time(self) -> None:
        """Ask until Slack has answered: while it is away, everything waits in the outbox."""
        while True:
            try:
                return await self.confirm()
            except (TryLater, Unknown) as away:
                log.warning("slack is away", reason=str(away))
            except Undeliverable as refused:
                log.error("slack refuses the token", reason=str(refused))
            await asyncio.sleep(AGAIN_SECONDS)

    def _remember(self, found: check.Workspace) -> None:
        assert self._settings.bot_token is not None
        with self._app.database.writing(PLATFORM) as uow:
            workspaces.remember(
                uow,
                platform=PLATFORM,
                workspace=found.id,
                name=found.name,
                bot_account=found.bot_account,
                token=self._settings.bot_token.get_secret_value(),
                now=self._app.clock(),
            )

    def _tell_operators(self, code: str, token: str) -> None:
        """Once for this token, whatever restarts."""
        with self._app.database.writing(PLATFORM) as uow:
            operators.tell_refused(
                uow,
                platform=PLATFORM,
                reason=code,
                key=hashlib.sha256(token.encode()).hexdigest()[:12],
                operators=self._app.settings.operators,
                now=self._app.clock(),
            )
