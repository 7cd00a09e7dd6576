"""The log of actions as pages: filtered and sorted by its address, an action opened, and what is pressed there.

Everything is links and forms: it works without JavaScript. What is pressed or filled in is a command, carried out by
the road of all commands as the official who is signed in; other commands than those about actions are not.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.messages.html import Press
from bot.messages.model import Form, Message
from bot.platforms.web import posted, signed_pages
from bot.platforms.web.doors import MAX_BODY
from bot.platforms.web.facts import Voice, Voices
from bot.platforms.web.signed_in import SignedIn, Viewer

PATH: Final = "/log"
ASKED: Final = ("group", "which", "seat", "search", "order", "page")
LONGEST_COMMAND: Final = 4_000


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Column:
    """``link`` sorts by it, where it can be sorted by; ``sorted`` where it is."""

    label: str
    link: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Row:
    """One action: the address where it is opened, and its cells after the reference."""

    link: str
    reference: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class LogPage:
    """Everything that stands on the page, in words. ``figures`` are rows of who, open and overdue."""

    title: str
    count: str
    groups: tuple[Option, ...]
    which: tuple[Option, ...]
    seats: tuple[Option, ...]
    search: str
    order: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    figures: tuple[tuple[str, str, str], ...]
    before: str = ""
    after: str = ""
    page: str = ""
    none: str = ""


@dataclass(frozen=True)
class Opened:
    """An action as it stands, and what came of what was pressed there."""

    shown: Message
    answer: Message | Form | None = None


Look = Callable[[int, Mapping[str, str], str], Awaitable[LogPage | None]]
"""The page for an official: what its address asks for, and the path under which it stands."""

Open = Callable[[int, str], Awaitable[Message | None]]
"""An action by its reference, as an official may see it."""

Do = Callable[[int, str, Mapping[str, str], str], Awaitable[Message | Form | None]]
"""Carry out a command with the fields of a form, under a key of its own; ``None`` for one that isn't for here."""


@dataclass(frozen=True)
class Log:
    """The pages' content, handed in by the app."""

    look: Look
    open: Open
    do: Do
    voices: Voices

    async def page(self, request: Request, viewer: Viewer, base: str, leave: bool) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ASKED}
        found = await self.look(viewer.official_id, asked, base)
        say = self.voices(viewer.language)
        if found is None:
            return self._missing(viewer, say, base, leave)
        return HTMLResponse(signed_pages.action_log(found, say=say, viewer=viewer, base=base, leave=leave))

    async def action(self, request: Request, viewer: Viewer, base: str, leave: bool) -> Response:
        """One action; a post carries out what was pressed first."""
        reference, answer, status = request.path_params["reference"], None, 200
        if request.method == "POST":
            form = await request.form()
            if not viewer.sealed(posted.one(form, "seal")):
                return HTMLResponse("", 403)
            if "cancel" not in form:
                text = posted.one(form, "command") if "command" in form else posted.one(form, "text")
                once = posted.one(form, "once")
                answer = await self.do(
                    viewer.official_id, text[:LONGEST_COMMAND], posted.fields(form), f"page:{viewer.official_id}:{once}"
                )
        say = self.voices(viewer.language)
        shown = await self.open(viewer.official_id, reference)
        if shown is None:
            return self._missing(viewer, say, base, leave)
        press = Press(f"{base}/{reference}", {"seal": viewer.seal, "once": secrets.token_urlsafe(12)})
        page = signed_pages.opened_action(shown, answer, press=press, say=say, viewer=viewer, base=base, leave=leave)
        return HTMLResponse(page, status)

    def _missing(self, viewer: Viewer, say: Voice, base: str, leave: bool) -> Response:
        return HTMLResponse(signed_pages.no_action(say=say, viewer=viewer, base=base, leave=leave), 404)


def routes(signed_in: SignedIn, log: Log) -> list[BaseRoute]:
    """The log for whoever is signed in."""

    async def page(request: Request) -> Response:
        viewer = await signed_in.viewer(request)
        return signed_in.ended() if viewer is None else await log.page(request, viewer, PATH, leave=True)

    async def action(request: Request) -> Response:
        viewer = await signed_in.viewer(request)
        return signed_in.ended() if viewer is None else await log.action(request, viewer, PATH, leave=True)

    guard = signed_in.guard()
    return [
        Route(PATH, page, methods=["GET"], middleware=guard),
        Route(f"{PATH}/{{reference}}", action, methods=["GET", "POST"], middleware=guard, max_body_size=MAX_BODY),
    ]
