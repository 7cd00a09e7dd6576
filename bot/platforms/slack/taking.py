"""The shortcut on a message: the form of an action that is made of it, with its text and its link."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

import structlog

from bot.gateways import TryLater, Undeliverable, Unknown
from bot.language import spoken
from bot.platforms.slack.api import Api, TokenOf
from bot.platforms.slack.conversation import Talk
from bot.platforms.slack.plain_words import readable
from bot.platforms.slack.received import Taken
from bot.platforms.slack.views import OPENING

log = structlog.get_logger()

TAKEN: Final = 1_000
"""Characters of a message that are taken over into an action: its form carries them, and the action has its link."""


class Taking:
    """Answers the shortcut, each time until it is done."""

    def __init__(self, talk: Talk, api: Api, token: TokenOf) -> None:
        self._talk = talk
        self._api = api
        self._token = token

    async def __call__(self, taken: Taken, stands: asyncio.Future[None]) -> None:
        """The link is asked for beside the database, while its form is announced."""
        asked = self._talk.begun(taken.invocation, taken.trigger, taken.response_url, stands=stands)
        linking = self._api.soon(self._link(taken))
        await asyncio.wait({linking}, timeout=OPENING / 2)
        link = linking.result() if linking.done() else ""
        options = [("text", readable(taken.said, TAKEN)), ("link", link)]
        text = spoken(taken.invocation.text, [(name, value) for name, value in options if value])
        asked.invocation = replace(taken.invocation, text=text)
        said = await self._talk.conversed(asked)
        if said is not None:
            body = {"response_type": "ephemeral", "replace_original": False, **said.body(taken.invocation.workspace)}
            await self._talk.respond(taken.invocation, taken.response_url, body)

    async def _link(self, taken: Taken) -> str:
        """The message's own address; empty where Slack doesn't tell it."""
        try:
            token = await self._token(taken.invocation.workspace)
            found = await self._api.call("chat.getPermalink", token, channel=taken.channel, message_ts=taken.at)
        except (TryLater, Undeliverable, Unknown) as refused:
            log.info("slack link unknown", reason=str(refused))
            return ""
        return str(found.get("permalink", ""))
