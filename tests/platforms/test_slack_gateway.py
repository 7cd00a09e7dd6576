"""What the outbox says in Slack: once, with every outcome told apart."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from bot.domain.homes import channel_of
from bot.gateways import Address, ChannelLost, Gateway, Recalls, TryLater, Undeliverable, Unknown, WorkspaceLost
from bot.messages.model import Button, Message, Paragraph, buttons, text
from bot.platforms.outward import retry_after
from bot.platforms.slack.addresses import allowed
from bot.platforms.slack.api import Api
from bot.platforms.slack.check import Workspace, workspace
from bot.platforms.slack.gateway import SlackGateway
from tests.messages import gallery
from tests.platforms.slack_client import settings, token
from tests.platforms.slack_server import Fault, SlackServer, direct, slack_server

pytestmark = pytest.mark.network

AGO = timedelta(minutes=1)
HELLO = Message("Your turn", buttons([Button("Accept", "rota accept VAWG-M7 role:chair")]))
CHANNEL = Address("slack", "T1", "C1", direct=False)
PERSON = Address("slack", "T1", "UANA", direct=True)
Found = TypeVar("Found")


@pytest.fixture
def server() -> Iterator[SlackServer]:
    with slack_server() as found:
        yield found


def using(server: SlackServer, do: Callable[[SlackGateway], Awaitable[Found]]) -> Found:
    """Run something with a gateway to the server."""

    async def run() -> Found:
        api = Api(server.api_url)
        try:
            return await do(SlackGateway(api, token))
        finally:
            await api.close()

    return asyncio.run(run())


def sent(server: SlackServer, to: Address = CHANNEL, message: Message = HELLO) -> str:
    return using(server, lambda gateway: gateway.send(to, message, key="turn-notice:7:28"))


def found(server: SlackServer, to: Address, key: str = "turn-notice:7:28") -> str | None:
    looked = using(server, lambda gateway: gateway.find(to, key=key, ago=AGO))
    assert abs(looked.at.timestamp() - server.at()) < 20
    return looked.said


def test_a_post_carries_its_key_and_unfurls_nothing(server: SlackServer) -> None:
    assert sent(server) == f"C1:{server.posts[0].ts}"
    [post] = server.posts
    assert post.metadata == {"event_type": "convenor_entry", "event_payload": {"key": "turn-notice:7:28"}}
    assert (post.channel, post.user, post.unfurls) == ("C1", None, False)
    assert post.text.startswith("Your turn")


def test_a_notice_to_a_person_stands_in_their_direct_messages(server: SlackServer) -> None:
    assert sent(server, PERSON) == f"{direct('UANA')}:{server.posts[0].ts}"


def test_every_message_that_is_ever_said_is_taken_by_slack(server: SlackServer) -> None:
    messages = gallery.messages().values()

    async def all_of_them(gateway: SlackGateway) -> None:
        for number, message in enumerate(messages):
            await gateway.send(CHANNEL, message, key=str(number))

    using(server, all_of_them)
    assert len(server.posts) == len(messages) > 0


def test_it_is_a_gateway(server: SlackServer) -> None:
    gateway: Gateway = SlackGateway(Api(server.api_url), token)
    assert gateway.platform == "slack"
    assert isinstance(gateway, Recalls)


@pytest.mark.parametrize(
    ("header", "after"),
    [
        ("1", timedelta(seconds=1)),
        ("30", timedelta(seconds=30)),
        ("86400", timedelta(days=1)),
        ("0", timedelta(0)),
        (None, None),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("1.5", timedelta(seconds=2)),
        (" 7 ", timedelta(seconds=7)),
        ("-1.5", None),
        (".5", None),
        ("1,5", None),
        ("NaN", None),
        ("1e3", None),
        ("²", None),
        ("86401", timedelta(days=1)),
        ("9999999", timedelta(days=1)),
        ("99999999999999999999", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_slacks_own_pause_is_kept_and_nonsense_is_none(header: str | None, after: timedelta | None) -> None:
    assert retry_after(header) == after


def test_a_busy_slack_says_how_long(server: SlackServer) -> None:
    server.plan("chat.postMessage", Fault(status=429, headers=(("Retry-After", "30"),)), Fault(status=429))
    for after in (timedelta(seconds=30), None):
        with pytest.raises(TryLater) as refusal:
            sent(server)
        assert refusal.value.after == after
    assert server.posts == []


@pytest.mark.parametrize(("after", "attempts"), [(3_600, 1), (0, 4)])
def test_somebody_who_waits_is_not_kept_waiting_for_an_hour(after: int, attempts: int) -> None:
    tried: list[int] = []

    async def busy() -> None:
        tried.append(1)
        raise TryLater("ratelimited", timedelta(seconds=after))

    with pytest.raises(TryLater):
        asyncio.run(Api("http://127.0.0.1:1/").patiently(busy))
    assert len(tried) == attempts


LATER = [Fault(status=503), Fault(error="ratelimited"), Fault(error="service_unavailable")]
NEVER = [
    *("channel_not_found", "is_archived", "not_in_channel", "account_inactive", "token_revoked", "invalid_auth"),
    *("user_not_found", "cannot_dm_bot", "restricted_action", "anything_new"),
]
UNCLEAR = [
    *(Fault(cut="after"), Fault(cut="before"), Fault(status=500), Fault(status=502), Fault(status=504)),
    *(Fault(then=500), Fault(then=504)),
    *(Fault(error="fatal_error"), Fault(error="internal_error")),
]


@pytest.mark.parametrize("fault", LATER, ids=str)
def test_what_slack_refuses_for_now_is_tried_later(fault: Fault, server: SlackServer) -> None:
    server.plan("chat.postMessage", fault)
    with pytest.raises(TryLater):
        sent(server)
    assert server.posts == []


@pytest.mark.parametrize("code", NEVER)
def test_what_slack_refuses_for_good_is_undeliverable_with_its_reason(code: str, server: SlackServer) -> None:
    server.plan("chat.postMessage", Fault(error=code))
    with pytest.raises(Undeliverable, match=code):
        sent(server)
    assert server.called("chat.postMessage") == []


def test_a_lost_channel_and_a_revoked_token_are_undeliverable(server: SlackServer) -> None:
    server.archived.add("C1")
    server.absent.add("C2")
    for channel, reason in (("C1", "is_archived"), ("C2", "not_in_channel")):
        with pytest.raises(Undeliverable, match=reason):
            sent(server, Address("slack", "T1", channel, direct=False))
    server.revoked = True
    with pytest.raises(Undeliverable, match="token_revoked"):
        sent(server)


UNFIT = ("invalid_blocks", "msg_too_long", "msg_blocks_too_long", "invalid_arguments")


@pytest.mark.parametrize("code", UNFIT)
def test_what_slack_will_not_show_as_it_is_goes_out_once_more_as_plain_text(code: str, server: SlackServer) -> None:
    server.plan("chat.postMessage", Fault(error=code))
    long = Message("Your turn", (Paragraph(text("& so on " * 400)),))
    assert sent(server, message=long) == f"C1:{server.posts[0].ts}"
    [post] = server.posts
    assert (post.blocks, post.metadata["event_payload"]["key"]) == ([], "turn-notice:7:28")
    assert post.text.startswith("Your turn\n&amp; so on")
    assert 900 < len(post.text) <= 1_001
    assert re.fullmatch(r"(?:[^&]|&amp;)*…", post.text)


@pytest.mark.parametrize("code", UNFIT)
def test_what_slack_will_not_show_at_all_is_undeliverable_with_its_reason(code: str, server: SlackServer) -> None:
    server.plan("chat.postMessage", Fault(error=code), Fault(error=code))
    with pytest.raises(Undeliverable, match=code) as refusal:
        sent(server)
    assert type(refusal.value) is Undeliverable


@pytest.mark.parametrize(
    ("code", "in_a_channel", "to_a_person"),
    [
        ("token_revoked", WorkspaceLost, WorkspaceLost),
        ("account_inactive", WorkspaceLost, WorkspaceLost),
        ("invalid_auth", WorkspaceLost, WorkspaceLost),
        ("missing_scope", WorkspaceLost, WorkspaceLost),
        ("not_in_channel", ChannelLost, Undeliverable),
        ("channel_not_found", ChannelLost, Undeliverable),
        ("is_archived", ChannelLost, Undeliverable),
        ("restricted_action", ChannelLost, Undeliverable),
        ("user_not_found", Undeliverable, Undeliverable),
        ("cannot_dm_bot", Undeliverable, Undeliverable),
        ("something_new", Undeliverable, Undeliverable),
        ("ratelimited", TryLater, TryLater),
        ("internal_error", Unknown, Unknown),
    ],
)
def test_a_refusal_means_the_message_the_channel_or_the_workspace(
    code: str, in_a_channel: type[Exception], to_a_person: type[Exception], server: SlackServer
) -> None:
    for to, kind in ((CHANNEL, in_a_channel), (PERSON, to_a_person)):
        server.plan("chat.postMessage", Fault(error=code))
        with pytest.raises(kind, match=code) as refusal:
            sent(server, to)
        assert type(refusal.value) is kind


@pytest.mark.parametrize(("header", "after"), [("7", 7), ("-1", None), ("soon", None), ("99999999", 86_400)])
def test_a_pause_is_kept_where_slack_refuses_with_a_code(header: str, after: int | None, server: SlackServer) -> None:
    server.plan("chat.postMessage", Fault(error="ratelimited", headers=(("Retry-After", header),)))
    with pytest.raises(TryLater) as refusal:
        sent(server)
    assert refusal.value.after == (timedelta(seconds=after) if after is not None else None)


def test_nothing_leaves_once_the_claim_behind_it_has_run_out(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.outward.expired", lambda: True)
    with pytest.raises(Unknown):
        sent(server)
    assert server.posts == []


def test_a_post_from_before_our_clock_was_set_back_is_found_all_the_same(server: SlackServer) -> None:
    """Its age is reckoned from Slack's own clock, with two hours to spare for ours."""
    server.plan("chat.postMessage", Fault(cut="after"))
    with pytest.raises(Unknown):
        sent(server)
    posted = server.at()
    server.at = lambda: posted + 6_000
    assert found(server, CHANNEL) == f"C1:{server.posts[0].ts}"
    server.at = lambda: posted + 8_000
    assert found(server, CHANNEL) is None


def test_a_workspace_without_the_app_is_lost_to_its_channels_but_not_to_whoever_is_met_elsewhere(
    server: SlackServer,
) -> None:
    for channel, private, kind in (
        ("C1", False, WorkspaceLost),
        ("U1", True, Undeliverable),
        (channel_of("U1"), False, Undeliverable),
    ):
        with pytest.raises(Undeliverable, match="not_installed") as refusal:
            sent(server, Address("slack", "T2", channel, direct=private))
        assert type(refusal.value) is kind
    assert server.calls == []


@pytest.mark.parametrize("fault", UNCLEAR, ids=str)
def test_a_lost_answer_is_unknown_and_nothing_is_sent_twice(fault: Fault, server: SlackServer) -> None:
    server.plan("chat.postMessage", fault)
    with pytest.raises(Unknown):
        sent(server)
    assert len(server.posts) == (1 if fault.cut == "after" or fault.then else 0)
    assert len(server.called("chat.postMessage")) == len(server.posts)


def test_an_answer_that_never_comes_is_unknown(server: SlackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.outward.ANSWERING", 0.1)
    never = threading.Event()
    server.plan("chat.postMessage", Fault(until=never))
    with pytest.raises(Unknown):
        sent(server)
    never.set()
    assert len(server.posts) == 1


def test_nothing_has_left_while_there_is_no_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = SlackServer()
        nobody.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(TryLater, match="unreachable"):
            sent(nobody)


def test_a_token_is_never_carried_to_another_address(server: SlackServer) -> None:
    server.plan("chat.postMessage", Fault(status=302, headers=(("Location", f"{server.url}/api/auth.test"),)))
    with pytest.raises(Undeliverable, match="http_302"):
        sent(server)
    assert server.calls == []


def test_a_lost_post_is_found_by_its_key(server: SlackServer) -> None:
    """Among posts of the same channel, over several pages of history; another key isn't there."""
    for to in (CHANNEL, PERSON):
        server.plan("chat.postMessage", Fault(cut="after"))
        with pytest.raises(Unknown):
            sent(server, to)
        lost = server.posts[-1]
        for number in range(5):
            key = f"other:{number}"
            using(server, lambda gateway, to=to, key=key: gateway.send(to, HELLO, key=key))  # type: ignore[misc]
        assert found(server, to) == f"{lost.channel}:{lost.ts}"
        assert found(server, to, "never-said") is None


def test_a_long_answer_is_read_to_its_end(server: SlackServer) -> None:
    """It comes in many pieces: a page of history holds the blocks of two hundred messages."""
    server.weight = 3_000_000
    assert found(server, CHANNEL) is None
    assert sent(server) == found(server, CHANNEL)


def test_an_endless_answer_is_unknown(server: SlackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.outward.ANSWER", 100_000)
    server.weight = 200_000
    with pytest.raises(Unknown, match="too_long"):
        sent(server)


def test_history_that_may_not_be_read_is_said_so(server: SlackServer) -> None:
    server.scopes.clear()
    with pytest.raises(Undeliverable, match="missing_scope"):
        found(server, CHANNEL)


def test_the_workspace_says_who_we_are(server: SlackServer) -> None:
    assert asyncio.run(workspace(settings(server))) == Workspace("T1", "The exchange", "UCONVENOR")
    server.revoked = True
    with pytest.raises(Undeliverable, match="token_revoked"):
        asyncio.run(workspace(settings(server)))


@pytest.mark.parametrize(
    ("url", "api_url", "yes"),
    [
        ("https://hooks.slack.com/commands/T1/1/x", "https://slack.com/api/", True),
        ("https://hooks.slack-gov.com/commands/T1/1/x", "https://slack-gov.com/api/", True),
        ("https://hooks.slack-gov.com/commands/T1/1/x", "https://slack.com/api/", False),
        ("https://files.slack.com/upload/v1/x", "https://slack.com/api/", False),
        ("https://slack.com/api/x", "https://slack.com/api/", True),
        ("http://slack.com/api/x", "https://slack.com/api/", False),
        ("http://127.0.0.1:8080/hooks/1", "http://127.0.0.1:8080/api/", True),
        ("http://127.0.0.1:8081/hooks/1", "http://127.0.0.1:8080/api/", False),
    ],
)
def test_answers_go_to_slack_or_beside_the_api_of_the_settings(url: str, api_url: str, yes: bool) -> None:
    assert allowed(url, api_url=api_url, service="hooks") is yes


def test_a_file_is_sent_nowhere_else_either(server: SlackServer) -> None:
    async def nothing() -> Any:
        yield b""

    async def run() -> None:
        api = Api(server.api_url)
        try:
            await api.upload("https://evil.example/upload", nothing(), 0)
        finally:
            await api.close()

    with pytest.raises(Undeliverable, match="elsewhere"):
        asyncio.run(run())
