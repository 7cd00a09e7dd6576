"""A request that Slack posts, handed to an ASGI application as a server would. Peers use it too: nothing of the product
stands here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

PATH = "/slack/events"
Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Callable[[], Awaitable[Scope]], Callable[[Scope], Awaitable[None]]], Awaitable[None]]


async def post(application: Application, headers: list[tuple[bytes, bytes]], body: bytes) -> bytes:
    """The answer's body. Raises ``AssertionError`` for any status but 200."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 443),
    }
    sent: list[Scope] = []

    async def receive() -> Scope:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Scope) -> None:
        sent.append(message)

    await application(scope, receive, send)
    assert sent[0]["status"] == 200, sent
    return b"".join(part.get("body", b"") for part in sent[1:])
