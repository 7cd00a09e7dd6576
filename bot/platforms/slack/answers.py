"""What is said back, each by the road that its payload has.

A command is answered in its acknowledgement, or through ``response_url`` when that can't wait; a press through
``response_url``; a mention in its thread; a direct message in that conversation. Where something is missing, a form
opens instead. What a command changed was stored, with its reply, before it was answered; who says an answer that no
acknowledgement carries is remembered by all processes together (``once``).
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

import structlog

from bot.commands import Ask, Invocation
from bot.foresight import Foreseen
from bot.messages.block_kit_views import said as as_form
from bot.messages.model import Buttons, Document, Form, Message
from bot.platforms.lines import Restate, Speech, Tongues
from bot.platforms.once import Once
from bot.platforms.slack.api import Api, Json, TokenOf
from bot.platforms.slack.carried import Carried, Seal
from bot.platforms.slack.conversation import Conversation, settle
from bot.platforms.slack.documents import deliver
from bot.platforms.slack.pressing import Pressing
from bot.platforms.slack.received import Addressed, AtHome, Pressed, Taken, Typed
from bot.platforms.slack.said import Said
from bot.platforms.slack.saying import Saying
from bot.platforms.slack.submissions import Submitted
from bot.platforms.slack.submitting import Submissions
from bot.platforms.slack.taking import Taking
from bot.platforms.slack.views import OPENING, Views

log = structlog.get_logger()

PATIENCE: Final = 2.0
"""Seconds that an acknowledgement waits for the answer. Slack gives up after three."""


class Answers:
    """Asks, and says what was answered. Never raises: what can't be said is logged."""

    def __init__(
        self,
        api: Api,
        ask: Ask,
        *,
        token: TokenOf,
        lines: Speech,
        restate: Restate,
        once: Once,
        key: str,
        patience: float = PATIENCE,
    ) -> None:
        self._api = api
        self._ask = ask
        self._token = token
        self._lines = Tongues(lines)
        self._restate = restate
        self._patience = patience
        self._saying = Saying(api, token, once)
        self._views = Views(api, token, Seal(key))
        self._pressing = Pressing(self, api, self._lines, restate)
        self._taking = Taking(self, api, token)
        self._submissions = Submissions(api, self._views, self._lines, self.said, self._tell, patience)

    async def to_command(self, typed: Typed) -> Json | None:
        """The body of the acknowledgement; ``None`` where the answer comes later, or a view holds it."""
        asked = self.begun(typed.invocation, typed.trigger, typed.response_url)
        if asked.foreseen.at_once:
            said = await self.conversed(asked)
            return self._command_body(typed, said) if said is not None else None
        told = self._api.soon(self.conversed(asked))
        await self._either(told, asked.stands)
        if told.done():
            said = told.result()
            return self._command_body(typed, said) if said is not None else None
        self._api.soon(self._command_later(typed, told))
        if asked.foreseen.file:
            return self._command_body(typed, Said(self._lines(typed.invocation).preparing, public=False))
        return None

    async def to_press(self, pressed: Pressed) -> None:
        """Answer a press; returns when that is done or can't be waited for any longer."""
        await asyncio.wait({self._api.soon(self._pressing(pressed))}, timeout=self._patience)

    async def to_words(self, addressed: Addressed) -> None:
        """Answer a mention or a direct message; returns as ``to_press`` does."""
        await asyncio.wait({self._api.soon(self._words(addressed))}, timeout=self._patience)

    async def to_home(self, at_home: AtHome) -> None:
        """Do what was asked for in somebody's Home; returns as ``to_press`` does."""
        await asyncio.wait({self._api.soon(self._home(at_home))}, timeout=self._patience)

    async def later(self, typed: Typed, body: Json) -> None:
        """Say what was meant for an acknowledgement at the command's own address."""
        await self.respond(typed.invocation, typed.response_url, body)

    async def to_submission(self, submitted: Submitted) -> Json:
        """What Slack is to do with the view."""
        return await self._submissions(submitted)

    async def to_shortcut(self, taken: Taken) -> None:
        """Open the form of an action made of a message; returns as soon as it stands."""
        stands = asyncio.get_running_loop().create_future()
        await self._either(self._api.soon(self._taking(taken, stands)), stands)

    async def _either(self, told: asyncio.Task[Any], stands: asyncio.Future[None]) -> None:
        """Wait until it is told or a view stands, as long as that can be waited for."""
        told.add_done_callback(lambda _: settle(stands))
        patience = asyncio.get_running_loop().call_later(self._patience, settle, stands)
        await stands
        patience.cancel()

    def begun(
        self,
        invocation: Invocation,
        trigger: str,
        hook: str,
        pressed: str = "",
        stands: asyncio.Future[None] | None = None,
    ) -> Conversation:
        carried = Carried(channel=invocation.channel, hook=hook, pressed=pressed)
        stands = stands or asyncio.get_running_loop().create_future()
        return Conversation(invocation, trigger, carried, self._lines(invocation).foresee(invocation), stands)

    async def conversed(self, asked: Conversation) -> Said | None:
        """The answer as something to be said; ``None`` where a view has taken it. A form that the words foretell is
        announced in a view if the database takes its time."""
        view = None
        if asked.foreseen.form is None:
            said = await self.said(asked.invocation, asked.foreseen)
        else:
            answer = self._api.soon(self.said(asked.invocation, asked.foreseen))
            await asyncio.wait({answer}, timeout=OPENING)
            if not answer.done():
                view = await self._open(asked.foreseen.form, asked)
            said = await answer
        if view is not None:
            return await self._shown_in(view, said, asked)
        if isinstance(said.reply, Form):
            opened = await self._open(said.reply, asked)
            return None if opened is not None else self._late(said.reply, asked)
        return said

    async def _open(self, form: Form, asked: Conversation) -> str | None:
        where = {"workspace": asked.invocation.workspace, "account": asked.invocation.account}
        view = await self._views.open(form, asked.trigger, replace(asked.carried, command=form.command), **where)
        if view is not None:
            asked.stand()
        return view

    async def _shown_in(self, view: str, said: Said, asked: Conversation) -> Said | None:
        """The view that announced a form shows it, or says why there is none; a question by buttons is asked beside."""
        reply = said.reply
        form = reply if isinstance(reply, Form) else as_form(reply, close=self._lines(asked.invocation).close)
        where = {"workspace": asked.invocation.workspace, "account": asked.invocation.account}
        await self._views.update(view, form, replace(asked.carried, command=form.command), **where)
        return said if any(isinstance(block, Buttons) for block in reply.blocks) and reply is not form else None

    def _late(self, form: Form, asked: Conversation) -> Said:
        return Said(self._lines(asked.invocation).offered(form, asked.invocation.text), public=False, question=True)

    async def said(self, invocation: Invocation, foreseen: Foreseen | None = None) -> Said:
        """The answer; a file is on its way before anything is said of it. ``foreseen`` is what its words come to, where
        that is known already."""
        try:
            answered = await self._ask(invocation)
            self._lines.answered(invocation, answered)
            match answered.reply:
                case Document() as document:
                    await self._handed_over(document, invocation, answered.public)
                    return Said(document.message, answered.public)
                case Form() as form if invocation.forms:
                    return Said(form, public=False)
                case Form(title=title, blocks=blocks, language=language):
                    return Said(Message(title, blocks, language), public=False, question=True, aside=True)
                case Message() as message:
                    refused, broken = answered.outcome == "refused", answered.outcome == "broken"
                    foreseen = foreseen or self._lines(invocation).foresee(invocation)
                    again = "" if refused else foreseen.again
                    return Said(message, answered.public, refused, refused, answered.spent, again, aside=broken)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("slack answer failed", reference=reference, origin=invocation.origin)
            return Said(self._lines(invocation).broken(reference), public=False, aside=True)

    async def _handed_over(self, document: Document, invocation: Invocation, public: bool) -> None:
        channel = invocation.channel if public else None

        async def attempt() -> None:
            token = await self._token(invocation.workspace)
            await deliver(self._api, document, token=token, account=invocation.account, channel=channel)

        try:
            await self._api.patiently(attempt)
        finally:
            await asyncio.to_thread(document.content.close)

    async def prepared(
        self,
        invocation: Invocation,
        said: asyncio.Task[Said | None],
        foreseen: Foreseen,
        tell: Callable[[Said], Awaitable[object]],
    ) -> Said | None:
        """The answer; of a file that takes its time, that it is being prepared is said first."""
        await asyncio.wait({said}, timeout=PATIENCE if foreseen.file else None)
        if not said.done():
            await tell(Said(self._lines(invocation).preparing, public=False))
        return await said

    def _command_body(self, typed: Typed, said: Said) -> Json:
        kind = "in_channel" if said.public else "ephemeral"
        return {"response_type": kind, **said.body(typed.invocation.workspace)}

    async def _command_later(self, typed: Typed, told: asyncio.Task[Said | None]) -> None:
        said = await told
        if said is not None:
            await self.respond(typed.invocation, typed.response_url, self._command_body(typed, said))

    async def _tell(self, invocation: Invocation, carried: Carried, said: Said) -> None:
        """The answer to a form, where a typed command's would be; then the message whose button opened it."""
        body = said.body(invocation.workspace)
        lasting = said.public or (carried.channel is None and bool(carried.pressed))
        hooked = {"response_type": "in_channel" if lasting else "ephemeral", "replace_original": False, **body}
        if not await self._saying.hooked(invocation, carried.hook, hooked):
            if carried.channel is not None and said.public:
                sent = await self._saying.post(invocation, body | {"channel": carried.channel}, thread=None)
            elif carried.channel is not None:
                to = {"channel": carried.channel, "user": invocation.account}
                sent = await self._saying.post(invocation, body | to, thread=None)
            else:
                sent = False
            if not sent:
                await self._saying.post(invocation, body | {"channel": invocation.account}, thread=None)
        if carried.pressed and not said.refused:
            await self._restate(invocation.workspace, carried.pressed)

    async def _home(self, at_home: AtHome) -> None:
        """The answer to a press stands in the Home, which is published anew; what can't is a direct message. Who only
        opened it has no message of it."""
        invocation = at_home.invocation
        said = await self.conversed(self.begun(invocation, at_home.trigger, ""))
        if said is not None and said.aside and at_home.trigger:
            body = said.body(invocation.workspace)
            await self._saying.post(invocation, {**body, "channel": invocation.account}, thread=None)

    async def _words(self, addressed: Addressed) -> None:
        """A private answer to a mention is shown to one person: in the thread if the mention stood in one, for Slack
        shows nobody such an answer in a thread that hasn't begun."""
        invocation = addressed.invocation
        saying = self._api.soon(self._heard(invocation))
        foreseen = self._lines(invocation).foresee(invocation)
        said = await self.prepared(invocation, saying, foreseen, lambda one: self._worded(addressed, one))
        if said is not None:
            await self._worded(addressed, said)

    async def _heard(self, invocation: Invocation) -> Said | None:
        return await self.said(invocation)

    async def _worded(self, addressed: Addressed, said: Said) -> None:
        invocation = addressed.invocation
        body: dict[str, Any] = {**said.body(invocation.workspace), "channel": addressed.channel}
        if invocation.channel is None:
            sent = await self._saying.post(invocation, body, thread=addressed.thread)
        elif said.public:
            sent = await self._saying.post(invocation, body, thread=addressed.thread or addressed.at)
        else:
            sent = await self._saying.post(invocation, body | {"user": invocation.account}, thread=addressed.thread)
        if not sent and invocation.channel is not None:
            await self._saying.post(invocation, body | {"channel": invocation.account}, thread=None)

    async def respond(self, invocation: Invocation, response_url: str, body: Json) -> None:
        await self._saying.respond(invocation, response_url, body)
