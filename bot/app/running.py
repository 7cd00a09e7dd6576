"""What the service and the demo have in common: asking in threads, watching, ticking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from math import ceil
from typing import Final

import structlog
from starlette.routing import Route

from bot.app import App
from bot.app.allowance import Allowance
from bot.commands import Answered, Ask, Invocation
from bot.db.errors import DatabaseError
from bot.db.schema import BehindItsMigrations, require_current
from bot.dispatch import Dispatcher
from bot.metrics import CONTENT_TYPE, Metrics
from bot.platforms.lines import Tongues
from bot.platforms.web import health
from bot.presenters.refusals import hurried
from bot.presenters.speech import words
from bot.restating import Restater
from bot.scheduler import metronome

log = structlog.get_logger()

THREADS: Final = 8
"""Commands carried out at once; more wait their turn."""


def asking(
    app: App,
    metrics: Metrics,
    pool: ThreadPoolExecutor,
    after: Callable[[], Awaitable[None]],
    restater: Restater,
    allowance: Allowance | None = None,
) -> Ask:
    """Carries out invocations, ``in_turn``; ``after`` is awaited before the answer is given back. What was said of
    what was changed is brought up to date in the background. With an ``allowance``, whoever asks faster than anybody
    types is told to wait, and the database isn't asked."""
    tongues, carried = Tongues(words), in_turn(app.dispatch, pool)

    async def ask(invocation: Invocation) -> Answered:
        loop = asyncio.get_running_loop()
        began = loop.time()
        seconds = allowance.wait(invocation.who, began) if allowance is not None else 0.0
        if seconds:
            metrics.asked(invocation.platform, "hurried", 0.0)
            return Answered(hurried(ceil(seconds), tongues(invocation)), outcome="refused")
        answered = await carried(invocation)
        tongues.answered(invocation, answered)
        metrics.asked(invocation.platform, answered.outcome, loop.time() - began)
        await after()
        restater.soon(answered.concerned)
        return answered

    return ask


def in_turn(dispatch: Dispatcher, pool: ThreadPoolExecutor) -> Ask:
    """Carries out invocations without keeping the event loop from others: in the pool, or at once what is over sooner
    than it could be handed there."""

    async def carried_out(invocation: Invocation) -> Answered:
        if dispatch.at_once(invocation):
            return dispatch(invocation)
        return await asyncio.get_running_loop().run_in_executor(pool, dispatch, invocation)

    return carried_out


def watched(app: App, metrics: Metrics) -> list[Route]:
    """The routes for machines that watch."""

    def ready() -> health.Readiness:
        try:
            require_current(app.database.engine)
        except BehindItsMigrations:
            return health.Readiness.BEHIND
        except DatabaseError:
            return health.Readiness.DEAD
        return health.Readiness.READY

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
