"""The one line outwards for faces that speak over HTTP.

Whatever leaves by it goes to an address of the caller's list, follows no redirect, and ends within a set time; every
outcome is an answer, or one of delivery's kinds of failure. Nothing is sent again by itself.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any, Final, TypeVar

import aiohttp

from bot.delivery import expired
from bot.gateways import TryLater, Undeliverable, Unknown

Found = TypeVar("Found")
Serves = Callable[[str], bool]
"""Whether an address is on a list."""

CONNECTING: Final = 5.0
"""Seconds for a connection; before it stands, nothing has left."""

ANSWERING: Final = 15.0
"""Seconds without a byte of the answer."""

WHOLE: Final = 120.0
"""Seconds for one exchange in all: a long file takes a while."""

ANSWER: Final = 16_000_000
"""Bytes read of an answer; the longest is a page of Slack's history, with the blocks of each message."""

PAUSES: Final = (1.0, 4.0, 15.0)
"""Seconds between attempts at an answer that somebody waits for, where the platform doesn't say how long."""

PATIENT: Final = timedelta(minutes=1)
"""The longest pause that somebody waits for."""

LONGEST: Final = timedelta(days=1)
"""The longest pause that a platform may ask for."""

LEAVING: Final = 10.0
"""Seconds that answers under way are given when the service stops."""

PIECE: Final = 65_536
"""Bytes of a file that are read and sent at a time."""

_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


class Elsewhere(Undeliverable):
    """The address isn't on the list: nothing has left."""


@dataclass(frozen=True)
class Heard:
    """An answer, ``at`` the event loop's time of its first byte."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: float

    @property
    def pause(self) -> timedelta | None:
        """How long the platform asks us to wait."""
        return retry_after(self.headers.get("Retry-After"))

    def judged(self, later: Collection[int], code: str = "") -> None:
        """By the status alone: below 300 it was done; where it is one of ``later``, nothing was; any other failure of
        a server or a gateway says nothing of what happened before it.

        Raises ``TryLater``, ``Unknown``, or ``Undeliverable`` with the platform's own ``code``, if there is one.
        """
        match self.status:
            case status if 200 <= status < 300:
                return
            case status if status in later:
                raise TryLater(f"http_{status}", self.pause)
            case status if status >= 500:
                raise Unknown(f"http_{status}")
            case status:
                raise Undeliverable(code or f"http_{status}")


class Line:
    """From the event loop in which it is first used. A proxy of the environment counts, with its exceptions, where
    ``proxied``: not on plain addresses, which are a test's."""

    def __init__(self, *, proxied: bool) -> None:
        self._proxied = proxied
        self._session: aiohttp.ClientSession | None = None
        self._under_way: set[asyncio.Task[Any]] = set()

    async def exchanged(
        self, method: str, url: str, *, serves: Serves, data: Any = None, headers: Mapping[str, str] | None = None
    ) -> Heard:
        """One request and its answer, whatever that is.

        Raises ``Elsewhere`` where ``serves`` doesn't know the address, ``TryLater`` where nothing has left, and
        ``Unknown``.
        """
        if not serves(url):
            raise Elsewhere("elsewhere")
        try:
            async with self._connected().request(
                method, url, data=data, headers=headers, allow_redirects=False
            ) as answer:
                at = asyncio.get_running_loop().time()
                return Heard(answer.status, answer.headers, await _whole(answer), at)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError) as error:
            raise TryLater("unreachable") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unknown(type(error).__name__) from error

    async def patiently(self, attempt: Callable[[], Awaitable[Found]]) -> Found:
        """Try again what is refused for now, as often and as long as a waiting person would; what is unknown never.

        Raises what the last attempt raised.
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

    def _connected(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(
                total=WHOLE, connect=CONNECTING, sock_connect=CONNECTING, sock_read=ANSWERING
            )
            self._session = session(proxied=self._proxied, timeout=timeout)
        return self._session


def session(*, proxied: bool, timeout: aiohttp.ClientTimeout | None = None) -> aiohttp.ClientSession:
    """Made in the running loop; it keeps no cookie. Whatever it opens as a WebSocket is led nowhere by a redirect: the
    library takes no word for that, so the answer is looked at before it is followed."""
    return aiohttp.ClientSession(
        timeout=timeout or aiohttp.ClientTimeout(total=WHOLE, sock_connect=CONNECTING),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=proxied,
        middlewares=(_unled,),
    )


async def _unled(request: aiohttp.ClientRequest, ask: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    answer = await ask(request)
    if 300 <= answer.status < 400 and "Upgrade" in request.headers:
        answer.close()
        raise aiohttp.ClientResponseError(answer.request_info, (), status=answer.status, message="led elsewhere")
    return answer


async def in_time(body: bytes) -> AsyncIterator[bytes]:
    """The body, unless the claim behind it has run out by the moment at which it would leave: a process that was
    stopped meanwhile must not say what another has said since."""
    if expired():
        raise TimeoutError("the claim has run out")
    yield body


async def pieces(content: IO[bytes]) -> AsyncIterator[bytes]:
    """A file from its beginning, read beside the loop: a large one lies on the disk."""
    await asyncio.to_thread(content.seek, 0)
    while piece := await asyncio.to_thread(content.read, PIECE):
        yield piece


def retry_after(header: str | None) -> timedelta | None:
    """The platform's own pause, in whole seconds (a part of one counts as one), at most a day; ``None`` where it is
    missing or makes no sense."""
    if header is None or not _SECONDS.fullmatch(header.strip(" ")):
        return None
    return min(timedelta(seconds=math.ceil(float(header))), LONGEST)


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    """All of it, however many pieces it comes in. Raises ``Unknown`` for more than anybody would send."""
    found = bytearray()
    async for piece in answer.content.iter_any():
        found += piece
        if len(found) > ANSWER:
            raise Unknown("too_long")
    return bytes(found)
