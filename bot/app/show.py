"""The demo: the console on this machine alone, with a clock that the page can move forward."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from starlette.applications import Starlette

from bot.app import App, feeds, mail, signed_in
from bot.app import files as waiting
from bot.app.directory import directory
from bot.app.running import THREADS, asking, ticking, watched
from bot.app.ways_out import ORGANISER, ways_out
from bot.clock import Movable
from bot.deliverer import Deliverer
from bot.foresight import foreseen
from bot.metrics import Metrics
from bot.platforms.web import console_log, console_routes
from bot.platforms.web.facts import PLATFORM, WORKSPACE
from bot.platforms.web.rooms import ChatRoom
from bot.presenters.speech import FALLBACK, words
from bot.restating import Restater
from bot.scheduler import chores
from bot.stepping import Stepper

ZONE: Final = "Europe/London"


def shown(app: App, clock: Movable, rooms: ChatRoom, files: Path) -> Starlette:
    """The console over a loaded database. ``clock`` is the app's own, ``files`` an empty directory."""
    metrics = Metrics()
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="ask")
    spoken = mail.notices(mail.links_of(app.settings), ORGANISER)
    out = ways_out(app, rooms, clock)
    deliverer = Deliverer(app.database, out, clock, notices=spoken, observe=metrics.delivered)
    stepper = Stepper(app.database, clock, deliverer, chores(mails=True))

    restater = Restater(app.database, out, clock, pool=pool)

    async def restate(id: str) -> bool:
        return await restater(PLATFORM, WORKSPACE, id)

    async def deliver() -> None:
        await deliverer.deliver_due(clock())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with ticking(stepper.catch_up):
            yield
        await restater.close()
        await asyncio.to_thread(pool.shutdown)

    ask = asking(app, metrics, pool, deliver, restater)
    routes = console_routes.routes(
        ask=ask,
        directory=partial(directory, app.database),
        rooms=rooms,
        clock=clock,
        advance=stepper.advance,
        to_next=stepper.to_next,
        voices=words,
        zone=ZONE,
        files=files,
        foresee=foreseen(app.menu, words(FALLBACK)),
        restate=restate,
    )
    doors = [*mail.pages(app.database, app.settings, ask, clock), *feeds.routes(app)]
    doors += signed_in.pages(app, ask)
    doors += console_log.routes(
        signed_in.log(app, ask),
        directory=partial(directory, app.database),
        official=partial(signed_in.official, app.database),
    )
    doors += waiting.pages(app.database, app.settings, clock)
    return Starlette(routes=[*watched(app, metrics), *doors, *routes], lifespan=lifespan)
