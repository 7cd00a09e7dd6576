"""People in Slack, for tests: what their clients make Slack send to us, signed, over real HTTP or by Socket Mode.

``slack_face`` serves our routes on a free port, or connects; ``Workspace`` types, presses and writes, and reads what
came back.
"""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import socket
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
from bot.commands import Answered, Ask, Invocation
from bot.domain.presses import Press
from bot.matching import Menu
from bot.platforms.lines import Restate
from bot.platforms.once import Telling
from bot.platforms.slack.api import Api
from bot.platforms.slack.channels import ChannelChanged, Noticed
from bot.platforms.slack.connection import Pulse
from bot.platforms.slack.listeners import Reception, routes
from bot.platforms.slack.signature import sign
from bot.platforms.slack.socket_mode import Pace, SocketMode
from bot.restating import Restater
from bot.settings import Slack
from handlers import COMMANDS
from tests.messages import slack_rules
from tests.platforms.slack_server import BOT, TEAM, TOKEN, SlackServer, View
from tests.platforms.slack_socket import APP_TOKEN

Json = dict[str, Any]

SECRET = "canary-signing-secret"
FORM = "application/x-www-form-urlencoded"
QUICK = Pace(
    first=0.02, longest=0.2, steady=0.2, refused=0.1, linger=1.0, pulse=Pulse(ping=0.2, silence=5.0, opening=5.0)
)
"""Socket Mode for tests: nobody waits long for anything."""

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


def settings(server: SlackServer, *, road: str = "http") -> Slack:
    key: Json = {"app_token": APP_TOKEN} if road == "socket" else {"signing_secret": SECRET}
    return Slack(bot_token=TOKEN, api_url=server.api_url, **key)  # type: ignore[arg-type]


async def token(workspace: str) -> str | None:
    return TOKEN if workspace == TEAM else None


async def _nobody_told(_code: str) -> None:
    """Whoever runs the service is told elsewhere."""


async def nowhere(_changed: ChannelChanged) -> None:
    """No group is linked to any channel."""


class Alone:
    """The only process, which is given each request once."""

    async def begins(self, _request: str, _press: Press | None) -> bool:
        return True

    async def told(self, _request: str, _press: Press | None) -> None:
        """There is nobody else to know."""

    async def elsewhere(self, _request: str) -> bool:
        return False


@contextmanager
def slack_face(
    server: SlackServer,
    dispatch: Callable[[Invocation], Answered],
    *,
    patience: float = 20.0,
    clock: Clock = system,
    road: str = "http",
    pace: Pace = QUICK,
    menu: Menu | None = None,
    restate: Restate | None = None,
    also: Api | None = None,
    telling: Telling | None = None,
    noticed: Noticed | None = None,
    restater: Restater | None = None,
    before: Callable[[Api, Ask], Ask] | None = None,
) -> Iterator[str]:
    """Our Slack routes on a free port, with a pool of threads for the core as the service has it; their address.

    ``patience`` is long, so that a busy machine changes no answer; ``before`` puts something before the core. By
    ``socket`` it connects to the server at the ``pace`` instead. Without ``telling`` it is the only process."""
    pool = ThreadPoolExecutor(4, thread_name_prefix="core")
    api = Api(server.api_url)

    async def ask(invocation: Invocation) -> Answered:
        answered = await asyncio.get_running_loop().run_in_executor(pool, dispatch, invocation)
        if restater is not None:
            restater.soon(answered.concerned)
        return answered

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        socket = SocketMode(api, APP_TOKEN, reception, observe=lambda *_: None, refused=_nobody_told, pace=pace)
        running = asyncio.create_task(socket.run(stop)) if road == "socket" else None
        yield
        stop.set()
        if running is not None:
            await running
        await api.close()
        if restater is not None:
            await restater.close()
        if also is not None:
            await also.close()

    async def untold(_workspace: str, _id: str) -> bool:
        return False

    chosen = settings(server, road=road)
    reception = Reception(
        chosen,
        before(api, ask) if before is not None else ask,
        api=api,
        token=token,
        lines=slack_lines(menu or Menu(COMMANDS)),
        restate=restate or untold,
        telling=telling or Alone(),
        noticed=noticed or nowhere,
        patience=patience,
    )
    found = routes(chosen, reception, clock=clock)
    with serving(Starlette(routes=found, lifespan=lifespan)) as address:
        if road == "socket":
            server.socket.wait_for(opened=1)
        yield address
    pool.shutdown()


class Prompt(uvicorn.Server):
    """A server that starts and ends when it is told to, where its own would look only ten times a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._told = asyncio.Event()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self.serve(sockets))
            finally:
                self.begun.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        self.begun.set()
        await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What is under way ends first, as in the service."""
        for one in self.servers:
            one.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.002)
        await self.lifespan.shutdown()

    def end(self) -> None:
        """From another thread."""
        self._loop.call_soon_threadsafe(self._told.set)


@contextmanager
def serving(application: Starlette) -> Iterator[str]:
    """An application under uvicorn in a thread of its own, on a free port; its address."""
    config = uvicorn.Config(application, host="127.0.0.1", port=0, log_level="error", ws="none", access_log=False)
    server = Prompt(config)
    thread = threading.Thread(target=server.run, name="face")
    thread.start()
    assert server.begun.wait(10)
    assert server.started
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.end()
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
    """The workspace ``T1`` as its people see it. ``address`` is ours, ``server`` Slack's own side; ``road`` is how
    Slack sends us what they do."""

    address: str
    server: SlackServer
    road: str = "http"
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

    def mentions(self, account: str, text: str, *, channel: str = "C1", shared: bool = False, **event: Any) -> Reply:
        """``@Convenor text`` in a channel, which may be ``shared`` with another workspace."""
        happened = {"type": "app_mention", "user": account, "text": f"<@{BOT}> {text}", "channel": channel} | event
        return self.happens(happened, shared=shared)

    def writes(self, account: str, text: str, **event: Any) -> Reply:
        """A direct message to the bot."""
        place = {"channel": f"D{account}", "channel_type": "im"}
        return self.happens({"type": "message", "user": account, "text": text} | place | event)

    def opens_home(self, account: str, **event: Any) -> Reply:
        """Somebody looks at the Home tab."""
        place = {"channel": f"D{account}", "tab": "home"}
        return self.happens({"type": "app_home_opened", "user": account} | place | event)

    def presses_at_home(self, account: str, label: str, **payload: Any) -> Reply:
        """Somebody presses the first button with this label in their Home, as it was published last."""
        button = next(one for one in buttons({"blocks": self.server.homes[account]}) if one["text"]["text"] == label)
        return self.acts_at_home(account, button, **payload)

    def acts_at_home(self, account: str, button: Json, **payload: Any) -> Reply:
        """The same for any button, altered perhaps."""
        return self._sent(form({"payload": json.dumps(press_at_home(account, button) | payload)}), FORM)

    def happens(self, event: Json, *, shared: bool = False) -> Reply:
        around = envelope(event) | {"is_ext_shared_channel": shared}
        return self._sent(json.dumps(around).encode(), "application/json")

    def again(self, **headers: str) -> Reply:
        """The last request once more, to the byte."""
        body, sent = self.repeated[-1]
        return self._carried(body, sent | headers)

    def _sent(self, body: bytes, content_type: str) -> Reply:
        headers = {"Content-Type": content_type, **signed(body)}
        self.repeated.append((body, headers))
        return self._carried(body, headers)

    def _carried(self, body: bytes, headers: dict[str, str]) -> Reply:
        if self.road == "http":
            reply = send(self.address, body, headers)
        else:
            answer = self.server.socket.carries(body, headers["Content-Type"]).answer
            reply = Reply(200, "" if answer is None else json.dumps(answer))
        _taken_in(reply)
        return reply


def _taken_in(reply: Reply) -> None:
    """Slack shows what stands in an acknowledgement only if it is as Slack takes it. Raises ``AssertionError``."""
    said = reply.body if reply.text.startswith("{") else {}
    if "blocks" in said:
        slack_rules.check_message(said)
    if "view" in said:
        slack_rules.check_view(said["view"])


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
    when: str | None = None,
    team: str = TEAM,
    **said: Any,
) -> Json:
    """A ``block_actions`` payload; the message is in it only if others see it too, with what it ``said``. Each press
    comes ten seconds after the one before, unless it says ``when``; ``team`` is that of the person."""
    number = next(_numbers)
    container: Json = {"type": "message", "message_ts": at, "channel_id": channel, "is_ephemeral": ephemeral}
    if thread:
        container["thread_ts"] = thread
    message = {} if ephemeral else {"message": {"type": "message", "user": BOT, "ts": at, "team": TEAM} | said}
    return {
        "type": "block_actions",
        "user": {"id": account, "username": "somebody", "team_id": team},
        "api_app_id": "A1",
        "token": "deprecated",
        "container": container,
        "trigger_id": f"{number}.2.abcdef",
        "team": {"id": team, "domain": "exchange"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "vawg"},
        "response_url": response_url,
        "actions": [{"block_id": "b1", **button, "action_ts": when or f"{1_700_000_000 + 10 * number}.000100"}],
        **message,
    }


def press_at_home(account: str, button: Json) -> Json:
    """A ``block_actions`` payload from a Home view: no channel, no message, no address to answer at."""
    return {
        "type": "block_actions",
        "user": {"id": account, "username": "somebody", "team_id": TEAM},
        "api_app_id": "A1",
        "token": "deprecated",
        "container": {"type": "view", "view_id": f"V{account}"},
        "trigger_id": f"{next(_numbers)}.2.abcdef",
        "team": {"id": TEAM, "domain": "exchange"},
        "enterprise": None,
        "is_enterprise_install": False,
        "view": {"id": f"V{account}", "team_id": TEAM, "type": "home", "app_installed_team_id": TEAM, "bot_id": "B1"},
        "actions": [{"block_id": "b1", **button, "action_ts": "1.3"}],
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
