"""Saying an answer at once, outside the acknowledgement: at the address that Slack gave for it, or as a post.

Nothing here raises: what can't be said is logged. What another process says already is left to it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog

from bot.commands import Invocation
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.once import Once
from bot.platforms.slack.api import Api, Json, TokenOf
from bot.platforms.slack.unfit import UNFIT, shortened

log = structlog.get_logger()


class Saying:
    def __init__(self, api: Api, token: TokenOf, once: Once) -> None:
        self._api = api
        self._token = token
        self._once = once

    async def respond(self, invocation: Invocation, response_url: str, body: Json) -> None:
        """Say it at the address of a command or a press."""
        if not await self._hooked(invocation, response_url, body):
            log.warning("slack answer lost", reason="its address is gone", origin=invocation.origin)

    async def hooked(self, invocation: Invocation, hook: str, body: Json) -> bool:
        """Whether an address that Slack gave for the answer still took it: it lasts half an hour."""
        return bool(hook) and await self._hooked(invocation, hook, body)

    async def post(self, invocation: Invocation, body: Json, *, thread: str | None) -> bool:
        """Post it, to one person alone where the body names a ``user``; what Slack won't show as it is, once more in
        words alone. ``False`` where it refuses for good."""
        method = "chat.postEphemeral" if "user" in body else "chat.postMessage"
        body = body if "user" in body else body | {"unfurl_links": False, "unfurl_media": False}
        if not await self._once.ours(invocation):
            return True

        async def attempt(**shown: Any) -> None:
            await self._api.call(method, await self._token(invocation.workspace), thread_ts=thread, **body | shown)

        try:
            await self._fitting(attempt, body["text"], invocation)
            await self._once.told(invocation)
        except Undeliverable as refused:
            log.warning("slack answer refused", reason=str(refused), origin=invocation.origin)
            return False
        except (TryLater, Unknown) as lost:
            log.warning("slack answer lost", reason=str(lost), origin=invocation.origin)
        return True

    async def _fitting(self, attempt: Callable[..., Awaitable[None]], text: str, invocation: Invocation) -> None:
        try:
            await self._api.patiently(attempt)
        except Undeliverable as refused:
            if str(refused) not in UNFIT:
                raise
            log.warning("said as plain text", reason=str(refused), origin=invocation.origin)
            await self._api.patiently(partial(attempt, text=shortened(text), blocks=[]))

    async def _hooked(self, invocation: Invocation, hook: str, body: Json) -> bool:
        if not await self._once.ours(invocation):
            return True
        try:
            await self._api.patiently(lambda: self._api.respond(hook, body))
            await self._once.told(invocation)
        except Undeliverable:
            return False
        except (TryLater, Unknown) as lost:
            log.warning("slack answer lost", reason=str(lost), origin=invocation.origin)
        return True
