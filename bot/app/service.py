"""The service: one ASGI application for whichever faces are configured, with scheduler and delivery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import App, files, mail, reading
from bot.app.running import THREADS, asking, ticking, watched
from bot.app.slack import PACE, PLATFORM, RATE, SlackFace, slack_of
from bot.deliverer import Deliverer
from bot.delivery import Gateway
from bot.metrics import Metrics
from bot.notices import NOTICES
from bot.platforms.web import doors
from bot.restating import Restater
from bot.scheduler import Clockwork


def served(app: App) -> Starlette:
    """Everything that the settings ask for, ready for uvicorn. Raises ``UnusableSettings``."""
    settings = slack_of(app.settings)
    slack = SlackFace(app, settings) if settings else None
    metrics = Metrics()
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
    smtp = mail.smtp_of(app.settings)
    mails = mail.gateway(app.database, app.settings, smtp, app.clock) if smtp else None
    gateways: list[Gateway] = [*([slack.gateway] if slack else []), *([mails] if mails else [])]
    deliverer = Deliverer(
        app.database,
        gateways,
        app.clock,
        notices=mail.notices(mail.links_of(app.settings)) if smtp else NOTICES,
        pace={PLATFORM: PACE},
        rates={PLATFORM: RATE},
        operators=app.settings.operators,
        observe=metrics.delivered,
    )

    restater = Restater(app.database, gateways, app.clock, pool=pool)

    async def restate(workspace: str, id: str) -> bool:
        return await restater(PLATFORM, workspace, id)

    async def nudge() -> None:
        deliverer.nudge()

    clockwork = Clockwork(app.database)

    async def beat() -> None:
        metrics.ticked(await asyncio.to_thread(clockwork.tick, app.clock()))
        deliverer.nudge()

    ask = asking(app, metrics, pool, nudge)
    reception = slack.reception(ask, restate, nudge) if slack else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(asyncio.to_thread, pool.shutdown)
            if mails is not None:
                stack.push_async_callback(mails.close)
            if slack is not None and reception is not None:
                await stack.enter_async_context(slack.listening(reception, metrics.connected, stop))
            delivering = asyncio.create_task(deliverer.run(stop))
            try:
                async with ticking(beat):
                    yield
            finally:
                stop.set()
                await delivering

    routes: list[BaseRoute] = [*watched(app, metrics)]
    if slack is not None and reception is not None:
        routes += slack.routes(reception)
    if mails is not None:
        routes += mail.pages(app.database, app.settings, ask, app.clock)
    if app.settings.keys:
        routes += reading.pages(app, ask)
        routes += files.of_service(app)
        routes.append(doors.static(mail.origin(app.settings)))
    return Starlette(routes=routes, lifespan=lifespan)
