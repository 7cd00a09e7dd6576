"""Where the console's pages stand, and how its parts are put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.clock import Clock
from bot.foresight import Foresee
from bot.platforms.web.clockwork import Advance, Clockwork, ToNext
from bot.platforms.web.console import Console
from bot.platforms.web.facts import Directory, Voices
from bot.platforms.web.files import Files
from bot.platforms.web.guard import Guard
from bot.platforms.web.jinja import STATIC
from bot.platforms.web.pressing import Pressing
from bot.platforms.web.rooms import ChatRoom
from bot.platforms.web.saying import Ask, Saying

MAX_BODY: Final = 256 * 1024


def routes(
    *,
    ask: Ask,
    directory: Callable[[], Directory],
    rooms: ChatRoom,
    clock: Clock,
    advance: Advance,
    to_next: ToNext,
    voices: Voices,
    zone: str,
    files: Path,
    foresee: Foresee,
    restate: Callable[[str], Awaitable[bool]],
) -> list[BaseRoute]:
    """The console's routes, to be served on 127.0.0.1 only.

    ``ask`` carries out an invocation; ``directory`` reads who and what there is (blocking; run in a thread).
    ``advance(until)`` and ``to_next()`` move the demo's clock and return when what fell due has been said
    (``bot.stepping.Stepper``).
    ``voices`` gives the words of a language. ``zone`` is the zone in which the console tells the time;
    ``files`` an empty directory for received files, which the caller removes. ``foresee`` tells what a command will
    come to; ``restate`` brings what Convenor said by itself up to date, by the id of its post.
    """
    received, pressing = Files(files), Pressing(ask, rooms, foresee, restate)
    saying = Saying(ask, rooms, clock, voices, received, foresee, pressing)
    clockwork = Clockwork(clock, zone, rooms, advance, to_next)
    console = Console(ask, directory, rooms, clock, clockwork, voices, zone, received, saying)
    guard = [Middleware(Guard)]

    def get(path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
        return Route(path, endpoint, methods=["GET"], middleware=guard)

    def post(path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
        return Route(path, endpoint, methods=["POST"], middleware=guard, max_body_size=MAX_BODY)

    return [
        get("/", console.choose),
        get("/as", console.switch),
        get("/as/{account}/channel/{channel}", console.room),
        get("/as/{account}/direct", console.room),
        get("/as/{account}/home", console.home),
        post("/as/{account}/channel/{channel}", console.say),
        post("/as/{account}/direct", console.say),
        post("/as/{account}/home", console.press),
        get("/as/{account}/minutes/{reference}", console.minutes),
        post("/as/{account}/minutes/{reference}", console.record),
        get("/as/{account}/mail", console.mailbox),
        get("/as/{account}/mail/{id:int}", console.mailbox),
        get("/as/{account}/mail/{id:int}/html", console.letter),
        get("/received/{token}", console.file),
        post("/clock", console.move),
        Mount("/static", StaticFiles(directory=STATIC), middleware=guard),
    ]
