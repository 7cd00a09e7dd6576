"""A server on the loopback address that speaks the Bot Framework's REST wire: what Teams does with what we send it.

It signs what it sends with keys of its own, published at a metadata address; it hands out tokens for a secret, and is
strict where Teams is strict (tokens, rosters, cards). It can be told to refuse, to be slow, or to break the connection
before or after it has taken something in.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.messages import teams_rules

Json = dict[str, Any]

CLIENT = "00000000-0000-4000-8000-0000000000aa"
SECRET = "canary-client-secret"
TENANT = "00000000-0000-4000-8000-0000000000b1"
BOT = f"28:{CLIENT}"
ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """A key of that name; made once, for it takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(name: str, *, endorsed: tuple[str, ...] = ("msteams",)) -> Json:
    """A key as Microsoft publishes it."""
    found: Json = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key()))
    return {name_: found[name_] for name_ in ("kty", "n", "e")} | {"kid": name, "use": "sig", "endorsements": endorsed}


@dataclass(frozen=True)
class Fault:
    """What happens instead: a status with Teams' code and headers; a connection cut before or after the effect; an
    answer held back until the event is set."""

    status: int = 0
    code: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    cut: str = ""
    until: threading.Event | None = None


@dataclass
class Activity:
    """Something that was said, as it stands now. ``to`` is the only reader of a targeted one; ``changes`` counts how
    often another was put in its place."""

    conversation: str
    thread: str
    id: str
    body: Json
    to: str | None = None
    changes: int = 0

    @property
    def card(self) -> Json:
        """Its adaptive card; an empty one where it is something else."""
        for one in self.body.get("attachments", []):
            if one["contentType"] == "application/vnd.microsoft.card.adaptive":
                return dict(one["content"])
        return {}

    @property
    def texts(self) -> str:
        return "\n".join([*teams_rules.texts(self.card), str(self.body.get("text", ""))])

    @property
    def buttons(self) -> list[Json]:
        return teams_rules.actions(self.card)

    @property
    def attachment(self) -> Json:
        return dict(self.body["attachments"][0])


@dataclass
class Room:
    """A conversation: ``members`` are accounts; ``bot`` says whether we are in it."""

    id: str
    kind: str
    tenant: str
    members: set[str] = field(default_factory=set)
    bot: bool = True


class TeamsServer:
    """Everything that was taken in stands in the lists; ``calls`` in the order of arrival."""

    def __init__(self) -> None:
        self.url = ""
        self.rooms: dict[str, Room] = {}
        self.said: list[Activity] = []
        self.files: dict[str, bytes] = {}
        self.calls: list[tuple[str, str]] = []
        self.keys: list[Json] = [published("key-1")]
        self.secrets = {CLIENT: SECRET}
        self.tenants = {CLIENT: TENANT}
        self.tokens: dict[str, str] = {}
        self.targets = True
        """Whether clients know targeted messages."""
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._number = 1_700_000_000_000

    @property
    def service_url(self) -> str:
        return f"{self.url}/teams/"

    @property
    def metadata(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def plan(self, what: str, *faults: Fault) -> None:
        """What happens to the next calls of a kind: ``say``, ``change``, ``begin``, ``token``, ``keys``, ``upload``."""
        self._faults[what].extend(faults)

    def called(self, what: str) -> int:
        return sum(one == what for one, _ in self.calls)

    def room(self, id: str, kind: str, tenant: str = TENANT, members: tuple[str, ...] = ()) -> Room:
        return self.rooms.setdefault(id, Room(id, kind, tenant, set(members)))

    def alone(self, account: str, tenant: str = TENANT) -> Room:
        """The conversation of somebody with us alone."""
        return self.room(personal(account), "personal", tenant, (account,))

    def number(self) -> str:
        self._number += 1
        return str(self._number)

    def heard(self, account: str) -> list[Activity]:
        """What stands in somebody's own conversation with us."""
        return [one for one in self.said if one.conversation == personal(account)]

    def seen(self, room: str, account: str | None = None) -> list[Activity]:
        """What stands in a shared one: for everybody, or for this account."""
        return [one for one in self.said if one.conversation == room and one.to in (None, account)]

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        path, parts = request.path, [unquote(one) for one in request.rel_url.raw_path.strip("/").split("/")]
        what = _kind(request.method, parts)
        self.calls.append((what, path))
        fault = self._faults[what].popleft() if self._faults[what] else Fault()
        if fault.until is not None:
            await asyncio.to_thread(fault.until.wait, 20)
        if fault.cut == "before":
            return _cut(request)
        if fault.status:
            body = {"error": {"code": fault.code, "message": "as planned"}}
            return web.json_response(body, status=fault.status, headers=dict(fault.headers))
        answer = self._answered(what, parts, request, raw)
        return _cut(request) if fault.cut == "after" else answer

    def _answered(self, what: str, parts: list[str], request: web.Request, raw: bytes) -> web.Response:
        match what:
            case "metadata":
                return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/keys"})
            case "keys":
                return web.json_response({"keys": self.keys})
            case "token":
                return self._token(parts[0], dict(_form(raw)))
            case "upload":
                return self._uploaded(parts[1], request, raw)
            case "say" | "change" | "begin":
                return self._spoken(what, parts, request, json.loads(raw))
        return web.Response(status=404)

    def _token(self, tenant: str, form: dict[str, str]) -> web.Response:
        client = form.get("client_id", "")
        good = (
            form.get("grant_type") == "client_credentials"
            and form.get("scope") == SCOPE
            and self.secrets.get(client) == form.get("client_secret")
            and self.tenants.get(client) == tenant
        )
        if not good:
            return web.json_response({"error": "invalid_client", "error_description": "AADSTS7000215"}, status=401)
        token = f"token-{len(self.tokens)}"
        self.tokens[token] = client
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": token})

    def _spoken(self, what: str, parts: list[str], request: web.Request, body: Json) -> web.Response:
        client = self.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if client is None:
            return _refused(401, "Unauthorized")
        if what == "begin":
            return self._begun(body)
        thread = parts[3]
        room = self.rooms.get(thread.partition(";")[0])
        if room is None:
            return _refused(404, "ConversationNotFound")
        if not room.bot:
            return _refused(403, "BotNotInConversationRoster")
        if wrong := _wrong(body, client):
            return _refused(400, wrong)
        if what == "change":
            return self._changed(parts[5], body)
        to = None
        if request.query.get("isTargetedActivity") == "true":
            to = body["recipient"]["id"]
            if not self.targets or to not in room.members or room.kind == "personal":
                return _refused(400, "TargetedMessagesNotSupported")
        said = Activity(room.id, thread, self.number(), body, to)
        self.said.append(said)
        return web.json_response({"id": said.id}, status=201)

    def _changed(self, id: str, body: Json) -> web.Response:
        found = next((one for one in self.said if one.id == id), None)
        if found is None:
            return _refused(404, "ActivityNotFoundInConversation")
        found.body, found.changes = body, found.changes + 1
        return web.json_response({"id": id})

    def _begun(self, body: Json) -> web.Response:
        account, tenant = body["members"][0]["id"], body["channelData"]["tenant"]["id"]
        known = self.rooms.get(personal(account))
        if known is None or known.tenant != tenant:
            return _refused(403, "BotNotInstalledForUser")
        return web.json_response({"id": known.id}, status=201)

    def _uploaded(self, name: str, request: web.Request, raw: bytes) -> web.Response:
        if request.headers.get("Content-Range") != f"bytes 0-{len(raw) - 1}/{len(raw)}":
            return _refused(400, "invalidRange")
        self.files[name] = raw
        return web.json_response({"name": name}, status=201)


def personal(account: str) -> str:
    """The id of somebody's own conversation with us."""
    return f"a:{account.removeprefix('29:')}"


def _kind(method: str, parts: list[str]) -> str:
    match method, parts:
        case "GET", ["v1", ".well-known", _]:
            return "metadata"
        case "GET", ["v1", "keys"]:
            return "keys"
        case "POST", [_, "oauth2", "v2.0", "token"]:
            return "token"
        case "PUT", ["upload", _]:
            return "upload"
        case "POST", ["teams", "v3", "conversations"]:
            return "begin"
        case "POST", ["teams", "v3", "conversations", _, "activities"]:
            return "say"
        case "PUT", ["teams", "v3", "conversations", _, "activities", _]:
            return "change"
    return "nothing"


def _wrong(body: Json, client: str) -> str:
    """Teams' code for an activity that it would not take."""
    if body.get("type") != "message" or body.get("from", {}).get("id") != f"28:{client}":
        return "BadSyntax"
    for one in body.get("attachments", []):
        if one["contentType"] == "application/vnd.microsoft.card.adaptive":
            try:
                teams_rules.check_whole(one["content"])
            except AssertionError:
                return "BadArgument"
    return "" if body.get("attachments") or body.get("text") else "BadSyntax"


def _form(raw: bytes) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl

    return parse_qsl(raw.decode(), keep_blank_values=True)


def _refused(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": "refused"}}, status=status)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@contextmanager
def teams_server() -> Iterator[TeamsServer]:
    """The server on a free port, in a thread of its own."""
    server = TeamsServer()
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def start() -> web.AppRunner:
        application = web.Application(client_max_size=200_000_000)
        application.router.add_route("*", "/{path:.*}", server.__call__)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    def run() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run, name="teams-server")
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(15)
