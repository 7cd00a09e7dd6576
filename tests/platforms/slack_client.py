"""People in Slack, for tests: what their clients make Slack send to us, signed, over real HTTP.

``slack_face`` serves our routes on a free port; ``Workspace`` types, presses and writes, and reads what came back.
"""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import uvicorn
from starlette.applications import Starlette

from bot.app.slack import slack_lines
from bot.clock import Clock, system
from bot.commands import Answered, Invocation
from bot.matching import Menu
from bot.messages.model import Message
from bot.platforms.slack.api import Api
from bot.platforms.slack.lines import Restate
from bot.platforms.slack.listeners import routes
from bot.platforms.slack.signature import sign
from bot.settings import Slack
from handlers import COMMANDS
from tests.platforms.slack_server import BOT, TEAM, TOKEN, SlackServer, View

Json = dict[str, Any]

SECRET = "canary-signing-secret"
FORM = "application/x-www-form-urlencoded"
_numbers = itertools.count(1)


def signed(body: bytes, secret: str = SECRET, timestamp: int | str | None = None) -> dict[str, str]:
    """The headers that Slack sends with a body."""
    stamp = str(int(time.time()) if timestamp is None else timestamp)
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": sign(body, secret=secret, timestamp=stamp)}


@dataclass(frozen=True)
class Reply:
    """What our address answered."""

    status: int
    text: str

    @property
    def body(self) -> Json:
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found


def settings(server: SlackServer) -> Slack:
    return Slack(signing_secret=SECRET, bot_token=TOKEN, api_url=server.api_url)  # type: ignore[arg-type]


async def token(workspace: str) -> str | None:
    return TOKEN if workspace == TEAM else None


def broken(reference: str) -> Message:
    return Message(f"Something went wrong: {reference}")


@contextmanager
def slack_face(
    server: SlackServer,
    dispatch: Callable[[Invocation], Answered],
    *,
    patience: float = 20.0,
    clock: Clock = system,
    menu: Menu | None = None,
    restate: Restate | None = None,
    also: Api | None = None,
) -> Iterator[str]:
    """Our Slack routes on a free port, with a pool of threads for the core as the service has it; their address.

    ``patience`` is long, so that a busy machine changes no answer."""
    pool = ThreadPoolExecutor(4, thread_name_prefix="core")
    api = Api(server.api_url)

    async def ask(invocation: Invocation) -> Answered:
        return await asyncio.get_running_loop().run_in_executor(pool, dispatch, invocation)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await api.close()
        if also is not None:
            await also.close()

    async def untold(_workspace: str, _id: str) -> bool:
        return False

    found = routes(
        settings(server),
        ask,
        api=api,
        token=token,
        broken=broken,
        lines=slack_lines(menu or Menu(COMMANDS)),
        restate=restate or untold,
        clock=clock,
        patience=patience,
    )
    with serving(Starlette(routes=found, lifespan=lifespan)) as address:
        yield address
    pool.shutdown()


@contextmanager
def serving(application: Starlette) -> Iterator[str]:
    """An application under uvicorn in a thread of its own, on a free port; its address."""
    config = uvicorn.Config(application, host="127.0.0.1", port=0, log_level="error", ws="none", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="face")
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.005)
    assert server.started
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def send(address: str, body: bytes, headers: dict[str, str], *, method: str = "POST") -> Reply:
    """One request to our address, just so."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request(method, "/slack/events", body, headers)
        answer = connection.getresponse()
        return Reply(answer.status, answer.read().decode())
    finally:
        connection.close()


def form(fields: Json) -> bytes:
    return urlencode(fields).encode()


@dataclass
class Workspace:
    """The workspace ``T1`` as its people see it. ``address`` is ours, ``server`` Slack's own side."""

    address: str
    server: SlackServer
    repeated: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    def types(self, account: str, text: str, *, channel: str = "C1", **more: str) -> Reply:
        """``/wg text`` in a channel (one that begins with ``D`` is a direct message)."""
        return self._sent(form(command(account, text, channel, self.server.hook()) | more), FORM)

    def presses(self, account: str, button: Json, **place: Any) -> Reply:
        """Press a button (an element of an actions block, with the ``block_id`` of that)."""
        payload = press(account, button, response_url=self.server.hook(), **place)
        return self._sent(form({"payload": json.dumps(payload)}), FORM)

    def submits(self, account: str, view: View, values: Mapping[str, object] | None = None, /, **changes: Any) -> Reply:
        """Send a form. ``values`` are what stands in its inputs by block; what isn't named stays as it was opened."""
        filled = {block: {"value": filled_in(one["element"])} for block, one in view.inputs.items()}
        for block, value in (values or {}).items():
            filled[block] = {"value": filled_in(view.inputs[block]["element"], value)}
        payload = submission(account, view, filled) | changes
        return self._sent(form({"payload": json.dumps(payload)}), FORM)

    def takes(self, account: str, said: str, *, channel: str = "C1", **message: Any) -> Reply:
        """The shortcut on a message."""
        number = next(_numbers)
        payload = {
            "type": "message_action",
            "callback_id": "make-action",
            "trigger_id": f"{number}.2.abcdef",
            "message_ts": "1700000000.000100",
            "response_url": self.server.hook(),
            "user": {"id": account, "name": "somebody"},
            "team": {"id": TEAM, "domain": "exchange"},
            "channel": {"id": channel, "name": "vawg"},
            "message": {"type": "message", "user": "U9", "ts": "1700000000.000100", "text": said, "team": TEAM}
            | message,
        }
        return self._sent(form({"payload": json.dumps(payload)}), FORM)

    def mentions(self, account: str, text: str, *, channel: str = "C1", **event: Any) -> Reply:
        """``@Convenor text`` in a channel."""
        happened = {"type": "app_mention", "user": account, "text": f"<@{BOT}> {text}", "channel": channel} | event
        return self.happens(happened)

    def writes(self, account: str, text: str, **event: Any) -> Reply:
        """A direct message to the bot."""
        place = {"channel": f"D{account}", "channel_type": "im"}
        return self.happens({"type": "message", "user": account, "text": text} | place | event)

    def happens(self, event: Json) -> Reply:
        return self._sent(json.dumps(envelope(event)).encode(), "application/json")

    def again(self, **headers: str) -> Reply:
        """The last request once more, to the byte."""
        body, sent = self.repeated[-1]
        return send(self.address, body, sent | headers)

    def _sent(self, body: bytes, content_type: str) -> Reply:
        headers = {"Content-Type": content_type, **signed(body)}
        self.repeated.append((body, headers))
        return send(self.address, body, headers)


def command(account: str, text: str, channel: str, response_url: str) -> Json:
    """The form of a slash command, as docs.slack.dev/interactivity/implementing-slash-commands has it."""
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "team_domain": "exchange",
        "channel_id": channel,
        "channel_name": "vawg",
        "user_id": account,
        "user_name": "somebody",
        "command": "/wg",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": f"{next(_numbers)}.2.abcdef",
    }


def press(
    account: str,
    button: Json,
    *,
    response_url: str,
    channel: str = "C1",
    ephemeral: bool = False,
    thread: str | None = None,
    at: str = "1.2",
    **said: Any,
) -> Json:
    """A ``block_actions`` payload; the message is in it only if others see it too, with what it ``said``."""
    container: Json = {"type": "message", "message_ts": at, "channel_id": channel, "is_ephemeral": ephemeral}
    if thread:
        container["thread_ts"] = thread
    message = {} if ephemeral else {"message": {"type": "message", "user": BOT, "ts": at, "team": TEAM} | said}
    return {
        "type": "block_actions",
        "user": {"id": account, "username": "somebody", "team_id": TEAM},
        "api_app_id": "A1",
        "token": "deprecated",
        "container": container,
        "trigger_id": f"{next(_numbers)}.2.abcdef",
        "team": {"id": TEAM, "domain": "exchange"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "vawg"},
        "response_url": response_url,
        "actions": [{"block_id": "b1", **button, "action_ts": "1.3"}],
        **message,
    }


def submission(account: str, view: View, values: Json) -> Json:
    """A ``view_submission`` payload."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "exchange"},
        "user": {"id": account, "username": "somebody", "team_id": TEAM},
        "api_app_id": "A1",
        "token": "deprecated",
        "trigger_id": f"{next(_numbers)}.2.abcdef",
        "view": {
            "id": view.id,
            "team_id": TEAM,
            "type": "modal",
            "callback_id": view.view["callback_id"],
            "private_metadata": view.view["private_metadata"],
            "hash": view.hash,
            "state": {"values": values},
            "root_view_id": view.id,
            "app_installed_team_id": TEAM,
        },
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


_UNTOUCHED = object()


def filled_in(element: Json, value: object = _UNTOUCHED) -> Json:
    """An input's state: as it was opened, or with a value (a text; codes of options; an account)."""
    kind = element["type"]
    if value is _UNTOUCHED:
        value = _opened_with(element)
    match kind:
        case "plain_text_input":
            return {"type": kind, "value": value}
        case "datepicker":
            return {"type": kind, "selected_date": value}
        case "users_select":
            return {"type": kind, "selected_user": value}
        case "radio_buttons" | "static_select":
            return {"type": kind, "selected_option": None if value is None else _option(element, str(value))}
        case _:
            chosen = value if isinstance(value, list) else []
            return {"type": kind, "selected_options": [_option(element, str(one)) for one in chosen]}


def _opened_with(element: Json) -> object:
    if "initial_options" in element:
        return [one["value"] for one in element["initial_options"]]
    if "initial_option" in element:
        return element["initial_option"]["value"]
    return element.get("initial_value") or element.get("initial_date") or element.get("initial_user")


def _option(element: Json, value: str) -> Json:
    """An option by its value; one that isn't offered is somebody's trick."""
    found = next((one for one in element["options"] if one["value"] == value), None)
    return found or {"text": {"type": "plain_text", "text": value, "emoji": False}, "value": value}


def envelope(event: Json) -> Json:
    """An event in the envelope of the Events API."""
    number = next(_numbers)
    stamp = f"1700000100.{number:06d}"
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1700000100,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
        "event": {"ts": stamp, "event_ts": stamp} | event,
    }


def buttons(body: Json) -> list[Json]:
    """The buttons of a message in the order in which they stand, each with its block's id."""
    return [
        element | ({"block_id": block["block_id"]} if "block_id" in block else {})
        for block in body["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
