"""A channel that speaks for a group was left, archived, opened again or joined again: seen to at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Clock
from bot.db.unit_of_work import Database
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.slack import channels
from bot.platforms.slack.api import Api, TokenOf
from bot.platforms.slack.channels import ChannelChanged
from bot.services import deliveries

log = structlog.get_logger()

PLATFORM = "slack"


class Presence:
    """Whether something can be said there is asked of Slack; where Slack doesn't tell, the event is believed. ``after``
    is awaited when something was noted, so that what waits goes out."""

    def __init__(
        self, database: Database, clock: Clock, api: Api, token: TokenOf, after: Callable[[], Awaitable[None]]
    ) -> None:
        self._database = database
        self._clock = clock
        self._api = api
        self._token = token
        self._after = after

    async def __call__(self, changed: ChannelChanged) -> None:
        try:
            await self._seen_to(changed)
        except Exception:
            log.exception("a channel could not be seen to", channel=changed.channel)

    async def _seen_to(self, changed: ChannelChanged) -> None:
        where = (PLATFORM, changed.workspace, changed.channel)
        if not await asyncio.to_thread(self._linked, where):
            return
        try:
            reason = await channels.lost(self._api, await self._token(changed.workspace), changed.channel)
        except (TryLater, Undeliverable, Unknown) as untold:
            log.info("slack channel unknown", channel=changed.channel, reason=str(untold))
            reason = changed.reason
        await asyncio.to_thread(self._noted, where, reason)
        await self._after()

    def _linked(self, where: tuple[str, str, str]) -> bool:
        with self._database.reading() as uow:
            return uow.groups.place(*where) is not None

    def _noted(self, where: tuple[str, str, str], reason: str) -> None:
        with self._database.writing(PLATFORM) as uow:
            deliveries.noticed(uow, where=where, reason=reason, now=self._clock())
