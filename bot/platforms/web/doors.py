"""The pages behind the signed links in mails. Looking changes nothing, for mail scanners follow links: it takes a
press, which is a POST from the page itself. They work without JavaScript, and hold no more than the link's own subject.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import FormData
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.messages.html import FIELD
from bot.messages.model import Form, Message
from bot.platforms.web import signed_pages
from bot.platforms.web.facts import Voices
from bot.platforms.web.guard import DoorGuard
from bot.platforms.web.jinja import STATIC

MAX_BODY: Final = 64 * 1024


@dataclass(frozen=True)
class Shown:
    """What a door shows: a message with the label of the button that confirms it (empty: nothing is left to press), or
    a form; ``below`` is how things stand. ``found`` is false where the link doesn't serve."""

    reply: Message | Form
    press: str = ""
    below: Message | None = None
    found: bool = True


@dataclass(frozen=True)
class Door:
    """``look`` is asked with the token from the address; ``press`` with it and the fields of a form, where there is
    anything to press."""

    look: Callable[[str], Awaitable[Shown]]
    press: Callable[[str, Mapping[str, str]], Awaitable[Shown]] | None = None


def routes(doors: Mapping[str, Door], *, voices: Voices, origin: str) -> list[BaseRoute]:
    """A page for each door, under its name. ``origin`` is where people reach the service: the scheme and host that
    a browser names when it posts."""
    guard = [Middleware(DoorGuard, origin=origin)]
    return [
        Route(
            f"/{name}/{{token}}",
            _endpoint(name, door, voices),
            methods=["GET", "POST"] if door.press is not None else ["GET"],
            middleware=guard,
            max_body_size=MAX_BODY,
        )
        for name, door in doors.items()
    ]


def static(origin: str) -> BaseRoute:
    """What the pages look like."""
    files = StaticFiles(directory=STATIC)
    return Mount("/static", files, middleware=[Middleware(DoorGuard, origin=origin)])


def _endpoint(name: str, door: Door, voices: Voices) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        token = request.path_params["token"]
        form = await request.form() if request.method == "POST" else None
        if form is None or door.press is None or "cancel" in form:
            shown = await door.look(token)
        else:
            shown = await door.press(token, fields(form))
        voice = voices(shown.reply.language)
        page = await asyncio.to_thread(
            signed_pages.door, shown.reply, say=voice, action=f"/{name}/{token}", press=shown.press, below=shown.below
        )
        return HTMLResponse(page, 200 if shown.found else 404)

    return endpoint


def fields(form: FormData) -> dict[str, str]:
    """The form's fields; several choices are joined by commas."""
    names = dict.fromkeys(name for name in form if name.startswith(FIELD))
    return {name.removeprefix(FIELD): ", ".join(_several(form, name)) for name in names}


def _several(form: FormData, name: str) -> Sequence[str]:
    return [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()]
