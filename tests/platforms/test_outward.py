"""Each call that leaves the service: led nowhere by a redirect, held up by nobody, sent only where it may go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from aiohttp import web
from pydantic import SecretStr

import bot
from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.outward import Elsewhere
from bot.platforms.slack.addresses import allowed_socket
from bot.platforms.slack.api import Api
from bot.platforms.slack.connection import Connection, Lost, Pulse
from bot.platforms.teams.clouds import cloud_of
from bot.platforms.teams.keys import Keys, Unavailable
from bot.platforms.teams.wire import Wire
from bot.settings import Teams

pytestmark = pytest.mark.network


@dataclass
class Outside:
    """Somebody who answers every request in one way; ``trap`` is another host, where nobody of ours should come."""

    url: str
    trap: str
    how: str
    led: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/metadata" and self.how.startswith("keys "):
            return web.json_response({"jwks_uri": (self.trap if "elsewhere" in self.how else self.url) + "/keys"})
        if self.how.endswith("redirects"):
            return web.Response(status=307, headers={"Location": f"{self.trap}{request.path}"})
        held = web.StreamResponse()
        await held.prepare(request)
        while True:  # a byte now and then keeps the connection alive for ever
            await held.write(b" ")
            await asyncio.sleep(0.02)

    async def lead(self, _request: web.Request) -> web.StreamResponse:
        self.led += 1
        return web.json_response({"ok": True})


@asynccontextmanager
async def outside(how: str) -> AsyncIterator[Outside]:
    found = Outside("", "", how)
    runners = []
    for name, handler in (("url", found.answer), ("trap", found.lead)):
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.01)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        setattr(found, name, f"http://127.0.0.1:{runner.addresses[0][1]}")
        runners.append(runner)
    try:
        yield found
    finally:
        for runner in runners:
            await runner.cleanup()


async def content() -> AsyncIterator[bytes]:
    yield b"a file"


def wire(to: Outside) -> Wire:
    return Wire(
        cloud_of(
            Teams(
                client_id="00000000-0000-4000-8000-0000000000aa",
                client_secret=SecretStr("x"),
                tenant_id="00000000-0000-4000-8000-0000000000b1",
                openid_metadata_url=f"{to.url}/metadata",
                login_url=to.url,
                service_hosts=(to.url.removeprefix("http://"),),
            )
        )
    )


async def slack(to: Outside, do: Callable[[Api], Awaitable[object]]) -> None:
    api = Api(f"{to.url}/api/")
    try:
        await do(api)
    finally:
        await api.close()


async def teams(to: Outside, do: Callable[[Wire], Awaitable[object]]) -> None:
    line = wire(to)
    try:
        await do(line)
    finally:
        await line.close()


async def socket(to: Outside, where: str) -> None:
    pulse = Pulse(opening=0.15)
    serves = partial(allowed_socket, api_url=f"{to.url}/api/")
    await (await Connection.open(where.replace("http:", "ws:") + "/link", pulse, serves)).close()


Call = Callable[[Outside, str], Awaitable[None]]
"""What is called there, at an address that somebody else gave where it is one of those."""

OURS: dict[str, Call] = {
    "a method of Slack's": lambda to, _: slack(to, lambda api: api.call("auth.test", "xoxb-1")),
    "a post": lambda to, _: slack(to, lambda api: api.call("chat.postMessage", "xoxb-1", channel="C1", text="x")),
    "Slack's tokens": lambda to, _: slack(to, lambda api: api.exchange(code="x")),
    "Entra's tokens": lambda to, _: teams(to, lambda line: line.token("t", {"client_id": "x"})),
    "where Microsoft's keys are": lambda to, _: teams(to, lambda line: Keys(f"{to.url}/metadata", line).key("k")),
}
THEIRS: dict[str, Call] = {
    "response_url": lambda to, at: slack(to, lambda api: api.respond(f"{at}/hooks/1", {"text": "x"})),
    "a file for Slack": lambda to, at: slack(to, lambda api: api.upload(f"{at}/upload/1", content(), 6)),
    "Socket Mode": socket,
    "an activity": lambda to, at: teams(to, lambda line: line.send("POST", f"{at}/v3/x", token="t", body={})),
    "a file for Teams": lambda to, at: teams(to, lambda line: line.upload(f"{at}/upload/1", content(), 6)),
    "Microsoft's keys": lambda to, _: teams(to, lambda line: Keys(f"{to.url}/metadata", line).key("k")),
}
LOST: Final = (Undeliverable, Unknown, TryLater, Lost, Unavailable)


def outcome(call: Call, how: str, *, elsewhere: bool = False) -> tuple[BaseException | None, int]:
    """What the caller was told, and how often somebody came to the other host."""

    async def run() -> tuple[BaseException | None, int]:
        async with outside(how) as to:
            try:
                async with asyncio.timeout(20):
                    await call(to, to.trap if elsewhere else to.url)
            except LOST as lost:
                return lost, to.led
            return None, to.led

    return asyncio.run(run())


def how_of(name: str, how: str) -> str:
    return f"keys {how}" if name == "Microsoft's keys" else how


@pytest.mark.parametrize("name", [*OURS, *THEIRS])
def test_no_call_is_led_elsewhere_by_a_redirect(name: str) -> None:
    told, led = outcome((OURS | THEIRS)[name], how_of(name, "redirects"))
    assert isinstance(told, LOST)
    assert led == 0


@pytest.mark.parametrize("name", [*OURS, *THEIRS])
def test_no_call_waits_for_ever(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.outward.WHOLE", 0.15)
    told, _ = outcome((OURS | THEIRS)[name], how_of(name, "hangs"))
    assert isinstance(told, (Unknown, Lost, Unavailable)), told


@pytest.mark.parametrize("name", THEIRS)
def test_no_call_goes_to_a_host_that_is_not_on_its_list(name: str) -> None:
    told, led = outcome(THEIRS[name], how_of(name, "elsewhere"), elsewhere=True)
    assert isinstance(told, (Elsewhere, Lost, Unavailable)), told
    assert led == 0


def test_there_is_no_other_way_out() -> None:
    """Besides mail's. Whoever opens a session of their own would have to look after all of this."""
    words: tuple[str, ...] = ("ClientSession(", "urlopen(", "http.client", "httpx", "requests.get", "PyJWKClient")
    found: dict[str, Any] = {}
    for file in Path(bot.__file__).parent.rglob("*.py"):
        text = file.read_text()
        if any(word in text for word in words):
            found[file.name] = True
    assert list(found) == ["outward.py"]
