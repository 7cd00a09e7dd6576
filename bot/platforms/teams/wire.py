"""Requests to Microsoft: every outcome is an answer, or one of delivery's kinds of failure.

The SDK's client is not used for this: it doesn't send again what was refused for now, and what it can't read it raises
as what nobody expects. Statuses are those of Microsoft's guide to rate limits and of the Bot Framework's reference.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

from bot.platforms.outward import Heard, Line, Serves, in_time
from bot.platforms.teams.clouds import Cloud

Json = dict[str, Any]

REFUSED_FOR_NOW: Final = frozenset((412, 429, 503))
"""Nothing was done: the conversation is being changed by somebody else, it is too much, or nobody is there."""


class Wire(Line):
    """To the addresses of one cloud. Everything raises ``TryLater``, ``Undeliverable`` with Microsoft's own code or the
    status, or ``Unknown``."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(proxied=cloud.login.startswith("https:"))
        self._cloud = cloud

    async def send(self, method: str, url: str, *, token: str, body: Json | None = None) -> Json:
        """The connector's answer, as an object; an empty one where there is none."""
        headers, data = {"Authorization": f"Bearer {token}"}, None
        if body is not None:
            written = json.dumps(body).encode()
            headers |= {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(written))}
            data = in_time(written)
        return await self._asked(method, url, self._cloud.serves, data, headers)

    async def token(self, tenant: str, form: Mapping[str, str]) -> Json:
        """What Entra answers to a request for a token."""
        url = f"{self._cloud.login}/{tenant}/oauth2/v2.0/token"
        return await self._asked("POST", url, self._cloud.signs_in, dict(form))

    async def published(self, url: str) -> Json:
        """A document about the keys with which Microsoft signs."""
        return await self._asked("GET", url, self._cloud.publishes)

    async def upload(self, url: str, content: AsyncIterator[bytes], length: int) -> None:
        """Put a file's bytes at the address that was given for it."""
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Length": str(length),
            "Content-Range": f"bytes 0-{length - 1}/{length}",
        }
        await self._asked("PUT", url, self._cloud.takes_files, content, headers)

    async def _asked(
        self, method: str, url: str, serves: Serves, data: Any = None, headers: Mapping[str, str] | None = None
    ) -> Json:
        heard = await self.exchanged(method, url, serves=serves, data=data, headers=headers)
        heard.judged(REFUSED_FOR_NOW, _code(heard))
        return _read(heard)


def _read(heard: Heard) -> Json:
    """What was done was done, however its answer reads."""
    try:
        found = json.loads(heard.body) if heard.body else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {"items": found}


def _code(heard: Heard) -> str:
    """Teams' ``{"error": {"code": …}}``, or Entra's ``{"error": …}``."""
    if heard.status < 400:
        return ""
    error = _read(heard).get("error")
    code = error.get("code") if isinstance(error, dict) else error
    return str(code)[:100] if isinstance(code, str) else ""
