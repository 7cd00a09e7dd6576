"""What views carry: sealed for one account, and of what is altered the command alone."""

from __future__ import annotations

import json

import pytest

from bot.messages.block_kit_views import CARRIED
from bot.platforms.slack.carried import Carried, Seal
from bot.platforms.slack.plain_words import readable

SEAL = Seal("canary-secret")
WHERE = Carried("action add group:vawg", "C1", "https://hooks.slack.com/1", "D1:1700000000.000100")
HERE = {"workspace": "T1", "account": "U1"}


def test_what_is_genuine_is_what_was_closed() -> None:
    closed = SEAL.close(WHERE, **HERE)
    assert SEAL.open(closed, **HERE) == WHERE
    assert "canary" not in closed
    assert Seal("canary-secret").open(closed, **HERE) == WHERE


@pytest.mark.parametrize(
    "changes", [{"channel": "C2"}, {"channel": None}, {"hook": "https://evil.example"}, {"pressed": ""}, {"seal": "x"}]
)
def test_of_what_is_altered_the_command_is_left(changes: dict[str, str | None]) -> None:
    altered = json.dumps(json.loads(SEAL.close(WHERE, **HERE)) | changes)
    assert SEAL.open(altered, **HERE) == Carried(WHERE.command)


def test_a_seal_is_for_one_account_in_one_workspace_under_one_secret() -> None:
    closed = SEAL.close(WHERE, **HERE)
    for workspace, account in (("T1", "U2"), ("T2", "U1")):
        assert SEAL.open(closed, workspace=workspace, account=account) == Carried(WHERE.command)
    assert Seal("other").open(closed, **HERE) == Carried(WHERE.command)


def test_an_altered_command_is_only_a_command() -> None:
    altered = json.dumps(json.loads(SEAL.close(WHERE, **HERE)) | {"command": "group close group:vawg"})
    assert SEAL.open(altered, **HERE) == Carried("group close group:vawg")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "5", '{"command": 5}', '"x"', "[" * 100_000, "my"])
def test_nothing_that_is_carried_is_an_error(text: str) -> None:
    assert SEAL.open(text, **HERE).channel is None


def test_what_is_too_long_goes_without_its_address_and_then_not_at_all() -> None:
    long = Carried("x" * (CARRIED - 150), "C1", "https://hooks.slack.com/" + "y" * 200)
    assert SEAL.open(SEAL.close(long, **HERE), **HERE) == Carried(long.command, "C1")
    with pytest.raises(ValueError, match="too long"):
        SEAL.close(Carried("x" * CARRIED), **HERE)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("<@U9|bryn> and <@U9>", "@bryn and @U9"),
        ("<#C1|general> <!channel> <!subteam^S1|@leads>", "#general @channel @leads"),
        ("<https://x.example/a?b=c|the minutes> <https://y.example>", "the minutes https://y.example"),
        ("<mailto:a@b.example|a@b.example> a &lt;b&gt; &amp;amp;", "a@b.example a <b> &amp;"),
        ("two\nlines\u202e", "two lines"),
        ("", ""),
    ],
)
def test_a_message_is_read_as_its_readers_saw_it(said: str, read: str) -> None:
    assert readable(said, 100) == read
    assert len(readable("<" * 50_000 + said, 100)) <= 100
