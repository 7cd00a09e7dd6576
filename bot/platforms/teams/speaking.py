"""Asking, and saying the answer where it belongs: in the conversation, to one person in it, or to them alone."""

from __future__ import annotations

import secrets
from typing import Final

import structlog

from bot.commands import Ask, Invocation
from bot.delivery import TryLater, Undeliverable, Unknown
from bot.language import spoken
from bot.messages.model import Document, Form, Message
from bot.platforms.teams import cards
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.lines import Broken, Lines
from bot.platforms.teams.payloads import Where
from bot.platforms.teams.said import Said

log = structlog.get_logger()

LONGEST: Final = 6_000
"""Characters of a command that a file's question may carry."""


class Speaking:
    """Never raises: what can't be said is logged."""

    def __init__(self, connector: Connector, ask: Ask, lines: Lines, broken: Broken) -> None:
        self._connector = connector
        self._ask = ask
        self._lines = lines
        self._broken = broken

    async def said(self, invocation: Invocation) -> Said:
        """The answer; of a file, its owner is asked where to put it before anything is said."""
        try:
            answered = await self._ask(invocation)
            match answered.reply:
                case Document() as document:
                    await self._offered(document, invocation)
                    return Said(document.message, answered.public)
                case Form() as form:
                    return Said(form)
                case Message() as message:
                    refused = answered.outcome == "refused"
                    again = "" if refused else self._lines.foresee(invocation).again
                    return Said(message, answered.public, refused, again, aside=answered.outcome == "broken")
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("teams answer failed", reference=reference, origin=invocation.origin)
            return Said(self._broken(reference), aside=True)

    async def tell(self, invocation: Invocation, where: Where, said: Said) -> None:
        """Say it where it was asked: to everybody if it is public, else to whoever asked. A form has a button that
        opens it."""
        if isinstance(said.reply, Form):
            said = Said(self._lines.ready(said.reply, full(invocation)), refused=True)
        body = said.activity(invocation.workspace, self._lines.opens)
        conversation, wire = where.conversation, self._connector.wire
        try:
            if where.personal or said.public:
                await wire.patiently(lambda: self._connector.say(conversation, body, thread=where.thread))
                return
            try:
                await wire.patiently(
                    lambda: self._connector.say(conversation, body, thread=where.thread, to=invocation.account)
                )
            except Undeliverable as refused:
                log.info("said directly", reason=str(refused), origin=invocation.origin)
                await self.directly(invocation, body)
        except (TryLater, Undeliverable, Unknown) as lost:
            log.warning("teams answer lost", reason=str(lost), origin=invocation.origin)

    async def lost(self, invocation: Invocation, where: Where) -> None:
        """Something of ours failed after all; whoever waits is told, with the reference in the log."""
        reference = secrets.token_hex(4)
        log.error("teams answer failed", reference=reference, origin=invocation.origin)
        await self.tell(invocation, where, Said(self._broken(reference), aside=True))

    async def directly(self, invocation: Invocation, body: cards.Json) -> None:
        """Say it in the person's own conversation with us. Raises as the connector does."""

        async def attempt() -> None:
            alone = await self._connector.with_person(invocation.workspace, invocation.account)
            await self._connector.say(alone, body)

        await self._connector.wire.patiently(attempt)

    async def _offered(self, document: Document, invocation: Invocation) -> None:
        """A file goes among its owner's own, and there only once they agree: then it is made again."""
        command = full(invocation)
        try:
            if len(command) > LONGEST:
                raise Undeliverable("the command is too long to be made again")
            body = cards.consent(document.filename, document.length, document.message.title, command)
            await self.directly(invocation, body)
        finally:
            document.content.close()


def full(invocation: Invocation) -> str:
    """The whole command as text: what was typed, and what a form filled in."""
    return spoken(invocation.text, [(name, value) for name, value in invocation.fields.items() if value])
