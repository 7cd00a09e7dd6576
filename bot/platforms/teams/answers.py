"""What is said back, each by the road that its activity has.

Words are answered in their conversation; a press by what then stands in its place; a dialog by the next one, or by its
closing. What a command changed was stored, with its reply, before it was answered, and is answered from there when
Teams asks again; who says what no acknowledgement carries is remembered by all processes together (``once``).
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, Final

import structlog

from bot.commands import Ask, Invocation
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.language import spoken
from bot.messages.adaptive_card_form import render_form
from bot.messages.adaptive_card_form import said as as_form
from bot.messages.characters import clipped, one_line
from bot.messages.model import Document, Form, Message
from bot.platforms.lines import Lines, Restate, Tongues
from bot.platforms.once import Once
from bot.platforms.outward import pieces
from bot.platforms.teams import cards
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.payloads import carried
from bot.platforms.teams.received import Addressed, Agreed, Fetched, Pressed, Sent, Where
from bot.platforms.teams.said import Said
from bot.platforms.teams.speaking import Keep, Speaking

log = structlog.get_logger()

Json = dict[str, Any]

PATIENCE: Final = 2.0
"""Seconds that the acknowledgement of words waits for the answer."""

WITHIN: Final = 8.0
"""Seconds in which a press and a dialog must be answered: Teams gives up after ten."""

TAKEN: Final = 1_000
"""Characters of a message that are taken over into an action."""


class Answers:
    """Never raises: what can't be said is logged."""

    def __init__(
        self,
        connector: Connector,
        ask: Ask,
        *,
        lines: Tongues[Lines],
        restate: Restate,
        once: Once,
        keep: Keep,
        within: float = WITHIN,
    ) -> None:
        self._connector = connector
        self._ask = ask
        self._lines = lines
        self._restate = restate
        self._once = once
        self._within = within
        self._speaking = Speaking(connector, ask, lines, once, keep)

    async def to_words(self, addressed: Addressed) -> None:
        """Answer a mention or a direct message; returns when that is done or can't be waited for any longer."""
        task = self._connector.wire.soon(self._words(addressed.invocation, addressed.where))
        await asyncio.wait({task}, timeout=PATIENCE)

    async def to_greeting(self, greeting: Invocation, where: Where) -> None:
        """Somebody has added us: their Home is their first card."""
        await self.to_words(Addressed(greeting, where))

    async def to_press(self, pressed: Pressed) -> Json:
        """What stands in the place of what was pressed, or what is shown for a moment."""
        task = self._connector.wire.soon(self._pressed(pressed))
        await asyncio.wait({task}, timeout=self._within)
        if task.done():
            return task.result()
        self._connector.wire.soon(self._pressed_late(pressed, task))
        return cards.passing(self._lines(pressed.invocation).working.title)

    async def to_fetch(self, fetched: Fetched) -> Json:
        """The dialog that was asked for."""
        invocation = _taken(fetched.invocation) if fetched.taken else fetched.invocation
        task = self._connector.wire.soon(self._speaking.said(invocation))
        await asyncio.wait({task}, timeout=self._within)
        if not task.done():
            self._connector.wire.soon(self._later(invocation, fetched.where, fetched.pressed, task))
            return self._dialog(self._lines(invocation).working, invocation, "")
        said = task.result()
        if isinstance(said.reply, Form):
            return self._dialog(said.reply, invocation, fetched.pressed)
        if said.asks or not said.refused:
            self._connector.wire.soon(self._told(invocation, fetched.where, fetched.pressed, said))
        return self._dialog(as_form(_quiet(said.reply), close=self._lines(invocation).close), invocation, "")

    async def to_sent(self, sent: Sent) -> Json:
        """The next dialog; an empty one closes it."""
        task = self._connector.wire.soon(self._speaking.said(sent.invocation))
        await asyncio.wait({task}, timeout=self._within)
        if not task.done():
            self._connector.wire.soon(self._later(sent.invocation, sent.where, sent.pressed, task))
            return self._dialog(self._lines(sent.invocation).working, sent.invocation, "")
        said = task.result()
        if isinstance(said.reply, Form):
            return self._dialog(said.reply, sent.invocation, sent.pressed)
        if said.refused and not said.asks:
            return self._dialog(as_form(said.reply, close=self._lines(sent.invocation).close), sent.invocation, "")
        self._connector.wire.soon(self._told(sent.invocation, sent.where, sent.pressed, said))
        return {}

    async def to_agreed(self, agreed: Agreed) -> None:
        """Put the file where its owner said, or leave it behind a link; returns as ``to_words`` does."""
        await asyncio.wait({self._connector.wire.soon(self._handed_over(agreed))}, timeout=PATIENCE)

    async def _words(self, invocation: Invocation, where: Where) -> None:
        if invocation.home:
            if not await self._once.ours(invocation):
                return
            await self._connector.references.home(where.conversation, "")
        saying = self._connector.wire.soon(self._speaking.said(invocation))
        foreseen = self._lines(invocation).foresee(invocation)
        await asyncio.wait({saying}, timeout=PATIENCE if foreseen.file else None)
        if not saying.done():
            await self._speaking.tell(invocation, where, Said(self._lines(invocation).preparing))
        said = await saying
        if invocation.home and not said.refused and not said.aside:
            await self._once.told(invocation)
        else:
            await self._speaking.tell(invocation, where, said)

    async def _pressed(self, pressed: Pressed) -> Json:
        """A question gives way to its answer; a notice says what is true now, everywhere; a list is asked for again;
        what was answered to a change gives way to what is true since. The answer stands beside, where it isn't in its
        place."""
        invocation, where, marks = pressed.invocation, pressed.where, pressed.marks
        said = await self._speaking.said(invocation)
        title = clipped(one_line(said.reply.title), 200)
        if invocation.home:
            if isinstance(said.reply, Form) or said.aside or said.refused:
                await self._speaking.tell(invocation, where, said)
            return cards.passing(title)
        if not isinstance(said.reply, Form) and marks.question:
            if said.public and not where.personal:
                await self._speaking.tell(invocation, where, said)
            return self._in_place(invocation, said)
        reads = bool(self._lines(invocation).foresee(invocation).again)
        fresh = None if reads or isinstance(said.reply, Form) else await self._fresh(pressed, said)
        if fresh is not said:
            await self._speaking.tell(invocation, where, said)
        return self._in_place(invocation, fresh) if fresh is not None else cards.passing(title)

    async def _fresh(self, pressed: Pressed, said: Said) -> Said | None:
        """What stands in the place of what was pressed, if that is to be put there by the answer."""
        invocation, marks = pressed.invocation, pressed.marks
        if marks.message and await self._restated(pressed.where, marks.message):
            return None
        again = replace(invocation, text=marks.again, request=None, press=None)
        if marks.again and self._lines(invocation).foresee(again).again:
            found = await self._speaking.said(again)
            return found if isinstance(found.reply, Message) and not found.refused else None
        return said if pressed.where.personal and not said.refused and not said.aside else None

    async def _pressed_late(self, pressed: Pressed, task: asyncio.Task[Json]) -> None:
        """A card that comes too late for the answer is put there all the same."""
        body = await task
        if body["type"] != cards.CARD or not pressed.marks.message:
            return
        where = pressed.where
        change = {"attachments": [cards.attached(body["value"])]}
        try:
            await self._connector.change(where.conversation, pressed.marks.message, change, thread=where.thread)
        except (TryLater, Undeliverable, Unknown) as lost:
            log.warning("teams answer lost", reason=str(lost), origin=pressed.invocation.origin)

    async def _later(self, invocation: Invocation, where: Where, pressed: str, task: asyncio.Task[Said]) -> None:
        await self._told(invocation, where, pressed, await task)

    async def _told(self, invocation: Invocation, where: Where, pressed: str, said: Said) -> None:
        """The answer to a form, where a typed command's would be; then the message whose button opened it."""
        await self._speaking.tell(invocation, where, said)
        if pressed and not said.refused:
            await self._restated(where, pressed)

    async def _restated(self, where: Where, message: str) -> bool:
        conversation = where.conversation
        return await self._restate(conversation.workspace, f"{conversation.id}|{message}")

    def _in_place(self, invocation: Invocation, said: Said) -> Json:
        return cards.in_place(said.card(invocation.workspace, self._lines(invocation).opens))

    def _dialog(self, form: Form, invocation: Invocation, pressed: str) -> Json:
        told = carried(form.command, pressed=pressed)
        dialog = render_form(form, workspace=invocation.workspace, carried=told)
        return cards.shown(dialog.title, dialog.card)

    async def _handed_over(self, agreed: Agreed) -> None:
        """The file is made again: an answer to the question may come days later. What can't be put there, or isn't
        wanted there, waits behind a link."""
        asked = replace(agreed.invocation, request=agreed.request)
        if not await self._once.ours(asked):
            return
        reply = (await self._ask(agreed.invocation)).reply
        if isinstance(reply, Document):
            await self._put(agreed, asked, reply)
        else:
            await self._speaking.tell(asked, agreed.where, Said(reply))

    async def _put(self, agreed: Agreed, asked: Invocation, document: Document) -> None:
        try:
            if agreed.accepted and await self._uploaded(agreed, document):
                await self._once.told(asked)
                return
            linked = await self._speaking.linked(asked, document)
        finally:
            await asyncio.to_thread(document.content.close)
        if linked is not None:
            await self._speaking.tell(asked, agreed.where, Said(linked))
        elif agreed.accepted:
            await self._speaking.lost(asked, agreed.where)

    async def _uploaded(self, agreed: Agreed, document: Document) -> bool:
        try:
            await self._connector.wire.upload(agreed.upload_url, pieces(document.content), document.length)
            filed = cards.filed(agreed.name or document.filename, agreed.content_url, agreed.id, agreed.kind)
            await self._connector.say(agreed.where.conversation, filed)
        except (TryLater, Undeliverable, Unknown) as lost:
            log.warning("a file was not taken", reason=str(lost), origin=agreed.invocation.origin)
            return False
        return True


def _taken(invocation: Invocation) -> Invocation:
    """The command of an action that is made of a message, as one would type it."""
    text = clipped(one_line(invocation.fields.get("text", "")), TAKEN)
    options = [("text", text), ("link", invocation.fields.get("link", ""))]
    whole = spoken(invocation.text, [(name, value) for name, value in options if value])
    return replace(invocation, text=whole, fields={})


def _quiet(message: Message | Form) -> Message:
    return Message(message.title, message.blocks, message.language)
