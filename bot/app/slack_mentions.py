"""Mentions of people from another workspace, made out before a command is carried out: so nobody is entered twice."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import structlog

from bot.commands import Answered, Ask, Invocation
from bot.db.unit_of_work import Database
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.fields import Malformed
from bot.platforms.slack import mentions
from bot.platforms.slack.api import Api, TokenOf
from bot.platforms.slack.mentions import Theirs

log = structlog.get_logger()

PLATFORM: Final = "slack"
WITHIN_SECONDS: Final = 1.0
"""How long Slack may take to tell; then the command is carried out without."""

REMEMBERED: Final = 1_000
Told = tuple[str, str]
"""Workspace and name."""


class Mentions:
    """An ``Ask`` before another. Slack is asked of whoever is mentioned and isn't known in the workspace; where it
    doesn't tell (``users:read`` may be refused), the mention stays as it is."""

    def __init__(self, database: Database, api: Api, token: TokenOf, ask: Ask) -> None:
        self._database = database
        self._api = api
        self._token = token
        self._ask = ask
        self._told: OrderedDict[tuple[str, str], Told] = OrderedDict()

    async def __call__(self, invocation: Invocation) -> Answered:
        if "<@" in invocation.text or any("<@" in value for value in invocation.fields.values()):
            invocation = await self._made_out(invocation)
        return await self._ask(invocation)

    async def _made_out(self, invocation: Invocation) -> Invocation:
        text = mentions.plain(invocation.text)
        fields = {name: mentions.plain(value) for name, value in invocation.fields.items()}
        found = mentions.mentioned(text, fields)
        strange = await asyncio.to_thread(self._strange, invocation.workspace, found) if found else []
        told = await asyncio.gather(*(self._home(invocation.workspace, one) for one in strange))
        homes = {one: home for one, home in zip(strange, told, strict=True) if home is not None}
        return replace(
            invocation,
            text=mentions.qualified(text, homes),
            fields={name: mentions.picked(value, homes) for name, value in fields.items()},
        )

    async def _home(self, workspace: str, account: str) -> Told | None:
        known = self._told.get((workspace, account))
        if known is not None:
            return known
        try:
            async with asyncio.timeout(WITHIN_SECONDS):
                theirs = await mentions.theirs(self._api, await self._token(workspace), account)
        except (TryLater, Undeliverable, Unknown, Malformed, TimeoutError) as untold:
            log.info("slack tells nothing of somebody mentioned", reason=str(untold) or type(untold).__name__)
            return None
        if theirs is None:
            return None
        told = (await asyncio.to_thread(self._counts, workspace, account, theirs), theirs.name)
        self._told[workspace, account] = told
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return told

    def _strange(self, workspace: str, accounts: Sequence[str]) -> list[str]:
        """Those that aren't known in this workspace."""
        with self._database.reading() as uow:
            return [one for one in accounts if uow.people.by_account(PLATFORM, workspace, one) is None]

    def _counts(self, workspace: str, account: str, theirs: Theirs) -> str:
        """Which workspace counts: ours, where it or our organisation is theirs too; else where they are known already,
        as their organisation's perhaps; else their own."""
        if workspace in (theirs.workspace, theirs.organisation, *theirs.all):
            return workspace
        with self._database.reading() as uow:
            known = theirs.organisation and uow.people.by_account(PLATFORM, theirs.organisation, account) is not None
        return theirs.organisation if known else theirs.workspace
