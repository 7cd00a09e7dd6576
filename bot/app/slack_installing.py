"""The app in many Slack workspaces: installed by OAuth, tokens kept encrypted, cleared when it is removed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.app import App
from bot.app.slack_tokens import Tokens
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.slack import installing
from bot.platforms.slack.api import Api
from bot.platforms.slack.installing import COOKIE, INSTALL, RETURN, WITHIN, Installed, States, Uninstalled
from bot.platforms.slack.manifest import SCOPES
from bot.presenters.speech import FALLBACK, words
from bot.services import workspaces
from bot.settings import Slack

log = structlog.get_logger()

PLATFORM: Final = "slack"


class Installing:
    """``GET /slack/install`` asks, ``GET /slack/oauth_redirect`` takes the answer. Whoever installs it gives Convenor
    no rights in any group: people are still tied by codes."""

    def __init__(
        self, app: App, settings: Slack, api: Api, tokens: Tokens, after: Callable[[], Awaitable[None]]
    ) -> None:
        self._app = app
        self._settings = settings
        self._api = api
        self._tokens = tokens
        self._after = after
        self._states = States(app.settings.keys[0])
        self._address = app.settings.base_url.rstrip("/") + RETURN
        self._secure = app.settings.base_url.startswith("https://")

    def routes(self) -> list[Route]:
        if self._settings.client_id is None:
            return []
        return [Route(INSTALL, self.ask, methods=["GET"]), Route(RETURN, self.take, methods=["GET"])]

    async def ask(self, _request: Request) -> Response:
        """Send the browser to Slack, with half of the state kept in it."""
        state, kept = self._states.new(self._app.clock())
        response = RedirectResponse(installing.question(self._settings, SCOPES, state, self._address), 302)
        response.set_cookie(
            COOKIE,
            kept,
            max_age=int(WITHIN.total_seconds()),
            path="/slack",
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )
        return response

    async def take(self, request: Request) -> Response:
        """Keep the token that the answer brings."""
        given = request.query_params
        if not self._states.ours(given.get("state", ""), request.cookies.get(COOKIE, ""), self._app.clock()):
            return _page("slack-install-strange", 400)
        if "code" not in given:
            return _page("slack-install-refused", 200)
        try:
            found = await installing.answer(self._settings, self._api, given["code"], self._address)
        except Undeliverable as refused:
            log.warning("slack refuses an installation", reason=str(refused))
            return _page("slack-install-failed", 502)
        except (TryLater, Unknown) as away:
            log.warning("slack is away", reason=str(away))
            return _page("slack-install-failed", 502)
        await asyncio.to_thread(self._keep, found)
        await self._after()
        log.info("slack installed", workspace=found.workspace, name=found.name)
        return _page("slack-install-done", 200, name=found.name or found.workspace)

    async def left(self, gone: Uninstalled) -> None:
        """Clear the token, unless it still serves: an event may come after a new installation. Never raises."""
        try:
            if await self._serves(gone.workspace):
                return
            await asyncio.to_thread(self._clear, gone.workspace)
            log.warning("slack removed the app", workspace=gone.workspace)
        except Exception:
            log.exception("a workspace could not be cleared", workspace=gone.workspace)

    async def _serves(self, workspace: str) -> bool:
        try:
            await self._api.call("auth.test", await asyncio.to_thread(self._kept, workspace))
        except (Undeliverable, TryLater, Unknown) as refused:
            return not isinstance(refused, Undeliverable)
        return True

    def _kept(self, workspace: str) -> str | None:
        with self._app.database.reading() as uow:
            return workspaces.token(uow, platform=PLATFORM, workspace=workspace)

    def _keep(self, found: Installed) -> None:
        with self._app.database.writing(PLATFORM) as uow:
            workspaces.remember(
                uow,
                platform=PLATFORM,
                workspace=found.workspace,
                name=found.name,
                bot_account=found.bot_account,
                token=found.token.token,
                refresh=self._tokens.refreshing(found.token),
                now=self._app.clock(),
            )

    def _clear(self, workspace: str) -> None:
        with self._app.database.writing(PLATFORM) as uow:
            workspaces.clear(uow, platform=PLATFORM, workspace=workspace, now=self._app.clock())


def _page(key: str, status: int, **facts: str) -> Response:
    """A line for the administrator; the cookie has had its use."""
    response = PlainTextResponse(words(FALLBACK)(key, **facts) + "\n", status, headers={"Cache-Control": "no-store"})
    response.delete_cookie(COOKIE, path="/slack")
    return response
