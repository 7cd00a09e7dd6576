"""Teams' parts, joined with the database that holds where Teams lets us speak."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.routing import Route

from bot.app import App, addresses
from bot.app.keeping import kept
from bot.app.lines import lines_of
from bot.app.telling import Telling
from bot.clock import Clock
from bot.commands import Ask, Invocation
from bot.db.unit_of_work import Database
from bot.domain.conversations import Conversation
from bot.domain.people import Official
from bot.gateways import Gateway
from bot.matching import Menu
from bot.messages.model import Document, Message
from bot.platforms.lines import Restate, Speech, Tongues
from bot.platforms.once import Once
from bot.platforms.teams import adapter
from bot.platforms.teams.answers import Answers
from bot.platforms.teams.clouds import cloud_of
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.door import Door
from bot.platforms.teams.gateway import TeamsGateway
from bot.platforms.teams.keys import Keys
from bot.platforms.teams.listeners import Reception
from bot.platforms.teams.tokens import Tokens
from bot.platforms.teams.wire import Wire
from bot.services import conversations, workspaces
from bot.settings import Teams

PLATFORM: Final = "teams"
PREFIX: Final = "@Convenor"
"""How a command begins there; in a direct message it may be left out."""


def teams_lines(menu: Menu) -> Speech:
    """What Teams' face says by itself; words alone open no form there."""
    return lines_of(menu, offering="teams-form-ready")


class Kept:
    """Implements ``References`` over the database, beside the event loop."""

    def __init__(self, database: Database, settings: Teams, clock: Clock) -> None:
        self._database = database
        self._bots = {tenant: one.client_id for one in settings.registrations for tenant in one.tenants}
        self._clock = clock

    async def personal(self, tenant: str, account: str) -> Conversation | None:
        def found() -> Conversation | None:
            with self._database.reading() as uow:
                return uow.conversations.personal(PLATFORM, tenant, account)

        return await asyncio.to_thread(found)

    async def named(self, tenant: str, id: str) -> Conversation | None:
        def found() -> Conversation | None:
            with self._database.reading() as uow:
                return uow.conversations.named(PLATFORM, tenant, id)

        return await asyncio.to_thread(found)

    async def any(self, tenant: str) -> Conversation | None:
        def found() -> Conversation | None:
            with self._database.reading() as uow:
                return uow.conversations.any(PLATFORM, tenant)

        return await asyncio.to_thread(found)

    async def keep(self, conversation: Conversation) -> None:
        await asyncio.to_thread(self._keep, conversation)

    async def leave(self, conversation: Conversation) -> None:
        def left() -> None:
            with self._database.writing(PLATFORM) as uow:
                conversations.leave(uow, conversation=conversation, now=self._clock())

        await asyncio.to_thread(left)

    async def home(self, conversation: Conversation, id: str | None = None) -> str:
        def found() -> str:
            if id is None:
                with self._database.reading() as uow:
                    return conversations.home(uow, conversation)
            with self._database.writing(PLATFORM) as uow:
                conversations.set_home(uow, conversation, id)
            return id

        return await asyncio.to_thread(found)

    def _keep(self, conversation: Conversation) -> None:
        """Most of what arrives tells nothing new, and writes nothing."""
        with self._database.reading() as uow:
            if conversations.known(uow, conversation):
                return
        with self._database.writing(PLATFORM) as uow:
            conversations.keep(uow, conversation=conversation, now=self._clock())
            workspaces.seen(
                uow,
                platform=PLATFORM,
                workspace=conversation.workspace,
                bot_account=self._bots.get(conversation.workspace, ""),
                now=self._clock(),
            )


class TeamsFace:
    """Every app registration of the settings."""

    def __init__(self, app: App, settings: Teams) -> None:
        self._app = app
        self._settings = settings
        self._cloud = cloud_of(settings)
        self.wire = Wire(self._cloud)
        self.tokens = Tokens(settings, self._cloud, self.wire)
        self._references = Kept(app.database, settings, app.clock)
        self._connector = Connector(self._cloud, self.tokens, self.wire, self._references)
        self._lines = teams_lines(app.menu)
        self.gateway: Gateway = TeamsGateway(self._connector, self._lines("").opens, PREFIX)

    def routes(self, ask: Ask, restate: Restate) -> list[Route]:
        answers = Answers(
            self._connector,
            ask,
            lines=Tongues(self._lines),
            restate=restate,
            once=Once(Telling(self._app.database, self._app.clock)),
            keep=self._kept,
        )
        reception = Reception(answers, self._references, prefix=PREFIX)
        door = Door(self._settings, self._cloud, Keys(self._cloud.metadata, self.wire), self._app.clock)
        return adapter.routes(door, reception.receive)

    async def _kept(self, invocation: Invocation, document: Document) -> Message | None:
        """Keep a file for whoever asked, with a link of their own, where links can be made."""
        links = addresses(self._app.settings)
        if links is None or document.group_id is None:
            return None
        official = await asyncio.to_thread(self._asker, invocation)
        if official is None:
            return None
        return await asyncio.to_thread(kept, self._app.database, links, self._app.clock, document, official)

    def _asker(self, invocation: Invocation) -> Official | None:
        with self._app.database.reading() as uow:
            return uow.people.by_account(PLATFORM, invocation.workspace, invocation.account)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """While the block runs, answers are said; those under way go out before it ends."""
        try:
            yield
        finally:
            await self.wire.close()
