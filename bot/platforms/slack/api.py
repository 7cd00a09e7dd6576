"""Slack's Web API: every outcome is an answer, or one of delivery's three kinds of failure.

Slack's own client is not used for this: it sends again by itself when a connection drops, which posts twice; it
follows redirects, and at DEBUG it logs what people wrote. Errors are those of docs.slack.dev/reference/methods.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Final

from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.outward import Heard, Line, Serves, in_time
from bot.platforms.slack.addresses import allowed

Json = dict[str, Any]
Headers = Mapping[str, str]
TokenOf = Callable[[str], Awaitable[str | None]]
"""The bot token of a workspace, by its id; ``None`` where the app isn't installed."""

REFUSED_FOR_NOW: Final = frozenset((429, 503))
"""Nothing was taken in: it is too much, or nobody is there."""

_BUSY = ("ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout")
_MOVING = ("team_added_to_org", "org_login_required")  # while a workspace joins an organisation
_LATER = frozenset((*_BUSY, *_MOVING))
_UNCLEAR = frozenset(("fatal_error", "internal_error"))  # "some aspect of the operation" may have succeeded
_AS_JSON = frozenset(
    ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update")
)  # others take forms only


class Api(Line):
    """Calls to Slack. ``url`` ends with a slash."""

    def __init__(self, url: str) -> None:
        super().__init__(proxied=url.startswith("https:"))
        self.url = url
        self._their_clock: tuple[datetime, float] | None = None

    async def their_time(self) -> datetime:
        """What Slack's own clock shows: it dates every answer. Ours may be an hour off. Raises as ``call`` does."""
        if self._their_clock is None:
            await self._post(f"{self.url}api.test", b"", {})
        if self._their_clock is None:
            raise Unknown("no date")
        then, at = self._their_clock
        return then + timedelta(seconds=asyncio.get_running_loop().time() - at)

    async def call(self, method: str, token: str | None, **arguments: Any) -> Json:
        """Call a method; its answer. Arguments that are ``None`` are left out.

        Raises ``TryLater``, ``Undeliverable`` with Slack's error code, or ``Unknown``.
        """
        return (await self.look(method, token, **arguments))[0]

    async def look(self, method: str, token: str | None, **arguments: Any) -> tuple[Json, Headers]:
        """The same, with the headers of the answer."""
        if token is None:
            raise Undeliverable("not_installed")
        given = {name: value for name, value in arguments.items() if value is not None}
        headers = {"Authorization": f"Bearer {token}"}
        if method in _AS_JSON:
            written = json.dumps(given).encode()
            headers |= {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(written))}
            body: AsyncIterator[bytes] | dict[str, str] = in_time(written)
        else:
            body = {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
        answer = await self._post(self.url + method, body, headers)
        return _accepted(answer), answer.headers

    async def exchange(self, **given: str) -> Json:
        """The tokens for a code that somebody's browser brought (``oauth.v2.access``). Raises as ``call`` does."""
        return _accepted(await self._post(f"{self.url}oauth.v2.access", given, {}))

    async def respond(self, response_url: str, body: Json) -> None:
        """Answer a command or a press at its address; it takes five posts in half an hour."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        hooks = partial(allowed, api_url=self.url, service="hooks")
        await self._post(response_url, json.dumps(body).encode(), headers, hooks)

    async def upload(self, upload_url: str, content: AsyncIterator[bytes], length: int) -> None:
        """Send a file's bytes to the address that Slack gave for it."""
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(length)}
        await self._post(upload_url, content, headers, partial(allowed, api_url=self.url, service="files"))

    async def _post(self, url: str, body: Any, headers: dict[str, str], serves: Serves | None = None) -> Heard:
        heard = await self.exchanged("POST", url, serves=serves or self._methods, data=body, headers=headers)
        self._dated(heard)
        heard.judged(REFUSED_FOR_NOW)
        return heard

    def _methods(self, url: str) -> bool:
        return url.startswith(self.url)

    def _dated(self, heard: Heard) -> None:
        """Set our idea of Slack's clock by an answer of its moment."""
        try:
            shown = parsedate_to_datetime(heard.headers.get("Date") or "")
        except ValueError:
            return
        if shown.tzinfo is not None:
            self._their_clock = (shown.astimezone(UTC), heard.at)


def _accepted(answer: Heard) -> Json:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise Unknown("unreadable") from error
    if not isinstance(found, dict):
        raise Unknown("unreadable")
    if found.get("ok") is True:
        return found
    code = str(found.get("error", "no_reason"))[:100]
    if code in _LATER:
        raise TryLater(code, answer.pause)
    raise Unknown(code) if code in _UNCLEAR else Undeliverable(code)
