"""The live page of a meeting's minutes for whoever is signed in: the console's own, under a session of theirs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.commands import Invocation
from bot.messages.html import Press
from bot.messages.model import Document
from bot.platforms.web import posted, signed_pages
from bot.platforms.web.doors import MAX_BODY
from bot.platforms.web.facts import Voices
from bot.platforms.web.recording import REFERENCE, Recording
from bot.platforms.web.signed_in import SignedIn, Viewer

PATH: Final = "/minutes"


@dataclass(frozen=True)
class MinutesPage:
    """``base`` makes the invocation of a signed-in official, of which only the words are missing."""

    signed_in: SignedIn
    recording: Recording
    base: Callable[[int], Invocation]
    voices: Voices
    home: str

    def routes(self) -> list[BaseRoute]:
        return [
            Route(
                f"{PATH}/{{reference}}",
                self.page,
                methods=["GET", "POST"],
                middleware=self.signed_in.guard(),
                max_body_size=MAX_BODY,
            )
        ]

    async def page(self, request: Request) -> Response:
        """The minutes; a post carries out first what was typed, pressed or filled in."""
        viewer = await self.signed_in.viewer(request)
        if viewer is None:
            return self.signed_in.ended()
        reference = request.path_params["reference"]
        if not REFERENCE.fullmatch(reference):
            return self._missing(viewer)
        if request.method == "POST":
            form = await request.form()
            if not viewer.sealed(posted.one(form, "seal")):
                return HTMLResponse("", 403)
            key = f"page:{viewer.official_id}:{posted.one(form, 'once')}"
            file = await self.recording.act(self.base(viewer.official_id), reference, form, key)
            if file is not None:
                return _handed_over(file)
        seen = await self.recording.look(self.base(viewer.official_id), reference)
        press = Press(f"{PATH}/{reference}", {"seal": viewer.seal, "once": secrets.token_urlsafe(12)})
        say = self.voices(viewer.language)
        page = signed_pages.signed_minutes(seen, press=press, say=say, viewer=viewer, base=self.home)
        return HTMLResponse(page, 200 if seen.found else 404)

    def _missing(self, viewer: Viewer) -> Response:
        say = self.voices(viewer.language)
        return HTMLResponse(signed_pages.no_action(say=say, viewer=viewer, base=self.home, leave=True), 404)


def _handed_over(file: Document) -> Response:
    """A file, as a download: texts are small."""
    with file.content as content:
        body = content.read()
    disposition = f'attachment; filename="{file.filename}"'
    return Response(body, media_type=file.media_type, headers={"Content-Disposition": disposition})
