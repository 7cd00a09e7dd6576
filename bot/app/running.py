"""What the service and the demo have in common: asking in threads, watching, ticking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final

import structlog
from starlette.routing import Route

from bot.app import App
from bot.commands import Answered, Ask, Invocation
from bot.db.errors import DatabaseError
from bot.db.schema import BehindItsMigrations, require_current
from bot.metrics import CONTENT_TYPE, Metrics
from bot.platforms.web import health
from bot.restating import Restater
from bot.scheduler import metronome

log = structlog.get_logger()

THREADS: Final = 8
"""Commands carried out at once; more wait their turn."""


def asking(
    app: App, metrics: Metrics, pool: ThreadPoolExecutor, after: Callable[[], Awaitable[None]], restater: Restater
) -> Ask:
    """Carries out invocations in the pool; ``after`` is awaited before the answer is given back. What was said of what
    was changed is brought up to date in the background."""

    async def ask(invocation: Invocation) -> Answered:
        loop = asyncio.get_running_loop()
        began = loop.time()
        answered = await loop.run_in_executor(pool, app.dispatch, invocation)
        metrics.asked(invocation.platform, answered.outcome, loop.time() - began)
        await after()
        restater.soon(answered.concerned)
        return answered

    return ask


def watched(app: App, metrics: Metrics) -> list[Route]:
    """The routes for machines that watch."""

    def ready() -> bool:
        try:
            require_current(app.database.engine)
        except (BehindItsMigrations, DatabaseError):
            return False
        return True

    def page() -> tuple[bytes, str]:
        with app.database.reading() as uow:
            return metrics.page(uow.waiting.backlog(app.clock())), CONTENT_TYPE

    return health.routes(ready=ready, metrics=page)


@asynccontextmanager
async def ticking(beat: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """The metronome, while the block runs. A beat that fails is logged, and the next one comes all the same."""

    async def tried() -> None:
        try:
            await beat()
        except Exception:
            log.exception("a tick failed")

    scheduler = metronome(tried)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
