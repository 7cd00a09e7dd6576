"""The service: one ASGI application for whichever faces are configured, with scheduler and delivery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import App
from bot.app.running import THREADS, asking, ticking, watched
from bot.app.slack import PACE, PLATFORM, SlackFace, slack_of
from bot.deliverer import Deliverer
from bot.metrics import Metrics
from bot.restating import Restater
from bot.scheduler import tick


def served(app: App) -> Starlette:
    """Everything that the settings ask for, ready for uvicorn. Raises ``UnusableSettings``."""
    settings = slack_of(app.settings)
    slack = SlackFace(app, settings) if settings else None
    metrics = Metrics()
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
    gateways = [slack.gateway] if slack else []
    deliverer = Deliverer(app.database, gateways, app.clock, pace={PLATFORM: PACE}, observe=metrics.delivered)

    restater = Restater(app.database, gateways, app.clock, pool=pool)

    async def restate(workspace: str, id: str) -> bool:
        return await restater(PLATFORM, workspace, id)

    async def nudge() -> None:
        deliverer.nudge()

    async def beat() -> None:
        metrics.ticked(await asyncio.to_thread(tick, app.database, app.clock()))
        deliverer.nudge()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        confirming = asyncio.create_task(slack.confirm_in_time()) if slack else None
        delivering = asyncio.create_task(deliverer.run(stop))
        try:
            async with ticking(beat):
                yield
        finally:
            stop.set()
            if confirming is not None:
                confirming.cancel()
            await delivering
            if slack is not None:
                await slack.api.close()
            await asyncio.to_thread(pool.shutdown)

    routes: list[BaseRoute] = [*watched(app, metrics)]
    if slack is not None:
        routes += slack.routes(asking(app, metrics, pool, nudge), restate)
    return Starlette(routes=routes, lifespan=lifespan)
