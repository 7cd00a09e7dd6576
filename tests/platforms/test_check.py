"""``convenor check`` names exactly what is missing, one thing a line, each with how to mend it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import structlog
from click.testing import CliRunner

from bot.__main__ import main
from bot.clock import system
from bot.db.unit_of_work import Database
from bot.platforms.slack.check import names_a_command
from bot.platforms.slack.manifest import SCOPES
from tests.conftest import KEY
from tests.platforms.slack_client import SECRET
from tests.platforms.slack_server import TOKEN, Fault, SlackServer, slack_server
from tests.platforms.slack_socket import APP_TOKEN
from tests.platforms.slack_world import CHANNEL, linked_accounts
from tests.world import exchange

pytestmark = pytest.mark.network

Check = Callable[..., "Checked"]


class Checked:
    """What was printed: lines by what they are about."""

    def __init__(self, printed: str, code: int) -> None:
        self.printed, self.code = printed, code
        self.lines = dict(
            line.split(": ", 1) for line in printed.splitlines() if not line.startswith("  ") and ": " in line
        )

    @property
    def missing(self) -> set[str]:
        return {about for about, words in self.lines.items() if words.startswith("not good")}


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def server() -> Iterator[SlackServer]:
    with slack_server() as found:
        found.headers = {"X-OAuth-Scopes": ", ".join(SCOPES)}
        found.at = time.time
        yield found


@pytest.fixture
def check(server: SlackServer, database: Database, database_url: str) -> Check:
    linked_accounts(database, exchange(database))

    def run(**changed: str | None) -> Checked:
        given = {
            "CONVENOR_DATABASE_URL": database_url,
            "CONVENOR_SECRET_KEYS": KEY,
            "CONVENOR_SLACK__BOT_TOKEN": TOKEN,
            "CONVENOR_SLACK__SIGNING_SECRET": SECRET,
            "CONVENOR_SLACK__APP_TOKEN": APP_TOKEN,
            "CONVENOR_SLACK__API_URL": server.api_url,
        } | changed
        done = CliRunner().invoke(main, ["check"], env=given, prog_name="convenor")
        return Checked(done.output, done.exit_code)

    return run


def test_where_nothing_is_missing_every_line_is_good_and_no_secret_is_shown(check: Check) -> None:
    found = check()
    assert (found.code, found.missing) == (0, set()), found.printed
    assert list(found.lines) == [
        "Secret keys",
        "Time zones",
        "Database",
        "Clock",
        "Slack, command",
        "Slack",
        "Slack, permissions",
        "Slack, time",
        "Slack, channel",
        "Slack, Socket Mode",
        "Teams",
        "E-mail",
    ]
    assert "CONVENOR_SLACK__APP_TOKEN: ***" in found.printed
    assert [secret for secret in (KEY, TOKEN, SECRET, APP_TOKEN) if secret in found.printed] == []


def test_by_socket_mode_alone_no_signing_secret_is_needed(check: Check) -> None:
    found = check(CONVENOR_SLACK__SIGNING_SECRET=None)
    assert (found.code, found.missing) == (0, set())
    assert "No request comes by HTTP" in found.lines["Slack, Socket Mode"]


def test_by_http_alone_no_app_token_is_needed(check: Check) -> None:
    found = check(CONVENOR_SLACK__APP_TOKEN=None)
    assert (found.code, found.missing) == (0, set())
    assert "Off" in found.lines["Slack, Socket Mode"]


def apart(seconds: int) -> Callable[[SlackServer], None]:
    def shift(server: SlackServer) -> None:
        server.at = lambda: time.time() + seconds

    return shift


def without(*scopes: str) -> Callable[[SlackServer], None]:
    def take(server: SlackServer) -> None:
        server.headers["X-OAuth-Scopes"] = ",".join(scope for scope in SCOPES if scope not in scopes)

    return take


def nothing(_server: SlackServer) -> None:
    """Slack is as it should be."""


MISSING: dict[str, tuple[Callable[[SlackServer], None], dict[str, str | None], str, str]] = {
    "a scope": (without("im:write", "commands"), {}, "Slack, permissions", "lacks commands, im:write."),
    "the app token's scope": (
        lambda server: server.plan("apps.connections.open", Fault(error="missing_scope")),
        {},
        "Slack, Socket Mode",
        "lacks connections:write",
    ),
    "the app token": (nothing, {"CONVENOR_SLACK__APP_TOKEN": "xapp-1-wrong"}, "Slack, Socket Mode", "invalid_auth"),
    "the bot in its channel": (lambda server: server.absent.add(CHANNEL), {}, "Slack, channel", f"isn’t in {CHANNEL}"),
    "a name for the command": (nothing, {"CONVENOR_SLACK__COMMAND": "Wg"}, "Slack, command", "no command called Wg"),
    "the right time": (apart(400), {}, "Slack, time", "Set this machine’s clock"),
    "an answer about the channel": (
        lambda server: server.plan("conversations.history", Fault(error="is_archived")),
        {},
        "Slack, channel",
        "is_archived",
    ),
    "a key": (nothing, {"CONVENOR_SECRET_KEYS": None}, "Secret keys", "set CONVENOR_SECRET_KEYS"),
    "the bot token": (
        lambda server: server.plan("auth.test", Fault(error="token_revoked")),
        {},
        "Slack",
        "refuses the bot token: token_revoked",
    ),
    "Slack": (lambda server: server.plan("auth.test", Fault(status=503)), {}, "Slack", "No answer: http_503"),
}


@pytest.mark.parametrize("what", MISSING)
def test_what_is_missing_is_named_and_nothing_else(what: str, check: Check, server: SlackServer) -> None:
    change, settings, about, words = MISSING[what]
    change(server)
    found = check(**settings)
    assert (found.code, found.missing) == (1, {about}), found.printed
    assert words in found.lines[about]


@pytest.mark.parametrize(
    "change", [without("channels:history", "groups:history"), apart(30), lambda server: server.headers.clear()]
)
def test_what_one_can_do_without_is_said_and_is_no_fault(
    change: Callable[[SlackServer], None], check: Check, server: SlackServer
) -> None:
    change(server)
    found = check()
    assert (found.code, found.missing) == (0, set()), found.printed


def test_without_reading_people_somebody_from_elsewhere_is_taken_for_one_of_ours(
    check: Check, server: SlackServer
) -> None:
    without("users:read", "channels:read")(server)
    told = check().lines["Slack, permissions"]
    assert "lacks channels:read, users:read, which it can do without. That it was removed" in told
    assert told.endswith("is taken for one of yours, unless the group knows them.")


def test_lists_are_told_apart_by_what_they_said_and_whether_mails_arrive(check: Check, database: Database) -> None:
    """Without an SMTP section nothing goes to any. One that said no, or is of a group that has ended, is none."""
    now = system()
    with database.writing("test") as uow:
        group, ended = uow.groups.by_slug("vawg"), {"no": now}
        assert group is not None
        for name, agreed in (("all", now), ("asked", None), ("gone", now), ("no", None)):
            row = uow.mail_lists.create(
                group_id=group.id,
                address=f"{name}@lists.example",
                language="",
                asked_by=None,
                expires_at=now + timedelta(days=7),
                now=now,
            )
            row.agreed_at, row.ended_at = agreed, ended.get(name)
        uow.deliveries.pause_lane("email:vawg:gone@lists.example", "550 no such list", now)
    unsent = [line for line in check().printed.splitlines() if line.startswith("E-mail, list")]
    assert unsent == [
        f"E-mail, list: not good. vawg would write to {name}@lists.example, but no SMTP section is set, so nothing"
        " goes there."
        for name in ("all", "asked", "gone")
    ]
    mails = {"CONVENOR_SMTP__HOST": "127.0.0.1", "CONVENOR_SMTP__PORT": "1", "CONVENOR_SMTP__SENDER": "c@example.org"}
    told = [line for line in check(**mails).printed.splitlines() if line.startswith("E-mail, list")]
    assert told[0] == "E-mail, list: good. vawg writes to all@lists.example."
    assert told[1].startswith("E-mail, list: good. vawg has asked asked@lists.example, which can agree until 20")
    assert told[2].startswith("E-mail, list: not good. Mails of vawg don't arrive at gone@lists.example: 550 no such")
    assert len(told) == 3


@pytest.mark.parametrize(
    ("name", "good"),
    [("/wg", True), ("/working-group_2", True), ("wg", False), ("/", False), ("/WG", False), ("/w g", False)],
)
def test_a_commands_name_has_its_form(name: str, good: bool) -> None:
    assert names_a_command(name) is good
    assert not names_a_command("/" + "x" * 32)
