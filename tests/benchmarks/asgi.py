"""Signed Slack commands put through an ASGI application in this process: no socket, no client to pay for."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.applications import Starlette
from uvicorn.loops.auto import auto_loop_factory

from bot.app.running import in_turn
from bot.app.slack import slack_lines
from bot.dispatch import Dispatcher
from bot.matching import Menu
from bot.platforms.slack.api import Api
from bot.platforms.slack.listeners import Reception, routes
from bot.platforms.slack.signature import sign
from bot.settings import Slack
from tests.benchmarks.posted import Application, post
from tests.platforms.slack_client import Alone, nowhere

SECRET, TEAM = "a-secret-for-benchmarks", "T0001"
API = "https://slack.com/api/"
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))


def command(text: str, account: str) -> bytes:
    """What Slack sends for ``/wg …``."""
    fields = {
        "token": "x",
        "team_id": TEAM,
        "team_domain": "example",
        "channel_id": "C0001",
        "channel_name": "general",
        "user_id": account,
        "user_name": "ana",
        "command": "/wg",
        "text": text,
        "api_app_id": "A0001",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0001/1/x",
        "trigger_id": "1.2.3",
    }
    return urlencode(fields).encode()


def headers(body: bytes) -> list[tuple[bytes, bytes]]:
    """With the signature that Slack would send."""
    return [
        (b"host", b"bot.example.org"),
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"content-length", str(len(body)).encode()),
        (b"x-slack-request-timestamp", STAMP.encode()),
        (b"x-slack-signature", sign(body, secret=SECRET, timestamp=STAMP).encode()),
    ]


class Client:
    """One loop, as the server chooses it, and requests one after the other."""

    def __init__(self, threads: int = 2) -> None:
        self.loop = auto_loop_factory()()
        self.pool = ThreadPoolExecutor(threads)
        self._api = self.loop.run_until_complete(_made(lambda: Api(API)))

    def close(self) -> None:
        self.loop.run_until_complete(self._api.close())
        self.pool.shutdown()
        self.loop.close()

    def face(self, dispatch: Dispatcher, menu: Menu) -> Application:
        """Our Slack routes over a dispatcher, asked as the service asks; what is loaded by now isn't looked through for
        garbage again, as there."""
        gc.collect()
        gc.freeze()
        settings = Slack.model_validate({"signing_secret": SECRET, "bot_token": "x", "api_url": API})
        reception = Reception(
            settings,
            in_turn(dispatch, self.pool),
            api=self._api,
            token=_token,
            lines=slack_lines(menu, dispatch.at_once),
            restate=_untold,
            telling=Alone(),
            noticed=nowhere,
        )
        return Starlette(routes=routes(settings, reception, clock=lambda: NOW))

    def send(self, application: Application, body: bytes, times: int) -> bytes:
        """Post the body so many times; the last answer. Raises ``AssertionError`` for any status but 200."""
        return self.loop.run_until_complete(self._sent(application, body, times))

    async def _sent(self, application: Application, body: bytes, times: int) -> bytes:
        given = headers(body)
        answer = b""
        for _ in range(times):
            answer = await post(application, given, body)
        assert b"went wrong" not in answer, answer
        return answer


async def _made(make: Callable[[], Api]) -> Api:
    return make()


async def _untold(_workspace: str, _id: str) -> bool:
    return False


async def _token(_workspace: str) -> str | None:
    return "x"
