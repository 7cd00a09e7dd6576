"""``/healthz``, ``/readyz`` and ``/metrics``: for machines that watch the service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


def routes(*, ready: Callable[[], bool], metrics: Callable[[], tuple[bytes, str]]) -> list[Route]:
    """``ready`` tells whether the database answers and is at its newest revision; ``metrics`` gives the page and its
    content type. Both may block: they run in threads."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def prepared(_request: Request) -> Response:
        if await asyncio.to_thread(ready):
            return PlainTextResponse("ready\n")
        return PlainTextResponse("not ready\n", 503)

    async def measured(_request: Request) -> Response:
        page, content_type = await asyncio.to_thread(metrics)
        return Response(page, headers={"Content-Type": content_type})

    return [Route("/healthz", alive), Route("/readyz", prepared), Route("/metrics", measured)]
