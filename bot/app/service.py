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
from bot.gateways import Gateway
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


class _Service:
    """The parts of one process, each built once, and how they hang together."""

    def __init__(self, app: App) -> None:
        self._app = app
        settings = slack_of(app.settings)
        self._slack = SlackFace(app, settings) if settings else None
        self._teams = _teams(app)
        smtp = mail.smtp_of(app.settings)
        self._mails = mail.gateway(app.database, app.settings, smtp, app.clock) if smtp else None
        self._metrics = Metrics()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
        gateways = self._gateways()
        self._deliverer = Deliverer(
            app.database,
            gateways,
            app.clock,
            notices=mail.notices(mail.links_of(app.settings), smtp.organiser) if smtp else NOTICES,
            pace=PACES,
            rates=RATES,
            operators=app.settings.operators,
            observe=self._metrics.delivered,
        )
        self._restater = Restater(app.database, gateways, app.clock, pool=self._pool)
        self._clockwork = Clockwork(app.database, chores(mails=smtp is not None))
        self._ask = asking(app, self._metrics, self._pool, self._nudge, self._restater, Allowance())
        self._reception = (
            self._slack.reception(self._ask, self._restating(PLATFORM), self._nudge) if self._slack else None
        )

    def _gateways(self) -> list[Gateway]:
        faces = [face for face in (self._slack, self._teams) if face is not None]
        return [*(face.gateway for face in faces), *([self._mails] if self._mails else [])]

    def _restating(self, platform: str) -> Callable[[str, str], Awaitable[bool]]:
        return lambda workspace, id: self._restater(platform, workspace, id)

    async def _nudge(self) -> None:
        self._deliverer.nudge()

    async def _beat(self) -> None:
        self._metrics.ticked(await asyncio.to_thread(self._clockwork.tick, self._app.clock()))
        self._deliverer.nudge()

    def routes(self) -> list[BaseRoute]:
        app, ask = self._app, self._ask
        routes: list[BaseRoute] = [*watched(app, self._metrics), *_pages(app, ask, mailing=self._mails is not None)]
        if self._slack is not None and self._reception is not None:
            routes += self._slack.routes(self._reception, self._nudge)
        if self._teams is not None:
            routes += self._teams.routes(ask, self._restating("teams"))
        return routes

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """While the block runs, the faces listen, what is due goes out, and the clock is asked. What is in flight at
        its end is finished."""
        stop = asyncio.Event()
        async with AsyncExitStack() as stack:
            stack.push_async_callback(asyncio.to_thread, self._pool.shutdown)
            if self._mails is not None:
                stack.push_async_callback(self._mails.close)
            if self._slack is not None and self._reception is not None:
                listening = self._slack.listening(self._reception, self._metrics.connected, stop)
                await stack.enter_async_context(listening)
            if self._teams is not None:
                await stack.enter_async_context(self._teams.listening())
            stack.push_async_callback(self._restater.close)  # before the ways out are closed
            delivering = asyncio.create_task(self._deliverer.run(stop))
            try:
                async with ticking(self._beat):
                    yield
            finally:
                stop.set()
                await delivering


def served(app: App) -> Starlette:
    """Everything that the settings ask for, ready for uvicorn. Raises ``UnusableSettings``."""
    service = _Service(app)
    return Starlette(routes=service.routes(), lifespan=service.lifespan)


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
