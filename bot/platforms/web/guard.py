"""Who may talk to the console: a browser on this machine, from the console's own pages.

The ``Host`` header is checked so that no other name can be made to point here (DNS rebinding); a post must
come from the same origin and carry the seal, which only the console's own pages hold.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

LETTER: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""The policy of an e-mail's HTML part: it may style itself, and its links open in a place of their own."""


@dataclass(frozen=True)
class Seal:
    """A secret of this process that stands in every form of its pages."""

    value: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def fits(self, given: str) -> bool:
        return same(given, self.value)


class Guard:
    """Turns away foreign hosts (421) and foreign origins (403), and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _hostname(host) not in HOSTS:
            await PlainTextResponse("Misdirected request", 421)(scope, receive, guarded)
        elif scope["method"] not in ("GET", "HEAD") and not _same_origin(headers, host):
            await PlainTextResponse("Forbidden", 403)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)


class DoorGuard:
    """For pages behind signed links: the same headers, and a press only from the page itself. The link is all the
    authority there is, so whoever asks by whatever host learns no more."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self._app = app
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("X-Robots-Tag", "noindex")
            await send(message)

        headers = Headers(scope=scope)
        site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin", self._origin)
        if scope["method"] == "POST" and (site not in ("same-origin", "none") or origin != self._origin):
            await PlainTextResponse("Forbidden", 403)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _same_origin(headers: Headers, host: str) -> bool:
    """By the browser's own word, where it gives it. A client that sends neither header still needs the seal."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return headers.get("origin", f"http://{host}") == f"http://{host}"


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are one, told in the same time either way."""
    return secrets.compare_digest(given.encode(), wanted.encode())
