"""``/healthz``, ``/readyz`` and ``/metrics``: for machines that watch the service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

SLOW_SECONDS: Final = 1.0
DEAD_SECONDS: Final = 10.0


class Readiness(StrEnum):
    """What a load balancer should know. A slow database is everybody's: to take processes away wouldn't help it."""

    READY = "ready"
    SLOW = "ready, but the database is slow"
    BEHIND = "not ready: the database is behind its migrations"
    DEAD = "not ready: the database doesn't answer"

    @property
    def status(self) -> int:
        return 200 if self in (Readiness.READY, Readiness.SLOW) else 503


class Probe:
    """Looks at the database for however many ask, one look at a time: one that hangs costs one thread."""

    def __init__(
        self, look: Callable[[], Readiness], *, slow: float = SLOW_SECONDS, dead: float = DEAD_SECONDS
    ) -> None:
        self._look, self._slow, self._dead = look, slow, dead
        self._looking: asyncio.Task[Readiness] | None = None
        self._since = 0.0

    async def __call__(self) -> Readiness:
        """What was seen; ``SLOW`` after ``slow`` seconds, ``DEAD`` once a look has lasted ``dead`` seconds."""
        now = asyncio.get_running_loop().time()
        if self._looking is None:
            self._looking, self._since = asyncio.create_task(asyncio.to_thread(self._look)), now
        looking = self._looking
        await asyncio.wait({looking}, timeout=self._slow)
        if looking.done():
            self._looking = None if self._looking is looking else self._looking
            return looking.result()
        return Readiness.DEAD if asyncio.get_running_loop().time() - self._since > self._dead else Readiness.SLOW


def routes(*, ready: Callable[[], Readiness], metrics: Callable[[], tuple[bytes, str]]) -> list[Route]:
    """``ready`` looks whether the database answers and is at its newest revision; ``metrics`` gives the page and its
    content type. Both may block: they run in threads."""
    probe = Probe(ready)

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def prepared(_request: Request) -> Response:
        found = await probe()
        return PlainTextResponse(f"{found}\n", found.status)

    async def measured(_request: Request) -> Response:
        page, content_type = await asyncio.to_thread(metrics)
        return Response(page, headers={"Content-Type": content_type})

    return [Route("/healthz", alive), Route("/readyz", prepared), Route("/metrics", measured)]
