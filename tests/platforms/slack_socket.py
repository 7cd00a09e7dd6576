"""Slack's side of Socket Mode, for tests: tickets, greetings, envelopes, and every way in which a line can end.

Strict where Slack is: a ticket is good once, an envelope is acknowledged over the line it went down, and one that was
not is sent again down another line.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from aiohttp import WSMsgType, web

Json = dict[str, Any]
Found = TypeVar("Found")

APP_TOKEN = "xapp-1-A1-canary-app-token"
MOST = 10
"""Lines that Slack gives an app."""

WAITING = 20.0


@dataclass(eq=False)
class Line:
    """One WebSocket as Slack has it. A ``deaf`` one reads nothing, so that not even a ping is answered."""

    socket: web.WebSocketResponse
    number: int
    transport: asyncio.Transport
    ending: bool = False
    deaf: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False)
class Sent:
    """An envelope on its way; ``answer`` is the payload of its acknowledgement, ``lines`` those it went down."""

    id: str
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    answer: Json | None = None
    lines: list[int] = field(default_factory=list)


class SocketSide:
    """What the workspace does with our lines. Every method may be called from a test's thread."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.lines: list[Line] = []
        self.opened = 0
        self.most = 0
        self.deaf_from_the_start = False
        self.mute_from_the_start = False
        self.strays: list[Json] = []
        self.acknowledgements: Counter[str] = Counter()
        self.takes_payload = True
        self.when_taken: Callable[[Line], Coroutine[Any, Any, None]] | None = None
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self._waiting: dict[str, Sent] = {}
        self._changed: asyncio.Event | None = None

    # Our calls and connections

    def ticket(self, url: str) -> Json:
        """The answer to ``apps.connections.open``."""
        if len(self.lines) >= MOST:
            return {"ok": False, "error": "too_many_websockets"}
        ticket = f"t{next(self._numbers)}"
        self._tickets.add(ticket)
        return {"ok": True, "url": f"{url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id=A1"}

    async def connected(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket, from its greeting to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, autoclose=False)
        await socket.prepare(request)
        assert isinstance(request.transport, asyncio.Transport)
        self.opened += 1
        line = Line(socket, self.opened, request.transport, deaf=self.deaf_from_the_start)
        self.lines.append(line)
        self.most = max(self.most, len(self.lines))
        try:
            if not self.mute_from_the_start:
                await socket.send_str(json.dumps(_hello(len(self.lines))))
            self._notify()
            await self._read(line)
        finally:
            self.lines.remove(line)
            line.over.set()
            self._notify()
        return socket

    async def _read(self, line: Line) -> None:
        while True:
            message = await line.socket.receive()
            if message.type in (WSMsgType.CLOSED, WSMsgType.CLOSING, WSMsgType.ERROR):
                return
            if line.deaf:
                continue
            if message.type is WSMsgType.CLOSE:
                await line.socket.close()
                return
            if message.type is WSMsgType.PING:
                await line.socket.pong(message.data)
            if message.type is WSMsgType.TEXT:
                self._acknowledged(line, json.loads(message.data))

    def _acknowledged(self, line: Line, found: Json) -> None:
        self.acknowledgements[found["envelope_id"]] += 1
        sent = self._waiting.get(found["envelope_id"])
        if sent is None or line.number not in sent.lines:
            self.strays.append(found)
            return
        sent.answer = found.get("payload")
        sent.acknowledged.set()

    # What a test does

    def delivers(self, kind: str, payload: Json, *, envelope: str | None = None) -> Sent:
        """Send an envelope, and again down another line as often as its line dies; returns once it is acknowledged."""
        return self._do(self._delivered(kind, payload, envelope or f"E{next(self._numbers)}"))

    def carries(self, body: bytes, content_type: str) -> Sent:
        """The envelope of what would have been this request."""
        if content_type == "application/json":
            return self.delivers("events_api", json.loads(body))
        fields = dict(parse_qsl(body.decode("utf-8", "surrogatepass"), keep_blank_values=True))
        if "payload" in fields:
            return self.delivers("interactive", json.loads(fields["payload"]))
        return self.delivers("slash_commands", fields)

    def begins(self, kind: str, payload: Json) -> Sent:
        """Send an envelope once, and wait for nothing."""
        sent = Sent(f"E{next(self._numbers)}")
        self._do(self._send(sent, kind, payload, self._usable()[-1], attempt=0))
        return sent

    def announces(self, reason: str) -> None:
        """Tell the newest line that it will end, and send nothing more down it."""
        line = self._usable()[-1]
        line.ending = True
        self._do(line.socket.send_str(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {}})))

    def says(self, text: str) -> None:
        """Any frame at all."""
        self._do(self._usable()[-1].socket.send_str(text))

    def goes_deaf(self) -> Line:
        """The newest line is half open from now on: nothing is read, nothing is said, nothing is closed."""
        line = self._usable()[-1]
        line.deaf = line.ending = True
        return line

    def cuts(self) -> None:
        """Break the newest line's connection, without a word."""
        line = self._usable()[-1]
        line.ending = True
        self._do(self._cut(line))

    def closes(self) -> None:
        """Close the newest line as the protocol has it."""
        line = self._usable()[-1]
        line.ending = True
        self._do(self._close(line))

    def wait_for(self, opened: int) -> None:
        """Until so many lines were ever opened, and one of them is to be used."""
        deadline = time.monotonic() + WAITING
        while self.opened < opened or not self._usable():
            assert time.monotonic() < deadline, f"{self.opened} lines were opened, {len(self._usable())} stand"
            time.sleep(0.005)

    async def _delivered(self, kind: str, payload: Json, envelope: str) -> Sent:
        sent = Sent(envelope)
        async with asyncio.timeout(WAITING):
            for attempt in itertools.count():
                line = await self._next_usable()
                await self._send(sent, kind, payload, line, attempt=attempt)
                if await _first(sent.acknowledged, line.over):
                    return sent
        raise AssertionError("unreachable")

    async def _send(self, sent: Sent, kind: str, payload: Json, line: Line, *, attempt: int) -> None:
        self._waiting[sent.id] = sent
        sent.lines.append(line.number)
        envelope = {
            "type": kind,
            "envelope_id": sent.id,
            "payload": payload,
            "accepts_response_payload": self.takes_payload and kind != "events_api",
            **({"retry_attempt": attempt, "retry_reason": "timeout"} if kind == "events_api" else {}),
        }
        await line.socket.send_str(json.dumps(envelope))
        if self.when_taken is not None:
            await self.when_taken(line)

    async def _next_usable(self) -> Line:
        while not self._usable():
            assert self._changed is not None
            self._changed.clear()
            await self._changed.wait()
        return self._usable()[-1]

    def _usable(self) -> list[Line]:
        return [line for line in self.lines if not (line.ending or line.transport.is_closing())]

    async def _cut(self, line: Line) -> None:
        line.transport.abort()

    async def _close(self, line: Line) -> None:
        await line.socket.close()

    def _notify(self) -> None:
        if self._changed is not None:
            self._changed.set()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop, self._changed = loop, asyncio.Event()

    def _do(self, work: Coroutine[Any, Any, Found]) -> Found:
        assert self.loop is not None
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(WAITING + 5)


def _hello(lines: int) -> Json:
    return {
        "type": "hello",
        "num_connections": lines,
        "debug_info": {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060},
        "connection_info": {"app_id": "A1"},
    }


async def _first(acknowledged: asyncio.Event, over: asyncio.Event) -> bool:
    """Whether it was acknowledged before the line was over."""
    waiting = {asyncio.ensure_future(acknowledged.wait()), asyncio.ensure_future(over.wait())}
    _, late = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for one in late:
        one.cancel()
    return acknowledged.is_set()
