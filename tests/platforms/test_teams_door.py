"""Who gets in at ``POST /api/messages``: what Microsoft signed for us, from a tenant and a service on our lists."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.db.unit_of_work import Database
from bot.platforms.inward import BODY
from bot.platforms.teams.clouds import Cloud
from tests.platforms.teams_client import Reply, post, token
from tests.platforms.teams_server import CLIENT, TENANT, Fault, private_key, published
from tests.platforms.teams_world import NOW, TeamsWorld, account, teams_face, teams_world
from tests.world import lead

pytestmark = pytest.mark.network

ANA = account(lead("SCT"))
OTHER = "00000000-0000-4000-8000-0000000000ff"
Json = dict[str, Any]


@pytest.fixture
def world(database: Database) -> Iterator[TeamsWorld]:
    with teams_world(database) as found:
        yield found


def message(world: TeamsWorld, **more: Any) -> Json:
    return world.client.activity(ANA, None, type="message", text="thing add Publish") | more


def sent(world: TeamsWorld, signed: str | None, activity: Json | None = None) -> Reply:
    """One request with this token; it must have no effect unless it is let in."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {signed}"} if signed else {})
    before = len(world.invocations)
    reply = post(world.client.address, json.dumps(activity or message(world)).encode(), headers)
    assert (len(world.invocations) > before) == (reply.status == 200)
    return reply


def test_what_microsoft_signed_for_us_is_let_in(world: TeamsWorld) -> None:
    assert sent(world, token(world.server, NOW)).status == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": OTHER},
        {"aud": [CLIENT, OTHER]},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": f"https://sts.windows.net/{TENANT}/"},
        {"iss": None},
        {"exp": int(NOW.timestamp()) - 301},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": int(NOW.timestamp()) + 301},
        {"nbf": None},
        {"serviceurl": "https://smba.trafficmanager.net/emea/"},
        {"serviceurl": None},
    ],
)
def test_a_claim_that_is_wrong_is_turned_away(claims: Json, world: TeamsWorld) -> None:
    assert sent(world, token(world.server, NOW, **claims)).status == 401


@pytest.mark.parametrize("claims", [{"exp": int(NOW.timestamp()) - 299}, {"nbf": int(NOW.timestamp()) + 299}])
def test_clocks_may_differ_by_minutes(claims: Json, world: TeamsWorld) -> None:
    assert sent(world, token(world.server, NOW, **claims)).status == 200


def test_no_token_and_no_algorithm_but_ours_will_do(world: TeamsWorld) -> None:
    claims = jwt.decode(token(world.server, NOW), options={"verify_signature": False})
    header = {"kid": "key-1"}
    unsigned = jwt.encode(claims, "", algorithm="none", headers=header)
    pem = private_key("key-1").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    by_public_key = _hs256(claims, pem)
    good = token(world.server, NOW)
    head, body, signature = good.split(".")
    forged = {**claims, "aud": CLIENT, "extra": 1}
    for signed in (
        *(None, "", "x", "a.b", "a.b.c", f"{head}.{body}.", f"{head}.{_coded(forged)}.{signature}", unsigned),
        *(by_public_key, jwt.encode(claims, "secret-secret-secret-secret-secret", algorithm="HS256", headers=header)),
        *(jwt.encode(claims, private_key("key-1"), algorithm="RS512", headers=header), "a" * 20_000),
    ):
        assert sent(world, signed).status == 401, signed


def _coded(found: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(found).encode()).rstrip(b"=").decode()


def _hs256(claims: Json, secret: bytes) -> str:
    """The old trick: the public key as the secret of another algorithm."""
    import hashlib
    import hmac

    signed = f"{_coded({'alg': 'HS256', 'typ': 'JWT', 'kid': 'key-1'})}.{_coded(claims)}"
    found = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(found).rstrip(b'=').decode()}"


def test_an_unknown_key_and_a_known_name_with_another_key_are_turned_away(world: TeamsWorld) -> None:
    assert sent(world, token(world.server, NOW, key="key-2")).status == 401
    assert sent(world, token(world.server, NOW, key="key-2", kid="key-1")).status == 401
    assert sent(world, token(world.server, NOW)).status == 200


def test_a_key_that_does_not_sign_for_teams_is_turned_away(world: TeamsWorld) -> None:
    world.server.keys = [published("key-1", endorsed=("webchat",))]
    assert sent(world, token(world.server, NOW)).status == 401


def test_keys_are_fetched_once_and_an_unknown_one_is_asked_for_once_a_minute(world: TeamsWorld) -> None:
    for _ in range(3):
        assert sent(world, token(world.server, NOW)).status == 200
    assert world.server.called("keys") == 1
    for _ in range(3):
        assert sent(world, token(world.server, NOW, key="key-2")).status == 401
    assert world.server.called("keys") == 1


def test_keys_that_cannot_be_had_turn_nobody_away_for_good(world: TeamsWorld) -> None:
    world.server.plan("keys", Fault(status=500), Fault(status=302))
    assert sent(world, token(world.server, NOW)).status == 503
    assert sent(world, token(world.server, NOW)).status == 503
    assert sent(world, token(world.server, NOW)).status == 200


def test_a_host_of_keys_that_hangs_stalls_nobody_else(world: TeamsWorld) -> None:
    """The rest of the service answers while somebody waits for keys, and that one waits for seconds."""
    release = threading.Event()
    world.server.plan("keys", Fault(until=release))
    answers: list[int] = []
    waiting = threading.Thread(target=lambda: answers.append(sent(world, token(world.server, NOW)).status))
    began = time.monotonic()
    waiting.start()
    time.sleep(0.2)
    assert post(world.client.address, b"{}", {}).status == 401
    assert time.monotonic() - began < 2
    waiting.join(15)
    release.set()
    assert answers == [503]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"channelId": "webchat"}, 403),
        ({"channelId": None}, 403),
        ({"channelId": ["msteams"]}, 403),
        ({"serviceUrl": None}, 403),
        ({"serviceUrl": "https://smba.trafficmanager.net/emea/"}, 401),
        ({"channelData": {"tenant": {"id": OTHER}}}, 403),
        ({"channelData": {}, "conversation": {"id": "a:x", "conversationType": "personal"}}, 403),
        ({"conversation": {"id": "a:x", "conversationType": "personal", "tenantId": OTHER}}, 403),
        ({"conversation": {"id": "a:x", "tenantId": OTHER}, "channelData": {"tenant": {"id": OTHER}}}, 403),
    ],
)
def test_what_the_sdk_would_not_ask_is_asked(more: Json, status: int, world: TeamsWorld) -> None:
    assert sent(world, token(world.server, NOW), message(world, **more)).status == status


def test_a_service_that_is_not_on_the_list_is_turned_away_though_it_was_signed(world: TeamsWorld) -> None:
    for url in ("https://evil.example/", "http://smba.trafficmanager.net/", "http://127.0.0.1:1/", "ftp://x/"):
        signed = token(world.server, NOW, serviceurl=url)
        assert sent(world, signed, message(world, serviceUrl=url)).status == 403, url


def test_the_list_of_services_is_read_as_it_is_written() -> None:
    cloud = Cloud("", "", "", "", ("smba.trafficmanager.net", "127.0.0.1:8001"))
    good = ("https://smba.trafficmanager.net/emea/", "https://SMBA.trafficmanager.net", "http://127.0.0.1:8001/x")
    bad = (
        *("http://smba.trafficmanager.net/", "https://smba.trafficmanager.net@evil.example/", "https://evil.example/"),
        *("https://smba.trafficmanager.net.evil.example/", "https://evil.example/smba.trafficmanager.net", "//x"),
        *("https://smba.trafficmanager.net\\@evil.example/", "http://127.0.0.1:8002/", "javascript:alert(1)", ""),
        *("https://smba.trafficmanager.net:444/", "https://x/ https://smba.trafficmanager.net/"),
    )
    assert [url for url in good if not cloud.serves(url)] == []
    assert [url for url in bad if cloud.serves(url)] == []
    assert cloud.takes_files("https://contoso-my.sharepoint.com/personal/ana/_api/upload?x=1")
    for url in ("https://sharepoint.com.evil.example/", "http://contoso.sharepoint.com/", "https://evil.example/"):
        assert not cloud.takes_files(url)


def test_a_body_is_bounded_whoever_sends_it(world: TeamsWorld) -> None:
    good = {"Authorization": f"Bearer {token(world.server, NOW)}"}
    long = b'{"text": "' + b"x" * BODY + b'"}'
    assert post(world.client.address, long, good).status == 413
    assert post(world.client.address, b"{}", good | {"Content-Length": "9" * 30}).status in (400, 413)
    assert post(world.client.address, long, {}).status == 401
    for odd in (b"", b"[]", b"{", b"\xff", b"1", b"[" * 50_000):
        assert post(world.client.address, odd, good).status == 400, odd[:10]
    assert post(world.client.address, b"", good, method="GET").status == 405


def test_nobody_but_us_has_the_door(world: TeamsWorld) -> None:
    """None of the SDK's own pages stand open."""
    import http.client
    from urllib.parse import urlsplit

    for path in ("/docs", "/openapi.json", "/redoc", "/"):
        connection = http.client.HTTPConnection(urlsplit(world.client.address).netloc, timeout=20)
        connection.request("GET", path)
        assert connection.getresponse().status == 404
        connection.close()


def test_the_switch_that_turns_authentication_off_has_no_effect(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS", "SKIP_AUTH", "CLIENT_ID", "TENANT_ID"):
        monkeypatch.setenv(name, "true")
    with teams_world(database) as world:
        assert sent(world, None).status == 401
        assert sent(world, token(world.server, NOW, aud=OTHER)).status == 401
        assert sent(world, token(world.server, NOW)).status == 200


def test_importing_the_sdk_reads_no_file_and_warns_of_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS=true\nCANARY=sang\n")
    root = Path(__file__).resolve().parents[2]
    said = "import sys, os; sys.path.insert(0, sys.argv[1]); import bot.app.teams; print(os.environ.get('CANARY'))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", said, str(root)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "None\n", "")


def test_without_its_section_nothing_of_microsofts_is_imported(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    said = (
        "import sys; sys.path.insert(0, sys.argv[1]); import bot.app.service, bot.app.once, bot.app.checkup; "
        "print([one for one in sys.modules if one.startswith(('microsoft_teams', 'msal'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", said, str(root)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_each_registration_lets_in_its_own_tenants_alone(database: Database) -> None:
    second, tenant = "00000000-0000-4000-8000-0000000000cc", "00000000-0000-4000-8000-0000000000d1"
    also = {"scotland": {"client_id": second, "client_secret": "another-secret", "tenant_id": tenant}}
    with teams_world(database, also=also) as world:
        told = {"tenant": {"id": tenant}}
        there = message(world, channelData=told, recipient={"id": f"28:{second}"})
        there["conversation"] = {"id": "a:x", "conversationType": "personal", "tenantId": tenant}
        assert sent(world, token(world.server, NOW, aud=second), there).status == 200
        assert world.invocations[-1].workspace == tenant
        assert sent(world, token(world.server, NOW), there).status == 403
        assert sent(world, token(world.server, NOW, aud=second)).status == 403
        assert sent(world, token(world.server, NOW)).status == 200


def test_a_new_key_is_known_after_a_minute(world: TeamsWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.platforms.teams import keys

    assert sent(world, token(world.server, NOW)).status == 200
    world.server.keys = [published("key-1"), published("key-2")]
    monkeypatch.setattr(keys, "AGAIN", 0.0)
    assert sent(world, token(world.server, NOW, key="key-2")).status == 200
    with teams_face(world.app, world.dispatch) as other:
        world.client.address = other
        assert sent(world, token(world.server, NOW, key="key-2")).status == 200
