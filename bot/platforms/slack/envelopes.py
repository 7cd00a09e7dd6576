"""What comes over Socket Mode, as plain facts: a greeting, a notice that the connection ends, or an envelope.

The form is docs.slack.dev/apis/events-api/using-socket-mode. A payload is read where every payload is read; here it is
only taken out of its envelope.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from bot.platforms.fields import Malformed, one, part
from bot.platforms.slack.fields import KEY

LINK_DISABLED: Final = "link_disabled"
"""Somebody switched Socket Mode off for the app: a new connection will be refused too."""

_REQUESTS: Final = frozenset(("slash_commands", "interactive", "events_api"))


@dataclass(frozen=True)
class Hello:
    """The connection stands."""


@dataclass(frozen=True)
class Disconnect:
    """Slack will end the connection soon (``warning``, ``refresh_requested``), or has switched it off for good."""

    reason: str


@dataclass(frozen=True)
class Envelope:
    """A payload that wants to be acknowledged by its id; with ``takes_payload`` the acknowledgement may answer it."""

    id: str
    kind: str
    payload: dict[str, Any]
    takes_payload: bool


@dataclass(frozen=True)
class Unasked:
    """Something that nobody needs to know of."""


Frame = Hello | Disconnect | Envelope | Unasked


def read_frame(text: str) -> Frame:
    """One frame as facts. Raises ``Malformed``."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed("frame") from error
    match found:
        case {"type": "hello"}:
            return Hello()
        case {"type": "disconnect"}:
            return Disconnect(str(found.get("reason", ""))[:100])
        case {"type": str() as kind, "envelope_id": str()} if kind in _REQUESTS:
            payload = dict(part(found, "payload"))
            return Envelope(
                one(found, "envelope_id", KEY), kind, payload, found.get("accepts_response_payload") is True
            )
        case dict():
            return Unasked()
        case _:
            raise Malformed("frame")


def acknowledgement(envelope: Envelope, body: dict[str, Any] | None) -> str:
    """What tells Slack that the envelope arrived, with the answer where it takes one."""
    told: dict[str, Any] = {"envelope_id": envelope.id}
    if body is not None and envelope.takes_payload:
        told["payload"] = body
    return json.dumps(told)
