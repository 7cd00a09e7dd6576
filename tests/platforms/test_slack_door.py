"""What comes to the door without Slack's signature of this moment has no effect and leaves no trace."""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

from bot.commands import Answered, Invocation
from bot.messages.model import Message
from bot.platforms.inward import BODY
from tests.platforms.slack_client import (
    FORM,
    SECRET,
    Workspace,
    command,
    envelope,
    form,
    press,
    send,
    signed,
    slack_face,
)
from tests.platforms.slack_server import slack_server

pytestmark = pytest.mark.network

BUTTON = {"type": "button", "action_id": "command:0", "value": "my"}


@pytest.fixture(scope="module")
def asked() -> list[Invocation]:
    return []


@pytest.fixture(scope="module")
def workspace(asked: list[Invocation]) -> Iterator[Workspace]:
    def dispatch(invocation: Invocation) -> Answered:
        asked.append(invocation)
        return Answered(Message("Answered"))

    with slack_server() as server, slack_face(server, dispatch) as address:
        yield Workspace(address, server)


@pytest.fixture(autouse=True)
def _fresh(asked: list[Invocation]) -> None:
    asked.clear()


def a_command(workspace: Workspace) -> bytes:
    return form(command("U1", "action list", "C1", workspace.server.hook()))


def now() -> int:
    return int(time.time())


def shifted(body: bytes, seconds: int) -> dict[str, str]:
    return signed(body, timestamp=now() + seconds)


UNSIGNED: dict[str, Callable[[bytes], dict[str, str]]] = {
    "no headers": lambda body: {},
    "no signature": lambda body: {"X-Slack-Request-Timestamp": str(now())},
    "no timestamp": lambda body: {"X-Slack-Signature": signed(body)["X-Slack-Signature"]},
    "stale": lambda body: shifted(body, -301),
    "very stale": lambda body: signed(body, timestamp=0),
    "future": lambda body: shifted(body, 301),
    "far future": lambda body: signed(body, timestamp=99_999_999_999),
    "timestamp too long": lambda body: signed(body, timestamp=10**40),
    "timestamp in words": lambda body: signed(body, timestamp="yesterday"),
    "timestamp negative": lambda body: signed(body, timestamp=-now()),
    "timestamp with a sign": lambda body: signed(body, timestamp=f"+{now()}"),
    "timestamp with a fraction": lambda body: signed(body, timestamp=f"{now()}.5"),
    "timestamp with underscores": lambda body: signed(body, timestamp="1_700_000_000"),
    "timestamp in other digits": lambda body: signed(body) | {"X-Slack-Request-Timestamp": "²³"},
    "timestamp not a number": lambda body: signed(body, timestamp="nan"),
    "timestamp empty": lambda body: signed(body, timestamp=""),
    "timestamp of another request": lambda body: signed(body) | {"X-Slack-Request-Timestamp": str(now() - 1)},
    "another secret": lambda body: signed(body, "not-the-secret"),
    "no secret": lambda body: signed(body, ""),
    "another body": lambda body: signed(body + b"&text=action+drop+1"),
    "signature not ASCII": lambda body: signed(body) | {"X-Slack-Signature": "v0=é" + "0" * 63},
    "signature in another version": lambda body: signed(body) | {"X-Slack-Signature": "v1=" + "0" * 64},
    "signature too short": lambda body: signed(body) | {"X-Slack-Signature": "v0=00"},
    "signature without its version": lambda body: {
        name: value.removeprefix("v0=") for name, value in signed(body).items()
    },
    "signature in capitals": lambda body: {name: value.upper() for name, value in signed(body).items()},
    "signature empty": lambda body: signed(body) | {"X-Slack-Signature": ""},
    "signature without a key": lambda body: (
        signed(body) | {"X-Slack-Signature": "v0=" + hashlib.sha256(body).hexdigest()}
    ),
}


@pytest.mark.parametrize("how", UNSIGNED)
def test_what_slack_did_not_sign_just_now_is_turned_away(
    how: str, workspace: Workspace, asked: list[Invocation]
) -> None:
    body = a_command(workspace)
    reply = send(workspace.address, body, {"Content-Type": FORM, **UNSIGNED[how](body)})
    assert (reply.status, reply.text, asked) == (401, "", [])


def test_a_request_of_almost_five_minutes_is_still_taken(workspace: Workspace, asked: list[Invocation]) -> None:
    body = a_command(workspace)
    for seconds in (-290, 290):
        assert send(workspace.address, body, {"Content-Type": FORM, **shifted(body, seconds)}).status == 200
    assert len(asked) == 2


def test_two_signatures_are_none(workspace: Workspace, asked: list[Invocation]) -> None:
    body = a_command(workspace)
    connection = http.client.HTTPConnection(urlsplit(workspace.address).netloc, timeout=10)
    connection.putrequest("POST", "/slack/events")
    for name, value in signed(body).items():
        connection.putheader(name, value)
    connection.putheader("X-Slack-Signature", "v0=" + "0" * 64)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    assert connection.getresponse().status == 401
    assert asked == []
    connection.close()


def test_a_body_that_is_too_long_is_refused_before_it_is_read(workspace: Workspace, asked: list[Invocation]) -> None:
    """A hundred megabytes are announced, and the answer comes before a byte of them was sent."""
    connection = http.client.HTTPConnection(urlsplit(workspace.address).netloc, timeout=10)
    connection.putrequest("POST", "/slack/events")
    for name, value in signed(b"").items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", "100000000")
    connection.endheaders()
    assert connection.getresponse().status == 413
    assert asked == []
    connection.close()


def test_a_body_that_does_not_say_its_length_is_cut_off(workspace: Workspace, asked: list[Invocation]) -> None:
    connection = http.client.HTTPConnection(urlsplit(workspace.address).netloc, timeout=10)
    piece = b"a" * 65_536
    headers = {"Transfer-Encoding": "chunked", **signed(b"")}
    try:
        connection.request("POST", "/slack/events", (piece for _ in range(200)), headers, encode_chunked=True)
        assert connection.getresponse().status == 413
    except (BrokenPipeError, ConnectionResetError):
        pass  # it hung up while we were still sending
    assert asked == []
    connection.close()


def test_the_longest_body_that_is_read_is_a_megabyte(workspace: Workspace) -> None:
    for length, status in ((BODY, 400), (BODY + 1, 413)):
        body = b"{" + b" " * (length - 1)
        assert send(workspace.address, body, signed(body)).status == status


def test_a_body_that_never_arrives_is_not_waited_for(
    workspace: Workspace, asked: list[Invocation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.inward.READING", 0.05)
    connection = http.client.HTTPConnection(urlsplit(workspace.address).netloc, timeout=10)
    connection.putrequest("POST", "/slack/events")
    for name, value in signed(b"ab").items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", "2")
    connection.endheaders(b"a")
    assert connection.getresponse().status == 408
    assert asked == []
    connection.close()


UNREADABLE = {
    "broken JSON": b'{"type": "event_callback"',
    "JSON that is no object": b'{"a": 1} []',
    "deep JSON": b'{"a":' * 100_000,
    "deep JSON in a payload": b"payload=" + b"%5B" * 100_000,
    "broken JSON in a payload": b"payload=%7Bnope",
    "a payload that is no object": b"payload=%5B1%5D",
    "a payload that is a word": b"payload=%22block_actions%22",
    "an endless number": b'{"a": ' + b"9" * 10_000 + b"}",
    "not UTF-8": b"command=%2Fwg&text=\xff\xfe",
    "not UTF-8 in JSON": b'{"type": "\xff"}',
    "many fields": b"&".join(b"a%d=1" % number for number in range(5_000)),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_a_bad_request(what: str, workspace: Workspace, asked: list[Invocation]) -> None:
    body = UNREADABLE[what]
    assert (send(workspace.address, body, signed(body)).status, asked) == (400, [])


ELSEWHERE = [
    "https://evil.example/hooks",
    "http://hooks.slack.com/commands/1",
    "https://hooks.slack.com.evil.example/1",
    "https://hooks.slack.com@evil.example/1",
    "https://user:pass@hooks.slack.com/1",
    "https://hooks.slack.com:8443/1",
    "https://hooks.slack.com\\@evil.example/1",
    "https://evil.example#@hooks.slack.com/1",
    "https://evil.example/https://hooks.slack.com/1",
    "https://HOOKS.SLACK.COM.evil.example/",
    "https://hooks.slack.com\t.evil.example/",
    "https://ｈooks.slack.com/1",
    "https://hooks.slack.com",
    "//hooks.slack.com/1",
    "file:///etc/passwd",
    "http://127.0.0.1:1/hooks/1",
    "http://169.254.169.254/latest/meta-data/",
    "ftp://hooks.slack.com/1",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_answer_is_never_sent_elsewhere_than_to_slack(
    address: str, workspace: Workspace, asked: list[Invocation]
) -> None:
    typed = form(command("U1", "my", "C1", address))
    pressed = form({"payload": json.dumps(press("U1", BUTTON, response_url=address))})
    for body in (typed, pressed):
        assert (send(workspace.address, body, signed(body)).status, asked) == (400, [])


def test_slack_is_told_that_this_address_is_ours(workspace: Workspace) -> None:
    body = json.dumps({"type": "url_verification", "token": "x", "challenge": "abc123"}).encode()
    reply = send(workspace.address, body, {"Content-Type": "application/json", **signed(body)})
    assert (reply.status, reply.body) == (200, {"challenge": "abc123"})
    assert send(workspace.address, body, {"Content-Type": "application/json"}).status == 401


def test_only_posts_are_answered(workspace: Workspace) -> None:
    assert {send(workspace.address, b"", signed(b""), method=how).status for how in ("GET", "PUT", "DELETE")} == {405}


STRANGE: tuple[object, ...] = (
    *(None, True, 0, -1, 1.5, "", "x", "\ud800", "\x00", "é" * 300, "T1", "D", "1.2"),
    *([], [[]], [None], {}, {"id": 1}, {"id": None}, {"team": []}, {"type": "button"}),
    *([{"type": "button", "value": 5}], [{"team_id": 7}], {"text": ["x"]}),
)


def broken_somewhere(payload: dict[str, object], random: random.Random) -> dict[str, object]:
    """The payload with some of its fields, at some depth, left out or turned into something else."""
    found: dict[str, object] = {}
    for key, value in payload.items():
        luck = random.random()
        if luck < 0.06:
            continue
        if luck < 0.14:
            found[key] = random.choice(STRANGE)
        elif isinstance(value, dict):
            found[key] = broken_somewhere(value, random)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found[key] = [broken_somewhere(value[0], random)]
        else:
            found[key] = value
    return found


def test_no_payload_whatever_breaks_the_service(workspace: Workspace) -> None:
    """1,200 signed payloads, each altered somewhere: taken or refused, and never a 500."""
    luck, count = random.Random(7), 0
    mention = {"type": "app_mention", "user": "U1", "text": "<@UCONVENOR> my", "channel": "C1", "thread_ts": "1.1"}
    for number in range(400):
        altered = broken_somewhere(press("U1", BUTTON, response_url=workspace.server.hook()), luck)
        fields = broken_somewhere(command("U1", "my", "C1", workspace.server.hook()), luck)
        for body in (
            json.dumps(broken_somewhere(envelope(mention), luck)).encode(),
            form({"payload": json.dumps(altered)}),
            form({key: str(value).encode("utf-8", "replace") for key, value in fields.items()}),
        ):
            reply = send(workspace.address, body, signed(body))
            assert reply.status in (200, 400), (number, body, reply)
            count += 1
    assert count == 1200


def test_no_bytes_whatever_break_the_service(workspace: Workspace, asked: list[Invocation]) -> None:
    luck = random.Random(11)
    seeds = [a_command(workspace), json.dumps(envelope({"type": "message", "user": "U1", "channel": "DU1"})).encode()]
    for _ in range(300):
        body = bytearray(luck.choice(seeds))
        for _ in range(luck.randrange(1, 8)):
            body[luck.randrange(len(body))] = luck.randrange(256)
        assert send(workspace.address, bytes(body), signed(bytes(body))).status in (200, 400)
        assert send(workspace.address, bytes(body), signed(bytes(body), SECRET + "x")).status == 401
