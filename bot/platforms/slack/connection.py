"""One WebSocket to Slack, from its opening to its end; never used again after that.

Slack's own client is not used for this. It closes the old connection before it opens the new one, so that what is
under way between them is lost; it keeps one HTTP session and one address for all connections and tries those again for
ever, though the address is good once and the session may be closed; it tries a refused token every five seconds; and at
DEBUG it logs what people wrote. So each connection here has a session of its own, made in the running loop.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import aiohttp

from bot.platforms import outward
from bot.platforms.inward import BODY

SENDING: Final = 5.0
"""Seconds in which a frame must have left."""

_CLOSING: Final = aiohttp.ClientWSTimeout(ws_close=1.0)
_OVER: Final = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.CLOSED)


class Lost(Exception):
    """The connection could not be opened, or is no more; the text says why, in one word."""


@dataclass(frozen=True)
class Pulse:
    """Seconds: a ping of ours every ``ping``; after ``silence`` without a frame the connection is dead, whatever the
    operating system believes; so long it may take to open one."""

    ping: float = 5.0
    silence: float = 15.0
    opening: float = 10.0


class Connection:
    """Frames in, acknowledgements out. ``reference`` finds its lines in the log."""

    def __init__(self, session: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse, pulse: Pulse) -> None:
        self.reference = secrets.token_hex(4)
        self._session = session
        self._socket = socket
        self._pulse = pulse

    @classmethod
    async def open(cls, url: str, pulse: Pulse, serves: outward.Serves) -> Connection:
        """A connection to an address that ``serves`` knows. Raises ``Lost``.

        It is opened as ``https``, which is the same on the wire, so that a proxy of the environment and its exceptions
        count as they do for every other call; not on a plain address, which is a test's.
        """
        if not serves(url):
            raise Lost("elsewhere")
        plain = url.startswith("ws:")
        session = outward.session(proxied=not plain)
        try:
            async with asyncio.timeout(pulse.opening):
                socket = await session.ws_connect(
                    "http" + url.removeprefix("ws"), autoping=False, max_msg_size=BODY, timeout=_CLOSING
                )
        except BaseException as error:
            await session.close()
            if isinstance(error, aiohttp.ClientError | TimeoutError | OSError):
                raise Lost(type(error).__name__) from error
            raise
        return cls(session, socket, pulse)

    async def frames(self) -> AsyncIterator[str]:
        """What Slack sends, until the connection is dead. Raises ``Lost`` then, always."""
        pinging = asyncio.get_running_loop().create_task(self._ping())
        try:
            while True:
                message = await self._next()
                if message.type is aiohttp.WSMsgType.TEXT:
                    yield message.data
        finally:
            pinging.cancel()

    async def send(self, text: str) -> bool:
        """Whether it left; a dead connection takes nothing."""
        try:
            async with asyncio.timeout(SENDING):
                await self._socket.send_str(text)
        except (aiohttp.ClientError, ConnectionError, RuntimeError, TimeoutError):
            return False
        return not self._socket.closed

    async def close(self) -> None:
        """Hang up, and be done within a second even where nobody listens any more."""
        with suppress(Exception):
            await self._socket.close()
        await self._session.close()

    async def _next(self) -> aiohttp.WSMessage:
        """The next frame of any kind: each is a sign of life. Slack's pings are answered. Raises ``Lost``."""
        try:
            message = await self._socket.receive(self._pulse.silence)
            if message.type is aiohttp.WSMsgType.PING:
                async with asyncio.timeout(SENDING):
                    await self._socket.pong(message.data)
        except TimeoutError as error:
            raise Lost("silent") from error
        except (aiohttp.ClientError, ConnectionError, RuntimeError) as error:
            raise Lost(type(error).__name__) from error
        if message.type in _OVER:
            raise Lost("closed")
        if message.type is aiohttp.WSMsgType.ERROR:
            raise Lost("broken")
        return message

    async def _ping(self) -> None:
        """Ask for a sign of life, until somebody stops it. What can't be sent will be missed soon enough."""
        while True:
            await asyncio.sleep(self._pulse.ping)
            with suppress(aiohttp.ClientError, ConnectionError, RuntimeError):
                await self._socket.ping()
