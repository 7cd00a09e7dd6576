"""What every door for a platform's requests has in common: how much is read, how long for, and what is turned away.

Whoever posts is a stranger until a signature says otherwise, so nothing is read without bounds before that.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import ClientDisconnect, Request

BODY: Final = 1_000_000
"""Bytes of a request. The platforms' own are a few thousand; the longest message that one of them takes is 40,000
characters."""

READING: Final = 10.0
"""Seconds in which a body must have arrived."""


class TurnedAway(Exception):
    """The request goes no further; ``status`` is what it is told."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def require_short(request: Request) -> None:
    """Raise ``TurnedAway`` (413) where more is announced than is read."""
    announced = request.headers.get("content-length", "0")
    if not (announced.isascii() and announced.isdigit()) or int(announced[:12]) > BODY:
        raise TurnedAway(413, "too long")


async def body_of(request: Request) -> bytes:
    """At most ``BODY`` bytes, whatever length was announced. Raises ``TurnedAway``: 413 for more, 408 for what doesn't
    arrive in time."""
    require_short(request)
    found = bytearray()
    try:
        async with asyncio.timeout(READING):
            async for part in request.stream():
                found += part
                if len(found) > BODY:
                    raise TurnedAway(413, "too long")
    except (TimeoutError, ClientDisconnect) as error:
        raise TurnedAway(408, "never arrived") from error
    return bytes(found)
