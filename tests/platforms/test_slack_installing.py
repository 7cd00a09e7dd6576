"""The app in many Slack workspaces: asked for, allowed, spoken in, removed; and answers to nobody's question."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.app import core
from bot.app.service import served
from bot.clock import system
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database
from bot.messages import codec
from bot.messages.model import Message
from bot.platforms.slack.installing import WITHIN, States
from bot.platforms.slack.manifest import REMOVALS, SCOPES, manifest
from bot.platforms.slack.payloads import read
from bot.presenters.speech import words
from bot.services import workspaces
from bot.settings import Settings, Slack
from tests.conftest import KEY
from tests.platforms import slack_client
from tests.platforms.slack_client import SECRET, Workspace, serving, signed
from tests.platforms.slack_server import BOT, TOKEN, SlackServer, slack_server
from tests.platforms.teams_world import eventually

pytestmark = pytest.mark.network

BASE = "https://convenor.example.org"
TEAM: dict[str, Any] = {"team": {"id": "T9", "name": "The Scottish Government"}, "is_enterprise_install": False}


@dataclass
class World:
    address: str
    server: SlackServer
    database: Database

    def get(self, path: str, cookie: str = "") -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()

    def asked(self) -> tuple[str, str]:
        """The state with which Slack is asked, and the cookie of the browser that asks."""
        status, _, headers = self.get("/slack/install")
        assert status == 302
        query = parse_qs(urlsplit(headers["location"]).query)
        assert query["redirect_uri"] == [f"{BASE}/slack/oauth_redirect"]
        assert query["scope"] == [",".join(SCOPES)]
        assert query["client_id"] == ["client-1"]
        for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/slack"):
            assert part in headers["set-cookie"]
        return query["state"][0], headers["set-cookie"].split(";")[0]

    def answers(self, state: str, cookie: str, code: str = "code-1", **more: str) -> tuple[int, str]:
        given = "&".join(f"{name}={value}" for name, value in ({"state": state, "code": code} | more).items() if value)
        status, said, _ = self.get(f"/slack/oauth_redirect?{given}", cookie)
        return status, said

    def token(self, workspace: str) -> str | None:
        with self.database.reading() as uow:
            return workspaces.token(uow, platform="slack", workspace=workspace)


@pytest.fixture
def world(database: Database, database_url: str) -> Iterator[World]:
    with slack_server() as server:
        slack = Slack(
            client_id="client-1",
            client_secret=SecretStr("canary-client-secret"),
            signing_secret=SecretStr(SECRET),
            api_url=server.api_url,
        )
        chosen = Settings(  # type: ignore[call-arg]
            _env_file=None, database_url=database_url, base_url=BASE, secret_keys=(SecretStr(KEY),), slack=slack
        )
        with core(chosen, system) as app, serving(served(app)) as address:
            yield World(address, server, database)


def installed(world: World, found: dict[str, Any] = TEAM) -> None:
    world.server.codes["code-1"] = found
    state, cookie = world.asked()
    status, said = world.answers(state, cookie)
    assert (status, "is installed" in said) == (200, True), said


def test_an_administrator_allows_it_and_it_can_speak_there(world: World) -> None:
    installed(world)
    assert world.token("T9") == TOKEN
    with world.database.engine.connect() as connection:
        kept = connection.execute(text("SELECT token, bot_account FROM workspaces WHERE workspace = 'T9'")).one()
    assert TOKEN not in kept[0], "encrypted at rest"
    assert kept[1] == BOT
    with world.database.writing("test") as uow:
        facts = {"reply": codec.dump(Message("Hello"))}
        uow.outbox.say(key="k", subject="message", facts=facts, to=ToPlace("slack", "T9", "C9"), now=datetime.now(UTC))
    assert eventually(lambda: [post.text for post in world.server.posts] == ["Hello"])


def test_a_token_that_runs_out_is_kept_with_the_one_that_gets_the_next(world: World) -> None:
    world.server.rotates = True
    installed(world)
    with world.database.engine.connect() as connection:
        kept = connection.execute(text("SELECT token, refresh_token, token_until FROM workspaces")).one()
    assert (world.server.refresh in kept[1], "canary" in kept[0]) == (False, False), "encrypted at rest"
    assert kept[2] is not None
    body = Workspace(world.address, world.server).types("U9", "my", channel="D9", team_id="T9").body
    assert "I don't know yet which official you are" in body["text"]
    world.server.revoked = True
    assert removal(world, {"type": "app_uninstalled"}) == 200
    assert eventually(lambda: world.token("T9") is None)
    with world.database.engine.connect() as connection:
        assert connection.execute(text("SELECT refresh_token, token_until FROM workspaces")).one() == (None, None)


def test_a_command_there_is_answered(world: World) -> None:
    installed(world)
    body = Workspace(world.address, world.server).types("U9", "my", channel="D9", team_id="T9").body
    assert "I don't know yet which official you are" in body["text"]


@pytest.mark.parametrize("what", ["no cookie", "another browser", "altered", "none", "empty", "twice"])
def test_an_answer_to_no_question_of_this_browser_keeps_nothing(what: str, world: World) -> None:
    world.server.codes |= {"code-1": TEAM, "code-2": TEAM}
    state, cookie = world.asked()
    other_state, other = world.asked()
    given = {
        "no cookie": (state, ""),
        "another browser": (state, other),
        "altered": (state[:-1] + ("0" if state[-1] != "0" else "1"), cookie),
        "none": ("", cookie),
        "empty": (".".join(("", "0", "")), cookie),
        "twice": (other_state, cookie),
    }[what]
    status, said = world.answers(*given)
    assert status == 400
    assert "doesn't belong to a question" in said
    assert world.token("T9") is None
    assert world.server.called("oauth.v2.access") == []


def test_a_state_is_good_for_ten_minutes_and_for_one_service() -> None:
    now = datetime(2027, 1, 5, 10, tzinfo=UTC)
    states = States("one")
    state, kept = states.new(now)
    assert states.ours(state, kept, now + WITHIN)
    assert not states.ours(state, kept, now + WITHIN + timedelta(seconds=1))
    assert not States("two").ours(state, kept, now)
    assert not states.ours(state, "", now)
    assert not states.ours(state + "x", kept, now)


def test_whoever_is_not_allowed_to_is_told_so(world: World) -> None:
    state, cookie = world.asked()
    status, said = world.answers(state, cookie, "", error="access_denied")
    assert (status, "Nothing was installed" in said) == (200, True)


@pytest.mark.parametrize(
    "found",
    [
        *(None, {"team": {"id": 1}}, {"team": None}, TEAM | {"access_token": "nonsense"}, TEAM | {"bot_user_id": None}),
        *(TEAM | {"refresh_token": "xoxe-1-x", "expires_in": lasts} for lasts in (None, 0, -1, "43200", True, 1e400)),
    ],
)
def test_a_code_that_slack_refuses_or_an_odd_answer_keeps_nothing(found: dict[str, Any] | None, world: World) -> None:
    if found is not None:
        world.server.codes["code-1"] = found
    state, cookie = world.asked()
    status, said = world.answers(state, cookie)
    assert (status, "nothing was kept" in said) == (502, True)
    assert world.token("T9") is None


def test_installed_in_a_whole_organisation_the_organisation_is_the_workspace(world: World) -> None:
    whole = {"team": None, "enterprise": {"id": "E9", "name": "Everybody"}, "is_enterprise_install": True}
    installed(world, whole)
    assert world.token("E9") == TOKEN
    typed = slack_client.command("U9", "my", "D9", world.server.hook()) | {"team_id": "T9", "enterprise_id": "E9"}
    received = read(typed | {"is_enterprise_install": "true"}, prefix="/wg")
    assert received.invocation.workspace == "E9"  # type: ignore[union-attr]
    received = read(typed | {"is_enterprise_install": "false"}, prefix="/wg")
    assert received.invocation.workspace == "T9"  # type: ignore[union-attr]


def removal(world: World, event: dict[str, Any]) -> int:
    told = [{"team_id": "T9", "user_id": BOT, "is_bot": True}]
    body = json.dumps(slack_client.envelope(event) | {"team_id": "T9", "authorizations": told}).encode()
    return slack_client.send(world.address, body, {"Content-Type": "application/json", **signed(body)}).status


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["B1"]}}])
def test_when_it_is_removed_the_token_is_cleared(event: dict[str, Any], world: World) -> None:
    installed(world)
    world.server.revoked = True
    assert removal(world, event) == 200
    assert eventually(lambda: world.token("T9") is None)


def test_an_event_that_comes_after_it_was_installed_again_clears_nothing(world: World) -> None:
    installed(world)
    assert removal(world, {"type": "app_uninstalled"}) == 200
    assert eventually(lambda: world.server.called("auth.test"))
    time.sleep(0.1)
    assert world.token("T9") == TOKEN


def test_tokens_of_people_are_nothing_for_us(world: World) -> None:
    installed(world)
    assert removal(world, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}) == 200
    time.sleep(0.1)
    assert world.server.called("auth.test") == []


def test_the_manifest_names_the_address_and_what_tells_of_a_removal() -> None:
    slack = Slack(client_id="1", client_secret=SecretStr("x"), signing_secret=SecretStr("x"))
    found = manifest(Settings(base_url=BASE + "/", slack=slack), words("en-GB"))
    assert found["oauth_config"]["redirect_urls"] == [f"{BASE}/slack/oauth_redirect"]
    assert set(REMOVALS) <= set(found["settings"]["event_subscriptions"]["bot_events"])
    assert found["settings"]["org_deploy_enabled"] is True
    assert found["settings"]["token_rotation_enabled"] is True
    beside = slack.model_copy(update={"bot_token": SecretStr("xoxb-1")})
    assert manifest(Settings(slack=beside), words("en-GB"))["settings"]["token_rotation_enabled"] is False


def test_without_id_and_secret_there_is_nothing_to_install(database: Database, database_url: str) -> None:
    with slack_server() as server:
        chosen = Settings(  # type: ignore[call-arg]
            _env_file=None,
            database_url=database_url,
            secret_keys=(SecretStr(KEY),),
            slack=slack_client.settings(server),
        )
        with core(chosen, system) as app, serving(served(app)) as address:
            assert World(address, server, database).get("/slack/install")[0] == 404


def test_half_of_it_stops_the_start() -> None:
    with pytest.raises(ValueError, match="CONVENOR_SLACK__CLIENT_SECRET is missing"):
        Slack(client_id="1", signing_secret=SecretStr("x"))
