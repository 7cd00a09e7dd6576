"""The log of actions in the demo's console: as whoever is chosen there sees it, without signing in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.platforms.web.action_log import Log
from bot.platforms.web.doors import MAX_BODY
from bot.platforms.web.facts import Directory
from bot.platforms.web.guard import Guard, Seal
from bot.platforms.web.signed_in import Viewer


def routes(log: Log, *, directory: Callable[[], Directory], official: Callable[[str], int | None]) -> list[BaseRoute]:
    """To be served on 127.0.0.1 only, beside the console. ``directory`` reads who there is, ``official`` tells which
    official an account is (both may block)."""
    seal = Seal()

    async def logged(request: Request) -> Response:
        account = request.path_params["account"]
        person = (await asyncio.to_thread(directory)).person(account)
        id = await asyncio.to_thread(official, account)
        if id is None or person is None:
            return RedirectResponse("/", 303)
        viewer = Viewer(id, person.name, person.language, seal.value)
        show = log.action if "reference" in request.path_params else log.page
        return await show(request, viewer, f"/as/{quote(account, safe='@')}/log", leave=False)

    guard = [Middleware(Guard)]
    return [
        Route("/as/{account}/log", logged, methods=["GET"], middleware=guard),
        Route(
            "/as/{account}/log/{reference}",
            logged,
            methods=["GET", "POST"],
            middleware=guard,
            max_body_size=MAX_BODY,
        ),
    ]
