"""Requests that Slack or Microsoft didn't sign for us, just now; and addresses that lead elsewhere."""

from __future__ import annotations

import json
import random
from typing import Any

import jwt
from yarl import URL

from bot.db.unit_of_work import Database
from bot.platforms.slack.addresses import allowed
from bot.platforms.teams.clouds import Cloud
from tests.conftest import KEY
from tests.faults.harness import SEED
from tests.faults.hostile.tried import Attack, Tried, many
from tests.platforms import slack_client as slack
from tests.platforms import teams_client as teams
from tests.platforms.slack_world import CHANNEL, account, slack_world
from tests.platforms.teams_server import CLIENT, ISSUER
from tests.platforms.teams_world import NOW, TeamsWorld, teams_world
from tests.platforms.teams_world import account as teams_account
from tests.platforms.test_slack_door import ELSEWHERE, UNSIGNED
from tests.world import lead, traces

Json = dict[str, Any]
ANA, OTHER = lead("SCT"), "00000000-0000-4000-8000-0000000000ff"
SLACK_HOST, SLACK_API, TEAMS_HOST = "hooks.slack.com", "https://slack.com/api/", "smba.trafficmanager.net"


def unsigned(url: str, scale: float) -> Tried:
    """Stale, future, malformed, unsigned; then one that is good, again and again."""
    database, rounds = Database(url, [KEY]), many(40, scale)
    with slack_world(database) as world:
        body = slack.form(slack.command(account(ANA), "thing add one", CHANNEL, world.server.hook()))
        before, hits = traces(database), 0
        for _ in range(rounds):
            for headers in UNSIGNED.values():
                reply = slack.send(world.workspace.address, body, {"Content-Type": slack.FORM, **headers(body)})
                hits += (reply.status, reply.text) != (401, "")
        hits += traces(database) != before
        good = {"Content-Type": slack.FORM, **slack.signed(body)}
        answers = [slack.send(world.workspace.address, body, good) for _ in range(rounds)]
        hits += world.effects() - 1 + len({answer.text for answer in answers}) - 1
        note = f"and one that is good {rounds} times: one effect, one reply"
    database.close()
    return Tried("Slack: stale, future, malformed, unsigned, replayed", rounds * (len(UNSIGNED) + 1), hits, note)


def _wrong() -> list[Json]:
    """Claims that are changed, each alone."""
    now = int(NOW.timestamp())
    return [
        *(
            {"aud": aud}
            for aud in ("00000000-0000-4000-8000-0000000000ff", [CLIENT, "other"], None, "", CLIENT.upper())
        ),
        *({"iss": iss} for iss in ("https://evil.example", ISSUER + "/", ISSUER + ".evil.example", None, "")),
        *({"exp": exp} for exp in (now - 301, 0, None, "tomorrow", -1)),
        *({"nbf": nbf} for nbf in (now + 301, None, "yesterday")),
        *({"serviceurl": one} for one in ("https://smba.trafficmanager.net/emea/", None, "https://evil.example/")),
    ]


def tokens(url: str, scale: float) -> Tried:
    """alg none, HS256, wrong audience, issuer, tenant, expired; and unknown keys by the thousand, for which the keys
    are asked for once."""
    database, unknown = Database(url, [KEY]), many(2_000, scale)
    with teams_world(database) as world:
        before, hits, tried = traces(database), 0, 0
        for claims in _wrong():
            hits, tried = hits + _let_in(world, teams.token(world.server, NOW, **claims)), tried + 1
        whole = jwt.decode(teams.token(world.server, NOW), options={"verify_signature": False})
        for header in ({"kid": "key-1"}, {}, {"kid": "key-2"}, {"kid": "key-1", "jku": "https://evil.example/keys"}):
            for secret, algorithm in (("", "none"), ("secret-" * 8, "HS256"), ("secret-" * 10, "HS512")):
                signed = jwt.encode(whole, secret, algorithm=algorithm, headers=header)
                hits, tried = hits + _let_in(world, signed), tried + 1
        for tenant in (OTHER, "", None):
            told = {"channelData": {"tenant": {"id": tenant}}, "conversation": {"id": "a:x", "tenantId": tenant}}
            hits, tried = hits + _let_in(world, teams.token(world.server, NOW), **told), tried + 1
        die = random.Random(SEED)
        head, body, signature = teams.token(world.server, NOW, key="key-2").split(".")
        assert head
        for number in range(unknown):
            kid = f"key-{die.randrange(3, 10**9)}" if number % 2 else "key-1"
            other = _coded({"alg": "RS256", "typ": "JWT", "kid": kid})
            hits += _let_in(world, f"{other}.{body}.{signature}")
        asked = world.server.called("keys")
        hits += (traces(database) != before) + max(asked - 2, 0)
        good = not _let_in(world, teams.token(world.server, NOW))
    database.close()
    note = f"{unknown:,} with unknown keys, for which keys were fetched {asked} times"
    return Tried("Teams: tokens that Microsoft didn't sign for us", tried + unknown, hits + good, note)


def _coded(found: object) -> str:
    return jwt.utils.base64url_encode(json.dumps(found).encode()).decode()


def _let_in(world: TeamsWorld, signed: str, **more: Any) -> bool:
    activity = world.client.activity(teams_account(ANA), None, type="message", text="thing add Publish") | more
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {signed}"}
    before = len(world.invocations)
    reply = teams.post(world.client.address, json.dumps(activity).encode(), headers)
    return reply.status not in (401, 403) or len(world.invocations) > before


def elsewhere(_url: str, scale: float) -> Tried:
    """Addresses for an answer, altered everywhere: one is taken only where our own client, which reads it by rules of
    its own, would connect to Slack's or Microsoft's host, by HTTPS."""
    die, tried, hits = random.Random(SEED), many(200_000, scale), 0
    cloud = Cloud("", "", "", "", (TEAMS_HOST,))
    for number in range(tried):
        host = TEAMS_HOST if number % 2 else SLACK_HOST
        address = ELSEWHERE[number] if number < len(ELSEWHERE) else _altered(die, f"https://{host}/emea/1")
        taken = cloud.serves(address) if number % 2 else allowed(address, api_url=SLACK_API, service="hooks")
        hits += taken and not _leads_to(address, host)
    return Tried("response_url and serviceUrl to elsewhere", tried, hits)


def _altered(die: random.Random, address: str) -> str:
    signs = ("@", ":", "/", "\\", "#", "?", ".", "%2e", "%40", "\t", "\n", " ", "\uff0e")
    pieces = (*signs, "evil.example", "http:", "[::1]", ":8443", "user:pass@")
    for _ in range(die.randint(1, 3)):
        place = die.randrange(len(address))
        address = address[:place] + die.choice(pieces) + address[place + die.randint(0, 3) :]
    return address


def _leads_to(address: str, host: str) -> bool:
    try:
        found = URL(address)
        return (found.scheme, found.host, found.port, found.user) == ("https", host, 443, None)
    except ValueError:
        return False


DOORS: tuple[Attack, ...] = (unsigned, tokens, elsewhere)
