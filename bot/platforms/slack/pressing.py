"""What a press does to the message on which its button stood."""

from __future__ import annotations

from dataclasses import replace

from bot.messages.model import Message
from bot.platforms.lines import Lines, Restate, Tongues
from bot.platforms.slack.api import Api, Json
from bot.platforms.slack.conversation import Talk
from bot.platforms.slack.received import Pressed
from bot.platforms.slack.said import Said, without


class Pressing:
    """Answers presses, each until it is done."""

    def __init__(self, talk: Talk, api: Api, lines: Tongues[Lines], restate: Restate) -> None:
        self._talk = talk
        self._api = api
        self._lines = lines
        self._restate = restate

    async def __call__(self, pressed: Pressed) -> None:
        """A question gives way to its answer; anything else stays, for its other buttons are still wanted, and says
        what is true now. The answer stands beside it, in a conversation with us alone as a message that lasts."""
        invocation = pressed.invocation
        asked = self._talk.begun(
            invocation, pressed.trigger, pressed.response_url, "" if pressed.ephemeral else pressed.at
        )
        telling = self._api.soon(self._talk.conversed(asked))
        said = await self._talk.prepared(invocation, telling, asked.foreseen, lambda one: self._beside(pressed, one))
        if said is None:
            return
        replaced = await self._beside(pressed, said, replaces=pressed.question)
        if not replaced and not asked.foreseen.again:
            await self._refreshed(pressed, said)

    async def _beside(self, pressed: Pressed, said: Said, *, replaces: bool = False) -> bool:
        """Say the answer to a press; whether the message that was pressed is gone."""
        invocation = pressed.invocation
        public = said.public or (invocation.channel is None and not pressed.ephemeral)
        in_place = replaces and (public != pressed.ephemeral)
        body = {
            "response_type": "in_channel" if public else "ephemeral",
            "replace_original": in_place,
            **({"thread_ts": pressed.thread} if pressed.thread else {}),
            **said.body(invocation.workspace),
        }
        await self._talk.respond(invocation, pressed.response_url, body)
        if replaces and not in_place:
            await self._talk.respond(invocation, pressed.response_url, {"delete_original": True})
        return replaces

    async def _refreshed(self, pressed: Pressed, said: Said) -> None:
        """The message whose button was pressed says what is true now: asked for again, or brought up to date from
        what it was made of, or without the button that nobody can press any more."""
        invocation = pressed.invocation
        if not pressed.ephemeral and pressed.at and await self._restate(invocation.workspace, pressed.at):
            return
        again = replace(invocation, text=pressed.again, request=None, forms=False)
        if pressed.again and self._lines(invocation).foresee(again).again:
            fresh = await self._talk.said(again)
            if isinstance(fresh.reply, Message) and not fresh.refused:
                await self._in_place(pressed, fresh.body(invocation.workspace))
                return
        if said.refused and not said.spent:
            return
        told = said.reply.title if said.public or invocation.channel is None or pressed.ephemeral else ""
        left = without(pressed.message, pressed.button, told)
        if left is not None:
            await self._in_place(pressed, left)

    async def _in_place(self, pressed: Pressed, body: Json) -> None:
        kind = "ephemeral" if pressed.ephemeral else "in_channel"
        body = {"response_type": kind, "replace_original": True, **body}
        await self._talk.respond(pressed.invocation, pressed.response_url, body)
