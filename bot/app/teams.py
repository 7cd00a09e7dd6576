"""Teams' parts, joined with the database that holds where Teams lets us speak."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.routing import Route

from bot.app import App
from bot.clock import Clock
from bot.commands import Ask
from bot.db.unit_of_work import Database
from bot.delivery import Gateway
from bot.domain.conversations import Conversation
from bot.foresight import foreseen
from bot.matching import Menu
from bot.messages.model import Button, Form, Message, buttons
from bot.platforms.teams import adapter
from bot.platforms.teams.answers import Answers
from bot.platforms.teams.clouds import cloud_of
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.door import Door
from bot.platforms.teams.gateway import TeamsGateway
from bot.platforms.teams.keys import Keys
from bot.platforms.teams.lines import Lines, Restate
from bot.platforms.teams.listeners import Reception
from bot.platforms.teams.tokens import Tokens
from bot.platforms.teams.wire import Wire
from bot.presenters.refusals import broken
from bot.presenters.speech import FALLBACK, words
from bot.services import conversations, workspaces
from bot.settings import Teams

PLATFORM: Final = "teams"
PREFIX: Final = "@Convenor"
"""How a command begins there; in a direct message it may be left out."""


def teams_lines(menu: Menu) -> Lines:
    """What Teams' face says by itself. In whose language, only the database knows; these don't wait for it."""
    say = words(FALLBACK)

    def ready(form: Form, command: str) -> Message:
        offered = buttons([Button(say("form-open"), command)])
        return Message(form.title, (say.paragraph("teams-form-ready"), *offered), say.language)

    return Lines(
        foresee=foreseen(menu, say),
        ready=ready,
        working=Form(say("form-working-title"), "", (), "", say("close"), (say.note("form-working"),), say.language),
        preparing=Message(say("file-preparing"), (), say.language),
        close=say("close"),
    )


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
        self.gateway: Gateway = TeamsGateway(self._connector, self._lines.opens)

    def routes(self, ask: Ask, restate: Restate) -> list[Route]:
        answers = Answers(
            self._connector,
            self._cloud,
            ask,
            broken=lambda reference: broken(reference, words(FALLBACK)),
            lines=self._lines,
            restate=restate,
        )
        reception = Reception(answers, self._references, prefix=PREFIX)
        door = Door(self._settings, self._cloud, Keys(self._cloud.metadata, self.wire), self._app.clock)
        return adapter.routes(door, reception.receive)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """While the block runs, answers are said; those under way go out before it ends."""
        try:
            yield
        finally:
            await self.wire.close()
