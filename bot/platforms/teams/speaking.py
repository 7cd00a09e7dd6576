"""Asking, and saying the answer where it belongs: in the conversation, to one person in it, or to them alone."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.commands import Ask, Invocation
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.language import spoken
from bot.messages.adaptive_card import Opens
from bot.messages.model import Document, Form, Message
from bot.platforms.lines import Lines, Tongues
from bot.platforms.once import Once
from bot.platforms.teams import cards
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.received import Where
from bot.platforms.teams.said import Said

log = structlog.get_logger()

LONGEST: Final = 6_000
"""Characters of a command that a file's question may carry."""

Keep = Callable[[Invocation, Document], Awaitable[Message | None]]
"""Keeps a file for whoever asked; what is said beside it, with their own link to it. ``None`` where there are no links,
or it is nobody's."""


class Speaking:
    """Never raises: what can't be said is logged. What another process says already is left to it."""

    def __init__(self, connector: Connector, ask: Ask, lines: Tongues[Lines], once: Once, keep: Keep) -> None:
        self._connector = connector
        self._ask = ask
        self._lines = lines
        self._once = once
        self._keep = keep

    async def said(self, invocation: Invocation) -> Said:
        """The answer; a file is on its way, or waits behind a link, before anything is said of it."""
        try:
            answered = await self._ask(invocation)
            self._lines.answered(invocation, answered)
            match answered.reply:
                case Document() as document:
                    return Said(await self._handed_on(document, invocation))
                case Form() as form:
                    return Said(form)
                case Message() as message:
                    refused = answered.outcome == "refused"
                    again = "" if refused else self._lines(invocation).foresee(invocation).again
                    return Said(message, answered.public, refused, again, aside=answered.outcome == "broken")
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("teams answer failed", reference=reference, origin=invocation.origin)
            return Said(self._lines(invocation).broken(reference), aside=True)

    async def tell(self, invocation: Invocation, where: Where, said: Said) -> None:
        """Say it where it was asked: to everybody if it is public, else to whoever asked. A form has a button that
        opens it."""
        lines = self._lines(invocation)
        opens = lines.opens
        if isinstance(said.reply, Form):  # also one that no words foretell, because the command itself asks for more
            said, opens = Said(lines.offered(said.reply, full(invocation)), refused=True), _always
        if not await self._once.ours(invocation):
            return
        try:
            await self._fitting(invocation, where, said, opens)
            await self._once.told(invocation)
        except (TryLater, Undeliverable, Unknown) as lost:
            log.warning("teams answer lost", reason=str(lost), origin=invocation.origin)

    async def lost(self, invocation: Invocation, where: Where) -> None:
        """Something of ours failed after all; whoever waits is told, with the reference in the log."""
        reference = secrets.token_hex(4)
        log.error("teams answer failed", reference=reference, origin=invocation.origin)
        await self.tell(invocation, where, Said(self._lines(invocation).broken(reference), aside=True))

    async def linked(self, invocation: Invocation, document: Document) -> Message | None:
        """What is said beside a file that waits behind its owner's own link."""
        await asyncio.to_thread(document.content.seek, 0)
        return await self._keep(invocation, document)

    async def _fitting(self, invocation: Invocation, where: Where, said: Said, opens: Opens) -> None:
        """As a card; what Teams won't show as one, once more in words alone."""
        card = said.activity(invocation.workspace, opens)
        try:
            await self._told(invocation, where, card, public=said.public)
        except Undeliverable as refused:
            if str(refused) not in cards.UNFIT:
                raise
            log.warning("said as plain text", reason=str(refused), origin=invocation.origin)
            await self._told(invocation, where, cards.plain(said.message), public=said.public)

    async def _told(self, invocation: Invocation, where: Where, body: cards.Json, *, public: bool) -> None:
        conversation, wire = where.conversation, self._connector.wire
        if where.personal or public:
            await wire.patiently(lambda: self._connector.say(conversation, body, thread=where.thread))
            return
        try:
            await wire.patiently(
                lambda: self._connector.say(conversation, body, thread=where.thread, to=invocation.account)
            )
        except Undeliverable as refused:
            log.info("said directly", reason=str(refused), origin=invocation.origin)
            await self._directly(invocation, body)

    async def _directly(self, invocation: Invocation, body: cards.Json) -> None:
        """Say it in the person's own conversation with us. Raises as the connector does."""

        async def attempt() -> None:
            alone = await self._connector.with_person(invocation.workspace, invocation.account)
            await self._connector.say(alone, body)

        await self._connector.wire.patiently(attempt)

    async def _handed_on(self, document: Document, invocation: Invocation) -> Message:
        """What is said beside a file: where somebody is alone with us they are asked where to put it, for only there
        Teams lets us ask; elsewhere, and where asking fails, it waits behind a link of theirs."""
        ways: tuple[Keep, Keep] = (self.linked, self._asked_where)
        try:
            if not await self._once.ours(invocation):
                return document.message
            for way in ways if invocation.channel is not None else reversed(ways):
                message = await way(invocation, document)
                if message is not None:
                    return message
            raise Undeliverable("there is no way for a file")
        finally:
            await asyncio.to_thread(document.content.close)

    async def _asked_where(self, invocation: Invocation, document: Document) -> Message | None:
        """A file goes among its owner's own once they agree: then it is made again."""
        command = full(invocation)
        if len(command) > LONGEST:
            return None
        body = cards.consent(document.filename, document.length, document.message.title, command)
        try:
            await self._directly(invocation, body)
        except Undeliverable as refused:
            log.info("a file's owner can't be asked", reason=str(refused), origin=invocation.origin)
            return None
        return document.message


def _always(command: str) -> bool:
    return True


def full(invocation: Invocation) -> str:
    """The whole command as text: what was typed, and what a form filled in."""
    return spoken(invocation.text, [(name, value) for name, value in invocation.fields.items() if value])
