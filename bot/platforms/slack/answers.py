"""What is said back, each by the road that its payload has.

A command is answered in its acknowledgement, or through ``response_url`` when that can't wait; a press through
``response_url``; a mention in its thread; a direct message in that conversation. Nothing here is remembered beyond
the running process: what a command changed was stored, with its reply, before it was answered.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog

from bot.commands import Ask, Invocation
from bot.delivery import TryLater, Undeliverable, Unknown
from bot.messages.block_kit import render
from bot.messages.model import Document, Form, Message
from bot.platforms.slack.api import Api, Json, TokenOf
from bot.platforms.slack.documents import deliver
from bot.platforms.slack.payloads import QUESTION, Addressed, AtHome, Pressed, Typed

log = structlog.get_logger()

PATIENCE: Final = 2.0
"""Seconds that an acknowledgement waits for the answer. Slack gives up after three."""

Broken = Callable[[str], Message]
"""What to say when something of ours failed, with the reference under which it was logged."""


@dataclass(frozen=True)
class Said:
    """An answer as a message. A ``question`` is done with once one of its buttons was pressed. ``aside`` is one that
    doesn't stand in a Home even if it was asked for there: a form, or that something of ours failed."""

    message: Message
    public: bool
    question: bool
    aside: bool = False

    def body(self, workspace: str) -> Json:
        """Its text and blocks, with the blocks of a question's buttons marked as such."""
        rendered = render(self.message, workspace=workspace)
        marked = [
            block | {"block_id": f"{QUESTION}:{place}"} if self.question and block["type"] == "actions" else block
            for place, block in enumerate(rendered.blocks)
        ]
        return {"text": rendered.text, "blocks": marked}


class Answers:
    """Asks, and says what was answered. Never raises: what can't be said is logged."""

    def __init__(self, api: Api, ask: Ask, *, token: TokenOf, broken: Broken, patience: float = PATIENCE) -> None:
        self._api = api
        self._ask = ask
        self._token = token
        self._broken = broken
        self._patience = patience

    async def to_command(self, typed: Typed) -> Json | None:
        """The body of the acknowledgement; ``None`` where the answer comes later."""
        asked = self._api.soon(self._said(typed.invocation))
        await asyncio.wait({asked}, timeout=self._patience)
        if asked.done():
            return self._command_body(typed, asked.result())
        self._api.soon(self._command_later(typed, asked))
        return None

    async def to_press(self, pressed: Pressed) -> None:
        """Answer a press; returns when that is done or can't be waited for any longer."""
        await asyncio.wait({self._api.soon(self._press(pressed))}, timeout=self._patience)

    async def to_words(self, addressed: Addressed) -> None:
        """Answer a mention or a direct message; returns as ``to_press`` does."""
        await asyncio.wait({self._api.soon(self._words(addressed))}, timeout=self._patience)

    async def to_home(self, at_home: AtHome) -> None:
        """Do what was asked for in somebody's Home; returns as ``to_press`` does."""
        await asyncio.wait({self._api.soon(self._home(at_home))}, timeout=self._patience)

    async def later(self, typed: Typed, body: Json) -> None:
        """Say what was meant for an acknowledgement at the command's own address."""
        await self._respond(typed.invocation, typed.response_url, body)

    async def _said(self, invocation: Invocation) -> Said:
        """The answer; a file is on its way before anything is said of it."""
        try:
            answered = await self._ask(invocation)
            match answered.reply:
                case Document() as document:
                    await self._handed_over(document, invocation, answered.public)
                    return Said(document.message, answered.public, question=False)
                case Form(title=title, blocks=blocks, language=language):
                    return Said(Message(title, blocks, language), public=False, question=True, aside=True)
                case Message() as message:
                    broken = answered.outcome == "broken"
                    return Said(message, answered.public, question=answered.outcome == "refused", aside=broken)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("slack answer failed", reference=reference, origin=invocation.origin)
            return Said(self._broken(reference), public=False, question=False, aside=True)

    async def _handed_over(self, document: Document, invocation: Invocation, public: bool) -> None:
        channel = invocation.channel if public else None

        async def attempt() -> None:
            token = await self._token(invocation.workspace)
            await deliver(self._api, document, token=token, account=invocation.account, channel=channel)

        try:
            await self._api.patiently(attempt)
        finally:
            await asyncio.to_thread(document.content.close)

    def _command_body(self, typed: Typed, said: Said) -> Json:
        kind = "in_channel" if said.public else "ephemeral"
        return {"response_type": kind, **said.body(typed.invocation.workspace)}

    async def _command_later(self, typed: Typed, asked: asyncio.Task[Said]) -> None:
        await self._respond(typed.invocation, typed.response_url, self._command_body(typed, await asked))

    async def _press(self, pressed: Pressed) -> None:
        """A question gives way to its answer; anything else stays, for its other buttons are still wanted, and the
        answer stands beside it. In a conversation with us alone that is an ordinary message, which lasts."""
        invocation = pressed.invocation
        said = await self._said(invocation)
        public = said.public or (invocation.channel is None and not pressed.ephemeral)
        replaces = pressed.question and (public != pressed.ephemeral)
        body = {
            "response_type": "in_channel" if public else "ephemeral",
            "replace_original": replaces,
            **({"thread_ts": pressed.thread} if pressed.thread else {}),
            **said.body(invocation.workspace),
        }
        await self._respond(invocation, pressed.response_url, body)
        if pressed.question and not replaces:
            await self._respond(invocation, pressed.response_url, {"delete_original": True})

    async def _home(self, at_home: AtHome) -> None:
        """The answer to a press stands in the Home, which is published anew; what can't is a direct message. Who only
        opened it has no message of it."""
        invocation = at_home.invocation
        said = await self._said(invocation)
        if said.aside and at_home.event is None:
            body = said.body(invocation.workspace)
            await self._post(invocation, {**body, "channel": invocation.account}, thread=None)

    async def _words(self, addressed: Addressed) -> None:
        """A private answer to a mention is shown to one person: in the thread if the mention stood in one, for Slack
        shows nobody such an answer in a thread that hasn't begun."""
        invocation = addressed.invocation
        said = await self._said(invocation)
        body: dict[str, Any] = {**said.body(invocation.workspace), "channel": addressed.channel}
        if invocation.channel is None:
            sent = await self._post(invocation, body, thread=addressed.thread)
        elif said.public:
            sent = await self._post(invocation, body, thread=addressed.thread or addressed.at)
        else:
            sent = await self._post(invocation, body | {"user": invocation.account}, thread=addressed.thread)
        if not sent and invocation.channel is not None:
            await self._post(invocation, body | {"channel": invocation.account}, thread=None)

    async def _post(self, invocation: Invocation, body: Json, *, thread: str | None) -> bool:
        """Post it, to one person alone where the body names a ``user``. ``False`` where Slack refuses for good."""
        method = "chat.postEphemeral" if "user" in body else "chat.postMessage"
        body = body if "user" in body else body | {"unfurl_links": False, "unfurl_media": False}

        async def attempt() -> None:
            await self._api.call(method, await self._token(invocation.workspace), thread_ts=thread, **body)

        try:
            await self._api.patiently(attempt)
        except Undeliverable as refused:
            log.warning("slack answer refused", reason=str(refused), origin=invocation.origin)
            return False
        except (TryLater, Unknown) as lost:
            log.warning("slack answer lost", reason=str(lost), origin=invocation.origin)
        return True

    async def _respond(self, invocation: Invocation, response_url: str, body: Json) -> None:
        try:
            await self._api.patiently(lambda: self._api.respond(response_url, body))
        except (TryLater, Undeliverable, Unknown) as lost:
            log.warning("slack answer lost", reason=str(lost), origin=invocation.origin)
