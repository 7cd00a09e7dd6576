"""Socket Mode when things go wrong: lines that break, fall silent or end, refused tokens, frames of any kind."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import pytest

from bot.app.slack import slack_lines
from bot.commands import Answered, Invocation
from bot.db.unit_of_work import Database
from bot.matching import Menu
from bot.messages.model import Message
from bot.platforms.slack.addresses import allowed_socket
from bot.platforms.slack.api import Api
from bot.platforms.slack.connection import Connection, Lost, Pulse
from bot.platforms.slack.listeners import Reception
from bot.platforms.slack.socket_mode import MOST, Pace, SocketMode
from handlers import COMMANDS
from tests.platforms.slack_client import (
    QUICK,
    Alone,
    Workspace,
    command,
    nowhere,
    press,
    settings,
    slack_face,
    token,
)
from tests.platforms.slack_server import Fault, SlackServer, slack_server
from tests.platforms.slack_socket import APP_TOKEN, Line
from tests.platforms.slack_world import CHANNEL, SlackWorld, account, slack_world
from tests.world import lead

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))


@pytest.fixture
def world(database: Database) -> Iterator[SlackWorld]:
    with slack_world(database, road="socket") as found:
        yield found


@pytest.fixture
def server() -> Iterator[SlackServer]:
    with slack_server() as found:
        yield found


def until(happened: Callable[[], object], *, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def answering(_invocation: Invocation) -> Answered:
    return Answered(Message("Answered"))


# Lines that end


@pytest.mark.parametrize("how", ["cuts", "closes", "announces"])
def test_ten_times_over_a_line_that_ends_is_replaced_and_nothing_is_lost(how: str, world: SlackWorld) -> None:
    side = world.server.socket
    for number in range(1, 11):
        said = world.workspace.types(ANA, f"thing add {number}", channel=CHANNEL).body["text"]
        assert said == f"Added: {number}"
        getattr(side, how)(*(["refresh_requested"] if how == "announces" else []))
        side.wait_for(opened=number + 1)
    assert world.effects() == 10
    assert (side.opened, side.strays) == (11, [])
    assert side.most <= MOST


def test_a_new_line_is_greeted_before_the_old_one_ends(world: SlackWorld) -> None:
    """What Slack sent down the old line before it knew of the new one is acknowledged over the old one."""
    side = world.server.socket
    world.gate.clear()
    waiting = side.begins("slash_commands", command(ANA, "thing add late", CHANNEL, world.server.hook()))
    side.announces("warning")
    side.wait_for(opened=2)
    assert [line.number for line in side.lines] == [1, 2]
    world.gate.set()
    until(waiting.acknowledged.is_set)
    assert (waiting.answer or {})["text"] == "Added: late"
    until(lambda: [line.number for line in side.lines] == [2])
    assert side.strays == []


def test_a_line_that_breaks_in_the_middle_of_an_envelope_has_one_effect(world: SlackWorld) -> None:
    """Slack sends it again; the person gets the reply that was stored."""
    side = world.server.socket

    async def cut(line: Line) -> None:
        side.when_taken = None
        await asyncio.sleep(0.05)
        line.ending = True
        line.transport.abort()

    world.gate.clear()
    threading.Timer(0.3, world.gate.set).start()
    side.when_taken = cut
    sent = side.delivers("slash_commands", command(ANA, "thing add once", CHANNEL, world.server.hook()))
    assert sent.lines == [1, 2]
    assert world.effects() == 1
    said = [body["text"] for _, body in world.server.responses] + [(sent.answer or {}).get("text", "")]
    assert set(said) - {""} == {"Added: once"}


@pytest.mark.parametrize("times", [1, 5])
def test_an_envelope_that_is_sent_again_has_one_effect(times: int, world: SlackWorld) -> None:
    """Commands, presses and events; a press or an event that was answered is answered once."""
    side, hook = world.server.socket, world.server.hook()
    button = {"type": "button", "action_id": "command:0", "value": "thing add pressed"}
    typed, pressed = command(ANA, "thing add typed", CHANNEL, hook), press(ANA, button, response_url=hook)
    for _ in range(times + 1):
        answer = side.delivers("slash_commands", typed, envelope="E-typed").answer or {}
        assert answer["text"] == "Added: typed"
        side.delivers("interactive", pressed, envelope="E-pressed")
    assert world.effects() == 2
    assert len(world.server.responses) == 1
    assert side.acknowledgements == {"E-typed": times + 1, "E-pressed": times + 1}


def test_an_envelope_that_two_processes_are_given_has_one_effect(world: SlackWorld) -> None:
    side = world.server.socket
    typed = command(ANA, "thing add shared", CHANNEL, world.server.hook())
    with slack_face(world.server, world.dispatch, road="socket"):
        side.wait_for(opened=2)
        first, second = side.lines
        answers = []
        for line, other in ((first, second), (second, first)):
            line.ending, other.ending = False, True
            answers.append(side.delivers("slash_commands", typed, envelope="E-shared"))
    assert [sent.lines for sent in answers] == [[1], [2]]
    assert [(sent.answer or {})["text"] for sent in answers] == ["Added: shared"] * 2
    assert world.effects() == 1


def test_an_answer_whose_acknowledgement_is_lost_goes_to_the_address_that_slack_gave(world: SlackWorld) -> None:
    side = world.server.socket
    world.gate.clear()
    side.begins("slash_commands", command(ANA, "thing add lost", CHANNEL, world.server.hook()))
    until(lambda: world.invocations)
    side.cuts()
    side.wait_for(opened=2)
    world.gate.set()
    until(lambda: world.server.responses)
    assert [body["text"] for _, body in world.server.responses] == ["Added: lost"]


def test_an_answer_that_no_acknowledgement_takes_goes_there_too(world: SlackWorld) -> None:
    world.server.socket.takes_payload = False
    assert world.workspace.types(ANA, "thing add minutes", channel=CHANNEL).text == ""
    until(lambda: world.server.responses)
    assert world.server.responses[0][1]["text"] == "Added: minutes"


def test_a_half_open_line_is_found_out_and_replaced(server: SlackServer) -> None:
    """The connection stands as far as the operating system knows; but nothing comes, not even an answer to a ping."""
    pace = Pace(first=0.02, steady=5.0, pulse=Pulse(ping=0.1, silence=0.4, opening=5.0))
    with slack_face(server, answering, road="socket", pace=pace) as address:
        for number in (2, 3):
            server.socket.goes_deaf()
            began = time.monotonic()
            server.socket.wait_for(opened=number)
            assert time.monotonic() - began < 5
            assert Workspace(address, server, "socket").types(ANA, "my").body["text"] == "Answered"
            until(lambda: len(server.socket.lines) == 1)


def test_a_quiet_line_lives_on(server: SlackServer) -> None:
    pace = Pace(first=0.02, pulse=Pulse(ping=0.05, silence=0.25, opening=5.0))
    with slack_face(server, answering, road="socket", pace=pace):
        time.sleep(1.0)
        assert (server.socket.opened, len(server.socket.lines)) == (1, 1)


def test_a_line_that_is_never_greeted_is_given_up(server: SlackServer) -> None:
    server.socket.mute_from_the_start = True
    pace = Pace(first=0.02, longest=0.05, pulse=Pulse(ping=0.1, silence=5.0, opening=0.2))
    with running(server, pace):
        until(lambda: server.socket.opened >= 3)
        assert server.socket.most == 1
        server.socket.mute_from_the_start = False
        Workspace("", server, "socket").types(ANA, "my")


def test_there_are_never_more_than_a_few_lines(server: SlackServer) -> None:
    """Slack announces the end of each line as soon as it stands, and ends none."""
    pace = Pace(first=0.001, longest=0.001, linger=60.0)
    with running(server, pace):
        for number in range(1, 12):
            server.socket.wait_for(opened=number)
            server.socket.announces("warning")
        assert server.socket.most <= MOST + 1  # the one that is being closed


def test_what_is_under_way_is_answered_before_the_service_stops_and_nothing_new_is_begun(database: Database) -> None:
    with slack_world(database, road="socket") as world:
        world.gate.clear()
        side = world.server.socket
        sent = side.begins("slash_commands", command(ANA, "thing add last", CHANNEL, world.server.hook()))
        until(lambda: world.invocations)
        threading.Timer(0.3, world.gate.set).start()
        server = world.server
    assert (sent.answer or {})["text"] == "Added: last"
    assert (server.socket.lines, server.socket.strays) == ([], [])


# Refusals and waiting


Heard = tuple[list[str], list[str]]


@contextmanager
def running(
    server: SlackServer, pace: Pace = QUICK, app_token: str = APP_TOKEN
) -> Iterator[tuple[list[str], list[str]]]:
    """Socket Mode alone, in a thread with a loop of its own: the codes that its owner was told, and what happened."""
    told: list[str] = []
    happened: list[str] = []
    ready, stop = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def tell(code: str) -> None:
        told.append(code)

    async def ask(invocation: Invocation) -> Answered:
        return answering(invocation)

    async def untold(_workspace: str, _id: str) -> bool:
        return False

    async def main() -> None:
        loops.append(asyncio.get_running_loop())
        api = Api(server.api_url)
        reception = Reception(
            settings(server, road="socket"),
            ask,
            api=api,
            token=token,
            lines=slack_lines(Menu(COMMANDS)),
            restate=untold,
            telling=Alone(),
            noticed=nowhere,
        )
        mode = SocketMode(
            api, app_token, reception, observe=lambda event, _: happened.append(event), refused=tell, pace=pace
        )
        ready.set()
        await mode.run(stop)
        await api.close()

    thread = threading.Thread(target=lambda: asyncio.run(main()))
    thread.start()
    assert ready.wait(10)
    try:
        yield told, happened
    finally:
        loops[0].call_soon_threadsafe(stop.set)
        thread.join(20)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    ("app_token", "code"), [("xapp-1-A1-wrong", "invalid_auth"), ("xoxb-not-this-kind", "not_allowed_token_type")]
)
def test_a_refused_token_is_said_once_and_asked_about_now_and_then(
    app_token: str, code: str, server: SlackServer
) -> None:
    with running(server, app_token=app_token) as (told, happened):
        until(lambda: happened.count("refused") >= 4)
    assert told == [code]
    assert server.socket.opened == 0


def test_a_refusal_that_was_mended_needs_no_restart_and_a_new_one_is_said_again(server: SlackServer) -> None:
    for _ in range(3):
        server.plan("apps.connections.open", Fault(error="token_revoked"))
    with running(server) as (told, happened):
        server.socket.wait_for(opened=1)
        assert told == ["token_revoked"]
        server.plan("apps.connections.open", Fault(error="token_revoked"))
        server.socket.cuts()
        until(lambda: len(told) == 2)
        server.socket.wait_for(opened=2)
    assert told == ["token_revoked", "token_revoked"]
    assert happened.count("refused") == 4


def refused_as_often(happened: list[str], times: int) -> bool:
    return happened.count("refused") >= times


def test_socket_mode_that_is_switched_off_is_said_once(server: SlackServer) -> None:
    with running(server) as (told, happened):
        for number in (1, 2):
            server.socket.wait_for(opened=number)
            server.plan("apps.connections.open", Fault(error="link_disabled"), Fault(error="link_disabled"))
            server.socket.announces("link_disabled")
            server.socket.lines[-1].ending = True
            until(partial(refused_as_often, happened, 3 * number))
        server.socket.wait_for(opened=3)
    assert told == ["link_disabled"] * 2


def test_while_slack_is_away_we_ask_ever_less_often(server: SlackServer) -> None:
    server.plan("apps.connections.open", *[Fault(status=503)] * 1_000)
    began = time.monotonic()
    with running(server, Pace(first=0.05, longest=0.4)) as (told, happened):
        until(lambda: time.monotonic() - began > 2.0)
        tried = happened.count("failed")
    assert told == []
    assert 4 <= tried <= 14


@pytest.mark.parametrize(
    "fault",
    [
        Fault(error="fatal_error"),
        Fault(error="ratelimited"),
        Fault(status=500),
        Fault(status=502),
        Fault(status=429, headers=(("Retry-After", "0"),)),
        Fault(status=429, headers=(("Retry-After", "soon"),)),
        Fault(cut="before"),
        Fault(cut="after"),
    ],
    ids=str,
)
def test_whatever_slack_answers_it_is_asked_again(fault: Fault, server: SlackServer) -> None:
    server.plan("apps.connections.open", fault)
    with running(server) as (told, _):
        server.socket.wait_for(opened=1)
    assert told == []


def test_a_pause_that_slack_asks_for_is_kept(server: SlackServer) -> None:
    server.plan("apps.connections.open", Fault(status=429, headers=(("Retry-After", "1"),)))
    began = time.monotonic()
    with running(server, Pace(refused=5.0)):
        server.socket.wait_for(opened=1)
    assert time.monotonic() - began >= 1.0


@pytest.mark.parametrize(("failures", "least", "most"), [(0, 0, 0), (1, 0.5, 1), (2, 1, 2), (5, 8, 16), (99, 30, 60)])
def test_failures_wait_ever_longer_and_never_all_at_once(failures: int, least: float, most: float) -> None:
    for luck in (0.0, 0.5, 1.0):
        mode = SocketMode(
            Api("http://127.0.0.1/"),
            APP_TOKEN,
            None,  # type: ignore[arg-type]
            observe=lambda *_: None,
            refused=None,  # type: ignore[arg-type]
            luck=lambda luck=luck: luck,  # type: ignore[misc]
        )
        assert mode._back_off(failures) == least + (most - least) * luck


# Frames and addresses


FRAMES = [
    "",
    "nonsense",
    "[]",
    "null",
    '"hello"',
    "{" * 100_000,
    '{"type": "hello"}',
    '{"type": "disconnect"}x',
    '{"type": 5}',
    '{"type": "slash_commands"}',
    '{"type": "slash_commands", "envelope_id": 5, "payload": {}}',
    '{"type": "slash_commands", "envelope_id": "é", "payload": {}}',
    '{"type": "slash_commands", "envelope_id": "odd-1", "payload": []}',
    '{"type": "events_api", "envelope_id": "odd-2", "payload": null}',
    '{"type": "interactive", "envelope_id": "odd-3", "payload": {"type": "block_actions", "actions": [5]}}',
    '{"type": "slash_commands", "envelope_id": "odd-4", "payload": {"command": "/wg"}}',
    '{"type": "new_kind", "envelope_id": "odd-5", "payload": {}}',
]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame[:60])
def test_no_frame_whatever_ends_a_line(frame: str, server: SlackServer) -> None:
    with slack_face(server, answering, road="socket") as address:
        server.socket.says(frame)
        assert Workspace(address, server, "socket").types(ANA, "my").body["text"] == "Answered"
        assert server.socket.opened == 1


def test_no_envelope_whatever_breaks_the_service(server: SlackServer) -> None:
    """400 envelopes, each altered somewhere: each is acknowledged, or can't be, and the line stands."""
    luck = random.Random(5)
    button = {"type": "button", "action_id": "command:0", "value": "my"}
    with slack_face(server, answering, road="socket") as address:
        for number in range(400):
            payload = press(ANA, button, response_url=server.hook())
            for _ in range(luck.randrange(1, 4)):
                payload[luck.choice(list(payload))] = luck.choice([None, [], {}, 5, "x", "\ud800", [[]], True])
            server.socket.says(json.dumps({"type": "interactive", "envelope_id": f"F{number}", "payload": payload}))
        until(lambda: len(server.socket.acknowledgements) == 400, seconds=30)
        assert Workspace(address, server, "socket").types(ANA, "my").body["text"] == "Answered"
        assert server.socket.opened == 1


def test_what_is_longer_than_any_payload_ends_the_line_and_not_the_service(server: SlackServer) -> None:
    with slack_face(server, answering, road="socket") as address:
        with suppress(ConnectionError):  # it may hang up while we are still sending
            server.socket.says('"' + "x" * 2_000_000 + '"')
        server.socket.wait_for(opened=2)
        assert Workspace(address, server, "socket").types(ANA, "my").body["text"] == "Answered"


SLACK, GOV = "https://slack.com/api/", "https://slack-gov.com/api/"
ADDRESSES = [
    ("wss://wss-primary.slack.com/link/?ticket=1", SLACK, True),
    ("wss://wss-backup.slack-gov.com/link/?ticket=1", GOV, True),
    ("wss://slack.com/link/", SLACK, True),
    ("ws://127.0.0.1:8080/link/?ticket=1", "http://127.0.0.1:8080/api/", True),
    ("ws://wss-primary.slack.com/link/", SLACK, False),
    ("wss://wss-primary.slack.com:8443/link/", SLACK, False),
    ("wss://wss-primary.slack.com/link/", GOV, False),
    ("wss://evilslack.com/link/", SLACK, False),
    ("wss://wss.slack.com.evil.example/link/", SLACK, False),
    ("wss://wss.slack.com@evil.example/link/", SLACK, False),
    ("wss://evil.example/.slack.com", SLACK, False),
    ("https://wss-primary.slack.com/link/", SLACK, False),
    ("ws://127.0.0.1:1/link/", "http://127.0.0.1:8080/api/", False),
    ("ws://127.0.0.1:8080/link/", "https://127.0.0.1:8080/api/", False),
    ("file:///etc/passwd", SLACK, False),
    ("", SLACK, False),
]


@pytest.mark.parametrize(("url", "api_url", "good"), ADDRESSES)
def test_a_line_is_opened_to_slack_and_nowhere_else(url: str, api_url: str, good: bool) -> None:
    assert allowed_socket(url, api_url=api_url) is good


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a firewall the way out is often a proxy: its first line tells where we want to go."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse() -> None:
            connection, _ = listening.accept()
            with connection:
                asked.append(connection.recv(1_000))
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with pytest.raises(Lost):
            asyncio.run(Connection.open("wss://wss-primary.slack.com/link/?ticket=1", Pulse(), lambda _: True))
        thread.join(10)
    assert asked[0].startswith(b"CONNECT wss-primary.slack.com:443 HTTP/1.1\r\n")
