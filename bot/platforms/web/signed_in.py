"""Pages of one's own: the door that a link opens once, the cookie of the session, and who looks.

Looking at the link changes nothing, for mail scanners and previews follow links: it takes a press. The cookie is sent
to this service alone, over TLS alone where that is spoken, and no script can read it; a post must come from the pages
themselves, and carry the session's own seal. Further pages ask ``SignedIn.viewer`` who looks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.platforms.web import guard, posted, signed_pages
from bot.platforms.web.doors import MAX_BODY, Shown
from bot.platforms.web.facts import Voice, Voices
from bot.platforms.web.guard import DoorGuard

LONGEST: Final = 100
"""Characters of a session's secret that are looked at; ours has half as many."""


@dataclass(frozen=True)
class Viewer:
    """Who looks. ``seal`` stands in every form of their pages."""

    official_id: int
    name: str
    language: str
    seal: str

    def sealed(self, given: str) -> bool:
        return guard.same(given, self.seal)


@dataclass(frozen=True)
class Sessions:
    """What the app knows of sessions. ``offered`` shows what is behind a link, ``enter`` presses it and gives the
    secret of the session, ``viewer`` tells whose session it is: their id, name and language."""

    offered: Callable[[str], Awaitable[Shown]]
    enter: Callable[[str], Awaitable[str | None]]
    viewer: Callable[[str], Awaitable[tuple[int, str, str] | None]]
    leave: Callable[[str], Awaitable[None]]
    ended: Callable[[], Shown]


@dataclass(frozen=True)
class SignedIn:
    """The session of a request. ``origin`` is where people reach the service, ``start`` where they begin."""

    sessions: Sessions
    voices: Voices
    origin: str
    start: str
    lasts: int

    @property
    def secure(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def cookie(self) -> str:
        """Its name. The prefix has browsers refuse it from elsewhere, and without TLS."""
        return "__Host-convenor" if self.secure else "convenor"

    async def viewer(self, request: Request) -> Viewer | None:
        """Who looks, or ``None`` for somebody without a session."""
        secret = request.cookies.get(self.cookie, "")
        if not secret or len(secret) > LONGEST or not secret.isascii():
            return None
        found = await self.sessions.viewer(secret)
        return Viewer(*found, seal=hashlib.sha256(f"seal {secret}".encode()).hexdigest()) if found else None

    def ended(self) -> Response:
        """To somebody without a session: how to get one."""
        shown = self.sessions.ended()
        return _page(shown, self.voices(shown.reply.language), "", 401)

    def routes(self) -> list[BaseRoute]:
        """The door, and the way out."""
        guard = self.guard()
        return [
            Route("/open/{token}", self._open, methods=["GET", "POST"], middleware=guard, max_body_size=MAX_BODY),
            Route("/leave", self._leave, methods=["POST"], middleware=guard, max_body_size=MAX_BODY),
        ]

    def guard(self) -> list[Middleware]:
        return [Middleware(DoorGuard, origin=self.origin)]

    async def _open(self, request: Request) -> Response:
        token = request.path_params["token"]
        secret = await self.sessions.enter(token) if request.method == "POST" else None
        if secret is None:
            shown = await self.sessions.offered(token)
            action = f"/open/{token}"
            return _page(shown, self.voices(shown.reply.language), action, 200 if shown.found else 404)
        answer = RedirectResponse(self.start, 303)
        answer.set_cookie(
            self.cookie, secret, max_age=self.lasts, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
        return answer

    async def _leave(self, request: Request) -> Response:
        viewer = await self.viewer(request)
        form = await request.form()
        if viewer is not None and viewer.sealed(posted.one(form, "seal")):
            await self.sessions.leave(request.cookies[self.cookie])
        answer = self.ended()
        answer.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="lax")
        return answer


def _page(shown: Shown, voice: Voice, action: str, status: int) -> Response:
    page = signed_pages.door(shown.reply, say=voice, action=action, press=shown.press, below=shown.below)
    return HTMLResponse(page, status)
