"""The door for Slack's requests: size, signature, age, and only then their content."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from bot.clock import Clock
from bot.platforms.slack.signature import claimed

BODY: Final = 1_000_000
"""Bytes of a request. Slack's own are a few thousand; the longest message it takes is 40,000 characters."""

READING: Final = 10.0
"""Seconds in which a body must have arrived."""

FIELDS: Final = 100


class TurnedAway(Exception):
    """The request goes no further; ``status`` is what it is told."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def opened(request: Request, *, secret: str, clock: Clock) -> dict[str, Any]:
    """The payload of a genuine request.

    Raises ``TurnedAway``: 401 for what Slack didn't sign just now, 413 for too much, 400 for what can't be read.
    """
    claim = claimed(request.headers.raw)
    if claim is None:
        raise TurnedAway(401, "unsigned")
    body = await _body(request)
    if not claim.genuine(body, secret=secret, now=clock()):
        raise TurnedAway(401, "not signed by Slack just now")
    try:
        return _payload(body)
    except (ValueError, RecursionError) as error:
        raise TurnedAway(400, "unreadable") from error


async def _body(request: Request) -> bytes:
    """At most ``BODY`` bytes, whatever length was announced."""
    announced = request.headers.get("content-length", "0")
    if not (announced.isascii() and announced.isdigit()) or int(announced[:12]) > BODY:
        raise TurnedAway(413, "too long")
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


def _payload(body: bytes) -> dict[str, Any]:
    """JSON as events have it, a form as commands have it, or a form with JSON in ``payload`` as presses have it."""
    if body.lstrip()[:1] == b"{":
        found = json.loads(body)
    else:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
        found = json.loads(fields["payload"]) if "payload" in fields else fields
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
