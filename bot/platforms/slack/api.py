"""Slack's Web API over one shared session: every outcome is an answer, or one of delivery's three kinds of failure.

Slack's own client is not used for this: it sends again by itself when a connection drops, which posts twice; it
follows redirects, and at DEBUG it logs what people wrote. Errors are those of docs.slack.dev/reference/methods.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeVar

import aiohttp
import structlog

from bot.delivery import TryLater, Undeliverable, Unknown, expired
from bot.platforms.slack.addresses import allowed

log = structlog.get_logger()

Json = dict[str, Any]
Headers = Mapping[str, str]
Found = TypeVar("Found")
TokenOf = Callable[[str], Awaitable[str | None]]
"""The bot token of a workspace, by its id; ``None`` where the app isn't installed."""

CONNECTING: Final = 5.0
"""Seconds for a connection; before it stands, nothing has left."""

ANSWERING: Final = 15.0
"""Seconds without a byte of the answer."""

WHOLE: Final = 120.0
"""Seconds for one exchange in all: a long file takes a while."""

ANSWER: Final = 16_000_000
"""Bytes read of an answer; the longest is a page of history, with the blocks of each message."""

PAUSES: Final = (1.0, 4.0, 15.0)
"""Seconds between attempts at an answer that somebody waits for, where Slack doesn't say how long."""

PATIENT: Final = timedelta(minutes=1)
"""The longest pause that somebody waits for."""

LEAVING: Final = 10.0
"""Seconds that answers under way are given when the service stops."""

LONGEST: Final = timedelta(days=1)
"""The longest pause that Slack may ask for."""

_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_BUSY = ("ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout")
_MOVING = ("team_added_to_org", "org_login_required")  # while a workspace joins an organisation
_LATER = frozenset((*_BUSY, *_MOVING))
_UNCLEAR = frozenset(("fatal_error", "internal_error"))  # "some aspect of the operation" may have succeeded
_AS_JSON = frozenset(
    ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update")
)  # others take forms only


@dataclass(frozen=True)
class _Answer:
    body: bytes
    headers: Headers


class Api:
    """Calls to Slack, from the event loop in which it is first used. ``url`` ends with a slash."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Task[Any]] = set()
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
            body: AsyncIterator[bytes] | dict[str, str] = _in_time(written)
        else:
            body = {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
        answer = await self._post(self.url + method, body, headers)
        return _accepted(answer), answer.headers

    async def exchange(self, **given: str) -> Json:
        """The tokens for a code that somebody's browser brought (``oauth.v2.access``). Raises as ``call`` does."""
        return _accepted(await self._post(f"{self.url}oauth.v2.access", given, {}))

    async def respond(self, response_url: str, body: Json) -> None:
        """Answer a command or a press at its address, which was checked; it takes five posts in half an hour."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        await self._post(response_url, json.dumps(body).encode(), headers)

    async def upload(self, upload_url: str, content: AsyncIterator[bytes], length: int) -> None:
        """Send a file's bytes to the address that Slack gave for it."""
        if not allowed(upload_url, api_url=self.url, service="files"):
            raise Undeliverable("upload_elsewhere")
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(length)}
        await self._post(upload_url, content, headers)

    async def patiently(self, attempt: Callable[[], Awaitable[Found]]) -> Found:
        """Try again what Slack refuses for now, as often and as long as a waiting person would.

        Raises what the last attempt raised; what is unknown is never tried again.
        """
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

    async def _post(self, url: str, body: Any, headers: dict[str, str]) -> _Answer:
        try:
            async with self._connected().post(url, data=body, headers=headers, allow_redirects=False) as answer:
                self._dated(answer.headers.get("Date"))
                _judge(answer)
                return _Answer(await _whole(answer), answer.headers)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise TryLater("unreachable") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unknown(type(error).__name__) from error

    def _dated(self, header: str | None) -> None:
        """Set our idea of Slack's clock by an answer of this moment."""
        try:
            shown = parsedate_to_datetime(header or "")
        except ValueError:
            return
        if shown.tzinfo is not None:
            self._their_clock = (shown.astimezone(UTC), asyncio.get_running_loop().time())

    def _connected(self) -> aiohttp.ClientSession:
        """Made in the running loop. A proxy of the environment counts for https alone, with its exceptions."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(
                total=WHOLE, connect=CONNECTING, sock_connect=CONNECTING, sock_read=ANSWERING
            )
            self._session = aiohttp.ClientSession(
                timeout=timeout, cookie_jar=aiohttp.DummyCookieJar(), trust_env=self.url.startswith("https:")
            )
        return self._session


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    """All of it, however many pieces it comes in. Raises ``Unknown`` for more than anybody would send."""
    found = bytearray()
    async for piece in answer.content.iter_any():
        found += piece
        if len(found) > ANSWER:
            raise Unknown("too_long")
    return bytes(found)


async def _in_time(body: bytes) -> AsyncIterator[bytes]:
    """A post's body, unless the claim behind it has run out by the moment at which it would leave: a process that was
    stopped meanwhile must not say what another has said since."""
    if expired():
        raise TimeoutError("the claim has run out")
    yield body


def _judge(answer: aiohttp.ClientResponse) -> None:
    """By the status alone. Only a 503 says that nothing was taken in; any other failure, a gateway's or Slack's own,
    says nothing of what happened before it."""
    match answer.status:
        case 200:
            return
        case 429:
            raise TryLater("ratelimited", retry_after(answer.headers.get("Retry-After")))
        case 503:
            raise TryLater("http_503", retry_after(answer.headers.get("Retry-After")))
        case status if status >= 500:
            raise Unknown(f"http_{status}")
        case status:
            raise Undeliverable(f"http_{status}")


def retry_after(header: str | None) -> timedelta | None:
    """Slack's own pause, in whole seconds (a part of one counts as one), at most a day; ``None`` where it is missing or
    makes no sense."""
    if header is None or not _SECONDS.fullmatch(header.strip(" ")):
        return None
    return min(timedelta(seconds=math.ceil(float(header))), LONGEST)


def _accepted(answer: _Answer) -> Json:
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
        raise TryLater(code, retry_after(answer.headers.get("Retry-After")))
    raise Unknown(code) if code in _UNCLEAR else Undeliverable(code)
