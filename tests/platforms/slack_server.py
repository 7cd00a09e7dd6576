"""A server on the loopback address that speaks Slack's wire: what a workspace does with what we send it.

It is strict where Slack is strict (tokens, encodings, blocks) and can be told to refuse, to be slow, or to break the
connection before or after it has taken something in. Errors are those of docs.slack.dev/reference/methods.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.messages import slack_rules
from tests.platforms.slack_limit import Limit
from tests.platforms.slack_socket import APP_TOKEN, SocketSide

Json = dict[str, Any]

TOKEN = "xoxb-canary-token"
TEAM = "T1"
BOT = "UCONVENOR"
_CHAT = ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update")


@dataclass(frozen=True)
class Fault:
    """What happens instead: an HTTP status or an error code, a connection cut before or after the effect, a pause.

    ``until`` holds the answer back until the event is set, ``slow`` for so many seconds (the effect has been had by
    then), and ``then`` is a status in place of the answer. A post that is ``hidden`` is on its way for so many seconds
    more, by the server's clock."""

    status: int = 0
    error: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    cut: str = ""
    until: threading.Event | None = None
    slow: float = 0.0
    then: int = 0
    hidden: float = 0.0


@dataclass(frozen=True)
class Post:
    """A message as the workspace has it; ``user`` is the only reader of an ephemeral one."""

    channel: str
    text: str
    blocks: list[Json]
    ts: str
    thread: str | None = None
    user: str | None = None
    metadata: Json = field(default_factory=dict)
    unfurls: bool = True
    visible_from: float = 0.0


@dataclass(frozen=True)
class View:
    """A modal as somebody has it open. ``hash`` is another after each change."""

    id: str
    hash: str
    view: Json
    trigger: str

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    @property
    def inputs(self) -> dict[str, Json]:
        """The inputs by their block's id."""
        return {block["block_id"]: block for block in self.view["blocks"] if block["type"] == "input"}


@dataclass(frozen=True)
class SharedFile:
    name: str
    content: bytes
    channel: str


class SlackServer:
    """The workspace ``T1``. Everything that was taken in stands in the lists, and each Home as it was published last;
    ``calls`` are in the order of arrival. Answers are as long as ``weight`` makes them, and ``auth.test`` has these
    ``headers``."""

    def __init__(self) -> None:
        self.url = ""
        self.posts: list[Post] = []
        self.homes: dict[str, list[Json]] = {}
        self.responses: list[tuple[str, Json]] = []
        self.files: list[SharedFile] = []
        self.calls: list[tuple[str, Json]] = []
        self.views: dict[str, View] = {}
        self.triggers: set[str] = set()
        self.revoked = False
        self.codes: dict[str, Json] = {}
        """What each code of an installation is exchanged for."""
        self.rotates = False
        """Whether tokens run out: then each comes with the one that gets the next, once."""
        self.refresh = ""
        self.taken_tokens = {TOKEN}
        self.archived: set[str] = set()
        self.people: dict[str, Json] = {}
        """What ``users.info`` tells; without anybody, reading people wasn't granted."""
        self.absent: set[str] = set()
        self.gone: set[str] = set()
        self.down = False
        self.at: Callable[[], float] = lambda: 1_700_000_000.0
        self.fate: Callable[[str, Json], Fault] = lambda _method, _given: Fault()
        self.taken: Callable[[Post], None] = lambda _post: None
        self.workspace_limit: Limit | None = None
        self.channel_limit: Callable[[], Limit] | None = None
        self.refused_for_now = 0
        self.page = 2
        self._channels: dict[str, Limit] = {}
        self.scopes = {"history", "read"}
        self.headers: dict[str, str] = {}
        self.weight = 0
        self.socket = SocketSide()
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._uploads: dict[str, tuple[str, int, bytes]] = {}
        self._stamp = 0

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def hook(self, name: str = "1") -> str:
        """A ``response_url``."""
        return f"{self.url}/hooks/{name}"

    def plan(self, method: str, *faults: Fault) -> None:
        """What happens to the next calls of a method (``hooks`` and ``upload`` are such too), one after another."""
        self._faults[method].extend(faults)

    def called(self, method: str) -> list[Json]:
        return [arguments for name, arguments in self.calls if name == method]

    async def dated(self, request: web.Request) -> web.StreamResponse:
        """Whatever is answered bears the server's own date."""
        answer = await self.handle(request)
        answer.headers["Date"] = formatdate(self.at(), usegmt=True)
        return answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        kind, _, name = request.path.lstrip("/").partition("/")
        if kind == "link":
            return await self.socket.connected(request)
        method = name if kind == "api" else kind
        raw = await request.read()
        fault = self._fault(kind, method, request, raw)
        if fault.cut == "before":
            return self._cut(request)
        if fault.status:
            return web.Response(status=fault.status, headers=dict(fault.headers), text="no")
        if fault.error:
            return web.json_response({"ok": False, "error": fault.error}, headers=dict(fault.headers))
        try:
            answer = self._taken_in(kind, name, request, raw, fault)
        except Refusal as refusal:
            answer = {"ok": False, "error": str(refusal)}
        if fault.slow:
            await asyncio.sleep(fault.slow)
        if fault.until is not None:
            await asyncio.to_thread(fault.until.wait, 10)
        if fault.cut == "after":
            return self._cut(request)
        if fault.then:
            return web.Response(status=fault.then, text="no")
        return self._said(method, answer)

    def _said(self, method: str, answer: Json | str) -> web.Response:
        if isinstance(answer, str):
            return web.Response(text=answer)
        if self.weight:
            answer = answer | {"padding": "x" * self.weight}
        return web.json_response(answer, headers=self.headers if method == "auth.test" else {})

    def _fault(self, kind: str, method: str, request: web.Request, raw: bytes) -> Fault:
        """What was planned for this call; else what fate has in store, or the limits have."""
        if self._faults[method]:
            return self._faults[method].popleft()
        if kind != "api":
            return Fault()
        if self.down:
            return Fault(status=503)
        given = _arguments(method, request, raw) if method in _CHAT else {}
        if method == "chat.postMessage" and not self._within_limits(str(given["channel"])):
            self.refused_for_now += 1
            return Fault(status=429, headers=(("Retry-After", "1"),))
        return self.fate(method, given)

    def _within_limits(self, channel: str) -> bool:
        now = time.monotonic()
        if self.channel_limit is not None:
            if channel not in self._channels:
                self._channels[channel] = self.channel_limit()
            if not self._channels[channel].takes(now):
                return False
        return self.workspace_limit is None or self.workspace_limit.takes(now)

    def _cut(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    def _taken_in(self, kind: str, name: str, request: web.Request, raw: bytes, fault: Fault) -> Json | str:
        match kind:
            case "api":
                arguments = _arguments(name, request, raw)
                if name == "apps.connections.open":
                    return self._line(request)
                self.calls.append((name, arguments))
                if name == "api.test":
                    return {"ok": True}
                if name == "oauth.v2.access":
                    return self._exchanged(arguments)
                self._authorised(request)
                _valid_view(arguments)
                return self._answer(name, arguments, fault)
            case "hooks":
                body = json.loads(raw)
                _valid(body) if "blocks" in body else None
                self.responses.append((name, body))
                return "ok"
            case "upload":
                filename, length, _ = self._uploads[name]
                if len(raw) != length:
                    raise Refusal("length_mismatch")
                self._uploads[name] = (filename, length, raw)
                return f"OK - {length}"
            case _:
                raise Refusal("unknown_method")

    def _line(self, request: web.Request) -> Json:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token.startswith("xoxb-"):
            raise Refusal("not_allowed_token_type")
        if token != APP_TOKEN:
            raise Refusal("invalid_auth")
        return self.socket.ticket(self.url)

    def _exchanged(self, given: Json) -> Json:
        """A code is good once, for whoever knows the secret."""
        if (given["client_id"], given["client_secret"]) != ("client-1", "canary-client-secret"):
            raise Refusal("bad_client_secret")
        if given.get("grant_type") == "refresh_token":
            if given["refresh_token"] != self.refresh or not self.refresh:
                raise Refusal("invalid_refresh_token")
            found: Json | None = {}
        else:
            found = self.codes.pop(given["code"], None)
        if found is None:
            raise Refusal("invalid_code")
        return {"ok": True, "token_type": "bot", "bot_user_id": BOT} | self._token() | found

    def _token(self) -> Json:
        """One that lasts, or the next of those that don't: the one before serves until it runs out."""
        if not self.rotates:
            return {"access_token": TOKEN}
        number = len(self.taken_tokens)
        token, self.refresh = f"xoxe.xoxb-1-canary{number}", f"xoxe-1-canary{number}"
        self.taken_tokens.add(token)
        return {"access_token": token, "refresh_token": self.refresh, "expires_in": 43_200}

    def _authorised(self, request: web.Request) -> None:
        if self.revoked:
            raise Refusal("token_revoked")
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.taken_tokens:
            raise Refusal("invalid_auth")

    def _answer(self, name: str, given: Json, fault: Fault) -> Json:  # noqa: C901 - one line a method
        match name:
            case "auth.test":
                return {"ok": True, "team": "The exchange", "team_id": TEAM, "user_id": BOT, "bot_id": "B1"}
            case "conversations.open":
                return {"ok": True, "channel": {"id": direct(given["users"])}}
            case "chat.postMessage":
                return self._posted(given, user=None, hidden=fault.hidden)
            case "chat.postEphemeral":
                self._posted(given, user=given["user"])
                return {"ok": True, "message_ts": self.posts[-1].ts}
            case "chat.update":
                return self._updated(given)
            case "chat.getPermalink":
                return {"ok": True, "permalink": permalink(given["channel"], given["message_ts"])}
            case "views.open" | "views.update":
                return self._changed(name, given)
            case "conversations.info":
                return self._shown(given["channel"])
            case "conversations.history":
                return self._history(given)
            case "users.info":
                if given["user"] not in self.people:
                    raise Refusal("user_not_found" if self.people else "missing_scope")
                return {"ok": True, "user": {"id": given["user"], **self.people[given["user"]]}}
            case "views.publish":
                return self._published(given["user_id"], json.loads(given["view"]))
            case "files.getUploadURLExternal":
                number = f"F{len(self._uploads) + 1}"
                self._uploads[number] = (given["filename"], int(given["length"]), b"")
                return {"ok": True, "upload_url": f"{self.url}/upload/{number}", "file_id": number}
            case "files.completeUploadExternal":
                for one in json.loads(given["files"]):
                    filename, _, content = self._uploads[one["id"]]
                    self.files.append(SharedFile(filename, content, given["channel_id"]))
                return {"ok": True, "files": json.loads(given["files"])}
            case _:
                raise Refusal("unknown_method")

    def _changed(self, name: str, given: Json) -> Json:
        """A trigger opens one view."""
        if name == "views.update":
            if given["view_id"] not in self.views:
                raise Refusal("not_found")
            return self._viewed(given["view_id"], given["view"], self.views[given["view_id"]].trigger)
        if given["trigger_id"] in self.triggers:
            raise Refusal("exchanged_trigger_id")
        self.triggers.add(given["trigger_id"])
        return self._viewed(f"V{len(self.views) + 1}", given["view"], given["trigger_id"])

    def view(self) -> View:
        """The view that was opened last, as it stands now."""
        return next(reversed(self.views.values()))

    def answered(self, view: View, answer: Json) -> View | None:
        """What becomes of a view when its submission was answered; ``None`` where all views are closed."""
        match answer.get("response_action"):
            case None | "clear":
                return None
            case "errors":
                assert answer["errors"].keys() <= view.inputs.keys()
                assert all(0 < len(one) <= slack_rules.LABEL_OF_INPUT for one in answer["errors"].values())
                return view
            case "update":
                self._viewed(view.id, answer["view"], view.trigger)
                return self.views[view.id]
            case "push":
                self._viewed(f"{view.id}P", answer["view"], view.trigger)
                return self.views[f"{view.id}P"]
            case action:
                raise AssertionError(action)

    def _viewed(self, id: str, view: Json, trigger: str) -> Json:
        try:
            slack_rules.check_view(view)
        except (AssertionError, KeyError) as error:
            raise Refusal("invalid_arguments") from error
        self._stamp += 1
        self.views[id] = View(id, f"1700000000.{self._stamp:06d}", view, trigger)
        return {"ok": True, "view": {"id": id, "hash": self.views[id].hash}}

    def _updated(self, given: Json) -> Json:
        """One of the bot's own posts, which nobody but everybody sees."""
        for place, post in enumerate(self.posts):
            if (post.channel, post.ts) == (given["channel"], given["ts"]) and post.user is None:
                _valid(given)
                self.posts[place] = replace(post, text=given["text"], blocks=given["blocks"])
                return {"ok": True, "channel": post.channel, "ts": post.ts}
        raise Refusal("message_not_found")

    def _posted(self, given: Json, *, user: str | None, hidden: float = 0.0) -> Json:
        channel = direct(given["channel"]) if given["channel"][0] in "UW" else given["channel"]
        if channel in self.archived:
            raise Refusal("is_archived")
        if channel in self.absent:
            raise Refusal("not_in_channel")
        if channel in self.gone:
            raise Refusal("channel_not_found")
        _valid(given)
        self._stamp = max(self._stamp + 1, int(self.at() * 1_000_000))
        post = Post(
            channel=channel,
            text=given["text"],
            blocks=given.get("blocks", []),
            ts=f"{self._stamp // 1_000_000}.{self._stamp % 1_000_000:06d}",
            thread=given.get("thread_ts"),
            user=user,
            metadata=given.get("metadata", {}),
            unfurls=given.get("unfurl_links", True) or given.get("unfurl_media", True),
            visible_from=self.at() + hidden,
        )
        self.posts.append(post)
        self.taken(post)
        return {"ok": True, "channel": channel, "ts": post.ts}

    def _published(self, user: str, view: Json) -> Json:
        """A Home is whatever was published last."""
        if user in self.absent:
            raise Refusal("user_not_found")
        if view.keys() - {"private_metadata"} != {"type", "blocks"} or view["type"] != "home":
            raise Refusal("invalid_arguments")
        self.homes[user] = view["blocks"]
        return {"ok": True, "view": {**view, "id": f"V{user}"}}

    def _shown(self, channel: str) -> Json:
        """As the bot may see it: of a channel that is gone, or private and not the bot's own, nothing."""
        if "read" not in self.scopes:
            raise Refusal("missing_scope")
        if channel in self.gone:
            raise Refusal("channel_not_found")
        member, archived = channel not in self.absent, channel in self.archived
        return {"ok": True, "channel": {"id": channel, "is_member": member, "is_archived": archived}}

    def _history(self, given: Json) -> Json:
        """Newest first, as Slack gives it; few to a page, so that paging is used."""
        if "history" not in self.scopes:
            raise Refusal("missing_scope")
        if given["channel"] in self.absent:
            raise Refusal("not_in_channel")
        found = [
            post
            for post in reversed(self.posts)
            if post.channel == given["channel"]
            and post.user is None
            and post.visible_from <= self.at()
            and float(post.ts) > float(given.get("oldest") or 0)
        ]
        start = int(given.get("cursor") or 0)
        with_metadata = given.get("include_all_metadata") == "true"
        page = [
            {"ts": post.ts, "text": post.text}
            | ({"metadata": post.metadata} if with_metadata and post.metadata else {})
            for post in found[start : start + self.page]
        ]
        more = str(start + self.page) if len(found) > start + self.page else ""
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": more}}


class Refusal(Exception):
    """Slack's ``ok: false`` with this code."""


def permalink(channel: str, stamp: str) -> str:
    return f"https://exchange.slack.com/archives/{channel}/p{stamp.replace('.', '')}"


def direct(account: str) -> str:
    """The id of the direct messages between the bot and somebody."""
    return f"D{account}"


def _arguments(name: str, request: web.Request, raw: bytes) -> Json:
    """JSON for posts, forms for the rest: what Slack's reference says of each method."""
    if request.content_type == "application/json":
        if name not in _CHAT:
            raise Refusal("invalid_post_type")
        if request.charset is None:
            raise Refusal("missing_charset")
        found = json.loads(raw)
        assert isinstance(found, dict)
        return found
    return dict(parse_qsl(raw.decode(), keep_blank_values=True))


def _valid(body: Json) -> None:
    """A text beside the blocks, and blocks that Slack would take. Raises ``Refusal``."""
    if not isinstance(body.get("blocks", []), list) or not body.get("text"):
        raise Refusal("no_text")
    try:
        slack_rules.check_message(body)
    except AssertionError as error:
        raise Refusal("invalid_blocks") from error


def _valid_view(given: Json) -> None:
    """A view that Slack would open or publish, whatever the method. Raises ``Refusal``."""
    if "view" not in given:
        return
    view = given["view"]
    try:
        slack_rules.check_view(json.loads(view) if isinstance(view, str) else view)
    except AssertionError as error:
        raise Refusal("invalid_arguments") from error


@contextmanager
def slack_server() -> Iterator[SlackServer]:
    """The server on a free port, in a thread of its own."""
    server = SlackServer()
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def start() -> web.AppRunner:
        application = web.Application(client_max_size=200_000_000)
        application.router.add_route("*", "/{path:.*}", server.dated)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        server.url = f"http://127.0.0.1:{port}"
        server.socket.start(loop)
        return runner

    def run() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run, name="slack-server")
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(15)
