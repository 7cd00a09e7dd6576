"""Files behind signed links. Looking shows what the file is; it takes a press to fetch it, for what follows links in
mails and chats by itself would fetch it too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.platforms.web import signed_pages
from bot.platforms.web.doors import Shown
from bot.platforms.web.facts import Voices
from bot.platforms.web.guard import DoorGuard

MAX_BODY: Final = 1_024


@dataclass(frozen=True)
class Taken:
    """A file on its way: its bytes as they come."""

    filename: str
    media_type: str
    length: int
    pieces: AsyncIterator[bytes]


def routes(
    look: Callable[[str], Awaitable[Shown]],
    take: Callable[[str], Awaitable[Taken | Shown]],
    *,
    voices: Voices,
    origin: str,
) -> list[BaseRoute]:
    """``/files/{token}``: a page that says what it is, and the file itself for who presses there."""

    async def endpoint(request: Request) -> Response:
        token = request.path_params["token"]
        found = await take(token) if request.method == "POST" else await look(token)
        if isinstance(found, Taken):
            return _streamed(found)
        page = await asyncio.to_thread(
            signed_pages.door,
            found.reply,
            say=voices(found.reply.language),
            action=f"/files/{token}",
            press=found.press,
            below=found.below,
        )
        return HTMLResponse(page, 200 if found.found else 404)

    guard = [Middleware(DoorGuard, origin=origin)]
    return [Route("/files/{token}", endpoint, methods=["GET", "POST"], middleware=guard, max_body_size=MAX_BODY)]


def _streamed(file: Taken) -> Response:
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.filename, safe='')}",
        "Content-Length": str(file.length),
    }
    return StreamingResponse(file.pieces, media_type=file.media_type, headers=headers)
