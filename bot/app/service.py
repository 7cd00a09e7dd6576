"""The service: one ASGI application for whichever faces are configured, with scheduler and delivery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import App, feeds, files, mail, reading, signed_in
from bot.app.allowance import Allowance
from bot.app.running import THREADS, asking, ticking, watched
from bot.app.slack import PACE, PLATFORM, RATE, SlackFace, slack_of
from bot.commands import Ask
from bot.deliverer import Deliverer
from bot.delivery import Gateway
from bot.metrics import Metrics
from bot.notices import NOTICES
from bot.platforms.web import doors
from bot.restating import Restater
from bot.scheduler import Clockwork, chores

if TYPE_CHECKING:
    from bot.app.teams import TeamsFace

PACES: Final = {PLATFORM: PACE, "teams": timedelta(milliseconds=500)}
"""In a channel. Teams takes seven messages a second in a conversation, but sixty in thirty seconds."""

RATES: Final = {PLATFORM: RATE, "teams": 30.0}
"""Messages a second in a whole workspace or tenant, of which Teams takes fifty."""


def _teams(app: App) -> TeamsFace | None:
    """Teams' face, where it is on: Microsoft's libraries take a second to load."""
    if app.settings.teams is None:
        return None
    from bot.app.teams import TeamsFace

    return TeamsFace(app, app.settings.teams)


def served(app: App) -> Starlette:
    """Everything that the settings ask for, ready for uvicorn. Raises ``UnusableSettings``."""
    settings = slack_of(app.settings)
    slack = SlackFace(app, settings) if settings else None
    teams = _teams(app)
    metrics = Metrics()
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
    smtp = mail.smtp_of(app.settings)
    mails = mail.gateway(app.database, app.settings, smtp, app.clock) if smtp else None
    faces = [face for face in (slack, teams) if face is not None]
    gateways: list[Gateway] = [*(face.gateway for face in faces), *([mails] if mails else [])]
    deliverer = Deliverer(
        app.database,
        gateways,
        app.clock,
        notices=mail.notices(mail.links_of(app.settings), smtp.organiser) if smtp else NOTICES,
        pace=PACES,
        rates=RATES,
        operators=app.settings.operators,
        observe=metrics.delivered,
    )

    restater = Restater(app.database, gateways, app.clock, pool=pool)

    def restating(platform: str) -> Callable[[str, str], Awaitable[bool]]:
        return lambda workspace, id: restater(platform, workspace, id)

    async def nudge() -> None:
        deliverer.nudge()

    clockwork = Clockwork(app.database, chores(mails=smtp is not None))

    async def beat() -> None:
        metrics.ticked(await asyncio.to_thread(clockwork.tick, app.clock()))
        deliverer.nudge()

    ask = asking(app, metrics, pool, nudge, restater, Allowance())
    reception = slack.reception(ask, restating(PLATFORM), nudge) if slack else None

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(asyncio.to_thread, pool.shutdown)
            if mails is not None:
                stack.push_async_callback(mails.close)
            if slack is not None and reception is not None:
                await stack.enter_async_context(slack.listening(reception, metrics.connected, stop))
            if teams is not None:
                await stack.enter_async_context(teams.listening())
            stack.push_async_callback(restater.close)  # before the ways out are closed
            delivering = asyncio.create_task(deliverer.run(stop))
            try:
                async with ticking(beat):
                    yield
            finally:
                stop.set()
                await delivering

    routes: list[BaseRoute] = [*watched(app, metrics), *_pages(app, ask, mailing=mails is not None)]
    if slack is not None and reception is not None:
        routes += slack.routes(reception, nudge)
    if teams is not None:
        routes += teams.routes(ask, restating("teams"))
    return Starlette(routes=routes, lifespan=lifespan)


def _pages(app: App, ask: Ask, *, mailing: bool) -> list[BaseRoute]:
    """The pages that links open."""
    routes: list[BaseRoute] = []
    if mailing:
        routes += mail.pages(app.database, app.settings, ask, app.clock)
    if app.settings.keys:
        routes += reading.pages(app, ask)
        routes += signed_in.pages(app, ask)
        routes += files.of_service(app)
        routes += feeds.routes(app)
        routes.append(doors.static(mail.origin(app.settings)))
    return routes
