"""The door for Slack's requests: size, signature, age, and only then their content."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.clock import Clock
from bot.platforms.inward import TurnedAway, body_of
from bot.platforms.slack.signature import claimed

FIELDS: Final = 100


async def opened(request: Request, *, secret: str, clock: Clock) -> dict[str, Any]:
    """The payload of a genuine request.

    Raises ``TurnedAway``: 401 for what Slack didn't sign just now, 413 for too much, 400 for what can't be read.
    """
    claim = claimed(request.headers.raw)
    if claim is None:
        raise TurnedAway(401, "unsigned")
    body = await body_of(request)
    if not claim.genuine(body, secret=secret, now=clock()):
        raise TurnedAway(401, "not signed by Slack just now")
    try:
        return _payload(body)
    except (ValueError, RecursionError) as error:
        raise TurnedAway(400, "unreadable") from error


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
