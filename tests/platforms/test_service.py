"""The service as it runs: Slack over signed HTTP in, the outbox out, figures for whoever watches."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from sqlalchemy import select, text

from bot.app import App, core
from bot.app.service import served
from bot.clock import system
from bot.db import models
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message
from bot.settings import Settings, UnusableSettings
from tests.conftest import KEY
from tests.messages.slack_rules import texts
from tests.platforms.slack_client import Workspace, serving, settings
from tests.platforms.slack_server import BOT, TEAM, TOKEN, Fault, SlackServer, slack_server
from tests.platforms.slack_world import CHANNEL, account, linked_accounts
from tests.world import OPERATOR, exchange, lead

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.network


def given(
    database_url: str, server: SlackServer | None = None, *, keys: Sequence[str] = (KEY,), road: str = "http"
) -> Settings:
    return Settings(  # type: ignore[call-arg]
        _env_file=None,
        database_url=database_url,
        secret_keys=tuple(SecretStr(key) for key in keys),
        operators=(OPERATOR,),
        slack=settings(server, road=road) if server else None,
    )


@contextmanager
def running(chosen: Settings) -> Iterator[tuple[str, App]]:
    with core(chosen, system) as app, serving(served(app)) as address:
        yield address, app


def get(address: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


def say(database: Database, title: str, channel: str = CHANNEL) -> None:
    with database.writing("test") as uow:
        uow.outbox.say(
            key=title,
            subject="message",
            facts={"reply": codec.dump(Message(title))},
            to=ToPlace("slack", TEAM, channel),
            now=system(),
        )


def test_whoever_watches_is_told(database_url: str) -> None:
    with running(given(database_url)) as (address, app):
        assert get(address, "/healthz") == (200, "ok\n")
        assert get(address, "/readyz") == (200, "ready\n")
        until(lambda: "convenor_ticks_total 1.0" in get(address, "/metrics")[1])
        say(app.database, "waits")
        page = get(address, "/metrics")[1]
        assert 'convenor_outbox_entries{state="ready"} 1.0' in page
        assert "convenor_outbox_oldest_due_seconds" in page


def test_a_database_that_fell_behind_is_not_ready_but_alive(database_url: str) -> None:
    with running(given(database_url)) as (address, app):
        with app.database.writing("test") as uow:
            newest = uow.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
            uow.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
        assert get(address, "/readyz") == (503, "not ready: the database is behind its migrations\n")
        assert get(address, "/healthz") == (200, "ok\n")
        with app.database.writing("test") as uow:
            uow.session.execute(text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest})


def test_without_slack_there_is_no_slack_address(database_url: str) -> None:
    with running(given(database_url)) as (address, _app):
        assert get(address, "/slack/events")[0] == 404


def test_slack_needs_a_key_to_keep_its_token(database_url: str) -> None:
    with (
        slack_server() as server,
        core(given(database_url, server, keys=()), system) as app,
        pytest.raises(UnusableSettings, match="CONVENOR_SECRET_KEYS is missing"),
    ):
        served(app)


def test_a_typed_command_is_answered_and_what_is_in_the_outbox_is_posted_once(database_url: str) -> None:
    with slack_server() as server, running(given(database_url, server)) as (address, app):
        linked_accounts(app.database, exchange(app.database))
        reply = Workspace(address, server).types(account(lead("SCT")), "group show", channel=CHANNEL)
        assert (reply.status, "vawg" in reply.text.lower()) == (200, True)
        say(app.database, "One line")
        until(lambda: [post.text for post in server.posts] == ["One line"])
        until(lambda: 'convenor_deliveries_total{outcome="sent"} 1.0' in get(address, "/metrics")[1])
        assert 'convenor_request_seconds_count{outcome="done",platform="slack"} 1.0' in get(address, "/metrics")[1]
    assert [post.text for post in server.posts] == ["One line"]


def test_a_home_that_is_opened_is_published_by_the_service_itself(database_url: str) -> None:
    """And again when something changes, typed anywhere."""
    with slack_server() as server, running(given(database_url, server)) as (address, app):
        linked_accounts(app.database, exchange(app.database))
        slack, ana = Workspace(address, server), account(lead("SCT"))
        assert slack.opens_home(ana).status == 200
        until(lambda: ana in server.homes)
        assert "Nothing waits on you." in texts(server.homes[ana])
        slack.types(ana, "me quieter", channel="D1")
        until(lambda: "quieter, only when something is due or overdue" in texts(server.homes[ana]))


def test_with_an_app_token_alone_commands_come_by_socket_mode_and_there_is_no_address_for_them(
    database_url: str,
) -> None:
    with slack_server() as server, running(given(database_url, server, road="socket")) as (address, app):
        linked_accounts(app.database, exchange(app.database))
        server.socket.wait_for(opened=1)
        reply = Workspace(address, server, "socket").types(account(lead("SCT")), "group show", channel=CHANNEL)
        assert "vawg" in reply.text.lower()
        assert get(address, "/slack/events")[0] == 404
        say(app.database, "One line")
        until(lambda: [post.text for post in server.posts] == ["One line"])
        page = get(address, "/metrics")[1]
        assert "convenor_slack_socket_lines 1.0" in page
        assert 'convenor_slack_socket_total{event="opened"} 1.0' in page
        assert 'convenor_slack_socket_total{event="envelope"} 1.0' in page
    assert server.socket.lines == []


def refused_once(address: str) -> bool:
    return 'convenor_slack_socket_total{event="refused"} 1.0' in get(address, "/metrics")[1]


def test_an_app_token_that_slack_refuses_is_told_to_whoever_runs_the_service_once(database_url: str) -> None:
    with slack_server() as server:
        server.plan("apps.connections.open", *[Fault(error="token_revoked")] * 10)
        for _ in range(2):
            with running(given(database_url, server, road="socket")) as (address, app):
                until(partial(refused_once, address))
                with app.database.reading() as uow:
                    [entry] = uow.session.scalars(
                        select(models.OutboxEntry).where(models.OutboxEntry.subject == "platform-refused")
                    )
                    operator = uow.people.by_email(OPERATOR)
                assert operator is not None
                assert entry.official_id == operator.id
                assert entry.facts == {"platform": "slack", "reason": "token_revoked"}
    assert server.socket.opened == 0


def test_the_workspace_is_kept_with_its_token_encrypted(database_url: str) -> None:
    with slack_server() as server, running(given(database_url, server)) as (_address, app):

        def kept() -> models.Workspace | None:
            with app.database.reading() as uow:
                return uow.session.scalar(select(models.Workspace))

        until(kept)
        found = kept()
        assert found is not None
        assert (found.platform, found.workspace, found.bot_account, found.token) == ("slack", TEAM, BOT, TOKEN)
        with app.database.reading() as uow:
            raw = uow.session.execute(text("SELECT token FROM workspaces")).scalar()
        assert TOKEN not in str(raw)


def test_while_slack_has_not_said_whose_the_token_is_nothing_is_lost(database_url: str) -> None:
    with slack_server() as server:
        server.plan("auth.test", Fault(status=503))
        with running(given(database_url, server)) as (_address, app):
            say(app.database, "waits")

            def state() -> str:
                with app.database.reading() as uow:
                    entry = uow.session.scalars(select(models.OutboxEntry)).one()
                    return f"{entry.state} {entry.reason}"

            until(lambda: state() == "ready Slack hasn't confirmed the token yet")
        assert server.posts == []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def service(database_url: str, port: int) -> subprocess.Popen[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
    chosen = {"CONVENOR_DATABASE_URL": database_url, "CONVENOR_WEB__PORT": str(port), "CONVENOR_LOG_FORMAT": "json"}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], env=inherited | chosen, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )


def test_the_service_is_a_program_that_ends_when_it_is_told_to(database_kind: str, database_url: str) -> None:
    port = free_port()
    process = service(database_url, port)
    try:
        assert process.stderr is not None
        first = json.loads(process.stderr.readline())
        assert (first["event"], first["address"]) == ("listening", f"http://127.0.0.1:{port}")
        assert get(first["address"], "/readyz") == (200, "ready\n")
        second = service(database_url, port)
        _, said = second.communicate(timeout=60)
        assert second.returncode == 2
        alone = "Another convenor serve has this database open."  # an embedded database has one service at a time
        taken = f"Nothing can listen on 127.0.0.1:{port}:"
        assert said.startswith(alone if database_kind == "sqlite" else taken)
    finally:
        process.send_signal(signal.SIGTERM)
        _, rest = process.communicate(timeout=60)
    assert "Traceback" not in rest
    assert process.returncode == 0


def test_the_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CONVENOR_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0", "--now", "2027-01-04T09:00"],
        env=inherited | {"TMPDIR": str(tmp_path)},
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        address = process.stderr.readline().split()[4].rstrip(".")
        assert get(address, "/")[0] == 200
        assert [found.name.startswith("convenor-demo-") for found in tmp_path.iterdir()] == [True]
    finally:
        process.send_signal(signal.SIGTERM)
        _, rest = process.communicate(timeout=60)
    assert (process.returncode, rest) == (0, "")
    assert list(tmp_path.iterdir()) == []
