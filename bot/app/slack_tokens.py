"""The tokens of workspaces where the app was installed. Where they run out, the next ones are asked for in time.

With what the next token is asked for serves once, so one process asks: it says so in the database first. What it is
given is kept, encrypted, before it is used.
"""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from typing import Final

import structlog

from bot.app import App
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.slack import installing
from bot.platforms.slack.api import Api
from bot.platforms.slack.installing import Rotating
from bot.services import operators, workspaces
from bot.services.workspaces import Refresh
from bot.settings import Slack

log = structlog.get_logger()

PLATFORM: Final = "slack"
ROUND: Final = 60.0
"""Seconds between two looks at what runs out."""

SOON: Final = timedelta(seconds=2)
"""How soon to look again for a token that another process asks for."""

FORGOTTEN: Final = frozenset(("invalid_refresh_token", "token_revoked", "token_expired", "account_inactive"))
"""After these no further token can be had: the app has to be installed again."""


class Tokens:
    def __init__(self, app: App, settings: Slack, api: Api) -> None:
        self._app = app
        self._settings = settings
        self._api = api

    async def of(self, workspace: str) -> str | None:
        """The token of a workspace; ``None`` where the app isn't installed. Raises ``TryLater`` where it has run out
        and the next isn't there yet."""
        token, over = await asyncio.to_thread(self._kept, workspace)
        if not over:
            return token
        await self.refresh(workspace)
        token, over = await asyncio.to_thread(self._kept, workspace)
        if over:
            raise TryLater("the token is being refreshed", SOON)
        return token

    async def keep_fresh(self) -> None:
        """Look after them until it is stopped. What fails is logged, and looked after again."""
        while True:
            try:
                await self.round()
            except Exception:
                log.exception("tokens could not be looked after")
            await asyncio.sleep(ROUND)

    async def round(self) -> None:
        """Ask for the next token of each that runs out soon."""
        for workspace in await asyncio.to_thread(self._running_out):
            await self.refresh(workspace)

    async def refresh(self, workspace: str) -> None:
        """Ask for the next token, if nobody else does. While Slack is away the old one serves on, and minutes later
        somebody asks again."""
        used = await asyncio.to_thread(self._begin, workspace)
        if used is None:
            return
        try:
            found = await installing.refreshed(self._settings, self._api, used)
        except Undeliverable as refused:
            await asyncio.to_thread(self._refused, workspace, used, str(refused))
        except (TryLater, Unknown) as away:
            log.warning("slack gave no further token", workspace=workspace, reason=str(away))
        else:
            await asyncio.to_thread(self._keep, workspace, used, found)
            log.info("slack token refreshed", workspace=workspace)

    def refreshing(self, token: Rotating) -> Refresh | None:
        """What is to be kept beside a token of this moment."""
        if token.lasts is None:
            return None
        return Refresh(token.refresh, self._app.clock() + token.lasts)

    def _kept(self, workspace: str) -> tuple[str | None, bool]:
        with self._app.database.reading() as uow:
            return workspaces.standing(uow, platform=PLATFORM, workspace=workspace, now=self._app.clock())

    def _running_out(self) -> list[str]:
        with self._app.database.reading() as uow:
            return list(workspaces.running_out(uow, platform=PLATFORM, now=self._app.clock()))

    def _begin(self, workspace: str) -> str | None:
        with self._app.database.writing(PLATFORM) as uow:
            return workspaces.begin_refresh(uow, platform=PLATFORM, workspace=workspace, now=self._app.clock())

    def _keep(self, workspace: str, used: str, found: Rotating) -> None:
        with self._app.database.writing(PLATFORM) as uow:
            workspaces.refreshed(
                uow,
                platform=PLATFORM,
                workspace=workspace,
                used=used,
                token=found.token,
                refresh=self.refreshing(found),
            )

    def _refused(self, workspace: str, used: str, code: str) -> None:
        """Those who run the service hear of it once."""
        now = self._app.clock()
        with self._app.database.writing(PLATFORM) as uow:
            name = workspaces.refresh_refused(
                uow, platform=PLATFORM, workspace=workspace, used=used, lasting=code in FORGOTTEN, now=now
            )
            if name is None:
                return
            log.error("slack refuses a further token", workspace=workspace, reason=code)
            operators.tell_refused(
                uow,
                platform="slack-workspace",
                reason=code,
                key=hashlib.sha256(used.encode()).hexdigest()[:12],
                operators=self._app.settings.operators,
                now=now,
                where=name,
            )
