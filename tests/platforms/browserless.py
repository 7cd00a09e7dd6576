"""A browser without a window: it asks an ASGI application directly and keeps no cookies."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Page:
    """What came back. ``text`` is the body as UTF-8."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    path: str

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def words(self) -> str:
        """The page's words without its tags, blanks made single."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.text)).split())

    def hidden(self, name: str) -> str:
        """The value of the first hidden input of that name."""
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.text)
        assert found is not None, f"no hidden {name}"
        return unescape(found[1])

    def button(self, label: str) -> str:
        """The command that the last button with this label carries."""
        found = re.findall(rf'name="text" value="([^"]*)"[^>]*>{re.escape(label)}</button>', self.text)
        assert found, f"no button {label}"
        return unescape(found[-1])


@dataclass(frozen=True)
class Browserless:
    """Gets and posts one request at a time; ``host`` is what it believes to talk to."""

    app: ASGIApp
    host: str = "127.0.0.1:8000"

    def get(self, address: str, **headers: str) -> Page:
        return self._asked("GET", address, b"", headers)

    def post(self, address: str, fields: Mapping[str, str | list[str]], **headers: str) -> Page:
        """The answer itself, a redirect included. Header names have underscores for dashes."""
        named = {"content-type": "application/x-www-form-urlencoded", **headers}
        return self._asked("POST", address, urlencode(fields, doseq=True).encode(), named)

    def says(self, path: str, text: str, **fields: str | list[str]) -> Page:
        """Type (or press) a command on the page at ``path``, and follow to where the answer stands."""
        return self.submits(path, {"text": text, **fields})

    def submits_clock(self, path: str, step: str) -> Page:
        """Press a button of the clock on the page at ``path``, and follow back to it."""
        page = self.get(path)
        fields = {name: page.hidden(name) for name in ("seal", "once", "back")}
        answer = self.post("/clock", {**fields, "to": step})
        assert answer.headers["location"] == f"{path}#clock"
        return self.get(path)

    def submits(self, path: str, fields: Mapping[str, str | list[str]]) -> Page:
        """Post a form of the page at ``path`` with its hidden inputs, and follow the redirect."""
        page = self.get(path)
        hidden = {name: page.hidden(name) for name in ("seal", "once")}
        answer = self.post(path, {**hidden, **fields}, origin=f"http://{self.host}")
        assert answer.status == 303, answer.words
        return self.get(answer.headers["location"])

    def _asked(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Page:
        parts = urlsplit(address)
        named = {"host": self.host, "content-length": str(len(body)), **headers}
        scope: dict[str, object] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()],
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 1),
        }
        sent: list[Message] = []
        asyncio.run(self._run(scope, body, sent))
        start = next(one for one in sent if one["type"] == "http.response.start")
        body = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
        return Page(start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, body, parts.path)

    async def _run(self, scope: dict[str, object], body: bytes, sent: list[Message]) -> None:
        asked = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> Message:
            found = next(asked, None)
            if found is None:
                await asyncio.Event().wait()  # the browser stays until it has its answer
            assert found is not None
            return found

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
