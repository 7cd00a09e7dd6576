"""``/feeds/{token}.ics``: meetings for a calendar programme that subscribes. The address is all the authority there is;
one that doesn't serve, for whatever reason, isn't there."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

HEADERS: Final = {
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Content-Disposition": 'inline; filename="meetings.ics"',
}

Read = Callable[[str], bytes | None]
"""The calendar behind a token, or ``None``; may block: it is run in a thread."""


def routes(read: Read) -> list[Route]:
    async def feed(request: Request) -> Response:
        found = await asyncio.to_thread(read, request.path_params["token"])
        if found is None:
            return PlainTextResponse("Not found\n", 404, headers={"Cache-Control": "no-store"})
        tag = f'"{hashlib.sha256(found).hexdigest()[:32]}"'
        headers = {**HEADERS, "ETag": tag}
        if _known(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        return Response(found, headers=headers, media_type="text/calendar")

    return [Route("/feeds/{token}.ics", feed, methods=["GET"])]


def _known(given: str, tag: str) -> bool:
    """Whether the client has this very version (RFC 9110, 13.1.2: compared weakly)."""
    tags = [one.strip().removeprefix("W/") for one in given[:4_000].split(",")]
    return tag in tags or "*" in tags
