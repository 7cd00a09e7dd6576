"""Requests to Microsoft over one shared session: every outcome is an answer, or one of delivery's kinds of failure.

The SDK's client is not used for this: it doesn't send again what was refused for now, and what it can't read it raises
as what nobody expects. Statuses are those of Microsoft's guide to rate limits and of the Bot Framework's reference.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any, Final, TypeVar

import aiohttp

from bot.delivery import TryLater, Undeliverable, Unknown, expired

Json = dict[str, Any]
Found = TypeVar("Found")

CONNECTING: Final = 5.0
"""Seconds for a connection; before it stands, nothing has left."""

ANSWERING: Final = 15.0
WHOLE: Final = 120.0
"""Seconds for one exchange in all: a long file takes a while."""

ANSWER: Final = 4_000_000
"""Bytes read of an answer."""

PAUSES: Final = (1.0, 4.0, 15.0)
"""Seconds between attempts at an answer that somebody waits for, where Teams doesn't say how long."""

PATIENT: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(days=1)
LEAVING: Final = 10.0
"""Seconds that answers under way are given when the service stops."""

REFUSED_FOR_NOW: Final = frozenset((412, 429, 503))
"""Nothing was done: the conversation is being changed by somebody else, it is too much, or nobody is there."""

_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


class Wire:
    """From the event loop in which it is first used."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Task[Any]] = set()

    async def send(
        self, method: str, url: str, *, token: str = "", body: Json | None = None, form: Mapping[str, str] | None = None
    ) -> Json:
        """The answer, as an object; an empty one where there is none.

        Raises ``TryLater``, ``Undeliverable`` with Microsoft's own code or the status, or ``Unknown``.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        data: Any = dict(form) if form is not None else None
        if body is not None:
            written = json.dumps(body).encode()
            headers |= {"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(written))}
            data = _in_time(written)
        return await self._exchanged(method, url, data, headers)

    async def upload(self, url: str, content: AsyncIterator[bytes], length: int) -> None:
        """Put a file's bytes at the address that was given for it. Raises as ``send`` does."""
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Length": str(length),
            "Content-Range": f"bytes 0-{length - 1}/{length}",
        }
        await self._exchanged("PUT", url, content, headers)

    async def patiently(self, attempt: Callable[[], Awaitable[Found]]) -> Found:
        """Try again what is refused for now, as often and as long as a waiting person would; what is unknown never.
        Raises what the last attempt raised."""
        for pause in PAUSES:
            try:
                return await attempt()
            except TryLater as later:
                wait = pause if later.after is None else later.after.total_seconds()
                if wait > PATIENT.total_seconds():
                    raise
                await asyncio.sleep(wait)
        return await attempt()

    def soon(self, work: Coroutine[Any, Any, Found]) -> asyncio.Task[Found]:
        """Do it beside whatever is going on; ``close`` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def close(self) -> None:
        """Let answers under way go out, then hang up."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=LEAVING)
            for task in late:
                task.cancel()
        if self._session is not None:
            await self._session.close()

    async def _exchanged(self, method: str, url: str, data: Any, headers: dict[str, str]) -> Json:
        try:
            async with self._connected().request(
                method, url, data=data, headers=headers, allow_redirects=False
            ) as answer:
                found = await _whole(answer)
                _judge(answer, found)
                return _read(found)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise TryLater("unreachable") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unknown(type(error).__name__) from error

    def _connected(self) -> aiohttp.ClientSession:
        """Made in the running loop. A proxy of the environment counts, with its exceptions."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(
                total=WHOLE, connect=CONNECTING, sock_connect=CONNECTING, sock_read=ANSWERING
            )
            self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=True)
        return self._session


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    found = bytearray()
    async for piece in answer.content.iter_any():
        found += piece
        if len(found) > ANSWER:
            raise Unknown("too_long")
    return bytes(found)


async def _in_time(body: bytes) -> AsyncIterator[bytes]:
    """The body, unless the claim behind it has run out by the moment at which it would leave."""
    if expired():
        raise TimeoutError("the claim has run out")
    yield body


def _judge(answer: aiohttp.ClientResponse, body: bytes) -> None:
    """By the status. A gateway's 502 or 504 and any other failure of Teams says nothing of what happened before it."""
    match answer.status:
        case status if 200 <= status < 300:
            return
        case status if status in REFUSED_FOR_NOW:
            raise TryLater(f"http_{status}", retry_after(answer.headers.get("Retry-After")))
        case status if status >= 500:
            raise Unknown(f"http_{status}")
        case status:
            raise Undeliverable(_code(body) or f"http_{status}")


def retry_after(header: str | None) -> timedelta | None:
    """Teams' own pause, in whole seconds, at most a day; ``None`` where it is missing or makes no sense."""
    if header is None or not _SECONDS.fullmatch(header.strip(" ")):
        return None
    return min(timedelta(seconds=math.ceil(float(header))), LONGEST)


def _read(body: bytes) -> Json:
    """What was done was done, however its answer reads."""
    try:
        found = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {"items": found}


def _code(body: bytes) -> str:
    """Teams' ``{"error": {"code": …}}``, or Entra's ``{"error": …}``."""
    error = _read(body).get("error")
    code = error.get("code") if isinstance(error, dict) else error
    return str(code)[:100] if isinstance(code, str) else ""
