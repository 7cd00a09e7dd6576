"""Slack by Socket Mode: for places that nobody can reach from outside. We connect, and payloads come down the line.

They go to the same reception as signed requests do. A watchdog keeps a line open: a dead one is replaced, and one that
Slack announces to end goes on until its successor has been greeted. An envelope is acknowledged over the line it came
by; one that could not be is sent again by Slack, and has one effect.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import structlog

from bot.gateways import TryLater, Undeliverable, Unknown
from bot.platforms.fields import Malformed
from bot.platforms.outward import LEAVING
from bot.platforms.slack.addresses import allowed_socket
from bot.platforms.slack.api import Api
from bot.platforms.slack.connection import Connection, Lost, Pulse
from bot.platforms.slack.envelopes import (
    LINK_DISABLED,
    Disconnect,
    Envelope,
    Hello,
    acknowledgement,
    read_frame,
)
from bot.platforms.slack.listeners import Reception

log = structlog.get_logger()

MOST: Final = 3
"""Lines at once, those that are ending among them. Slack allows ten an app, for all its processes."""

Observe = Callable[[str, int], None]
"""Told of each event by a word, and how many lines stand then."""

Refused = Callable[[str], Awaitable[None]]
"""Told once of Slack's code for why it takes no connection of ours."""


@dataclass(frozen=True)
class Pace:
    """Seconds. After a failure we wait ``first``, then twice as long each time up to ``longest``, each between half and
    the whole of that; a line that stood ``steady`` begins anew. A refusal is tried again every ``refused``. An old line
    is listened to for ``linger`` after its successor was greeted."""

    first: float = 1.0
    longest: float = 60.0
    steady: float = 30.0
    refused: float = 300.0
    linger: float = 20.0
    pulse: Pulse = field(default_factory=Pulse)


@dataclass(eq=False)
class _Line:
    """A connection; ``greeted`` once Slack has said hello, ``ending`` once another is wanted in its place."""

    connection: Connection
    greeted: asyncio.Event = field(default_factory=asyncio.Event)
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    why: str = ""
    listening: asyncio.Task[None] | None = None

    def end(self, why: str) -> None:
        self.why = self.why or why
        self.ending.set()


class SocketMode:
    """Keeps a line to Slack open while ``run`` runs; to be made and run inside one event loop."""

    def __init__(
        self,
        api: Api,
        app_token: str,
        reception: Reception,
        *,
        observe: Observe,
        refused: Refused,
        pace: Pace | None = None,
        luck: Callable[[], float] = random.random,
    ) -> None:
        self._api = api
        self._app_token = app_token
        self._reception = reception
        self._observe = observe
        self._tell = refused
        self._pace = pace or Pace()
        self._luck = luck
        self._lines: list[_Line] = []
        self._at_work: set[asyncio.Task[None]] = set()
        self._leaving = False
        self._told: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until ``stop``. What arrived before is then answered and acknowledged, for ten seconds at most; what arrives
        after is left to Slack, which gives it to another process or sends it again."""
        stopping = asyncio.get_running_loop().create_task(stop.wait())
        try:
            await self._kept_open(stop, stopping)
            self._leaving = True
            if self._at_work:
                await asyncio.wait(self._at_work, timeout=LEAVING)
        finally:
            stopping.cancel()
            self._leaving = True
            for line in tuple(self._lines):
                await self._hang_up(line)

    async def _kept_open(self, stop: asyncio.Event, stopping: asyncio.Task[bool]) -> None:
        loop, failures = asyncio.get_running_loop(), 0
        while not stop.is_set():
            opened = loop.time()
            pause = await self._served(stopping)
            failures = 0 if loop.time() - opened >= self._pace.steady else failures + 1
            pause = self._back_off(failures) if pause is None else min(pause, self._pace.refused)
            if pause and not stop.is_set():
                await asyncio.wait({stopping}, timeout=pause)

    async def _served(self, stopping: asyncio.Task[bool]) -> float | None:
        """Open a line, and come back when another is wanted. How long to wait before that, if Slack says so."""
        try:
            line = await self._opened()
        except Undeliverable as refused:
            return await self._refused(str(refused))
        except (TryLater, Unknown, Lost) as away:
            log.warning("slack socket not opened", reason=str(away))
            self._observe("failed", len(self._lines))
            return _asked_for(away)
        ending = asyncio.get_running_loop().create_task(line.ending.wait())
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        return await self._refused(line.why) if line.why == LINK_DISABLED else None

    async def _opened(self) -> _Line:
        """A line that Slack has greeted; the older ones end in a while. Raises ``Undeliverable``, ``TryLater``,
        ``Unknown`` or ``Lost``."""
        found = await self._api.call("apps.connections.open", self._app_token)
        url = str(found.get("url", ""))
        while len(self._lines) >= MOST:
            await self._hang_up(self._lines[0])
        older = tuple(self._lines)
        serves = partial(allowed_socket, api_url=self._api.url)
        line = _Line(await Connection.open(url, self._pace.pulse, serves))
        self._lines.append(line)
        line.listening = asyncio.get_running_loop().create_task(self._listen(line))
        await self._greeted(line, line.listening)
        self._told = None
        log.info("slack socket open", reference=line.connection.reference, lines=len(self._lines))
        self._observe("opened", len(self._lines))
        for one in older:
            self._api.soon(self._fade(one))
        return line

    async def _greeted(self, line: _Line, listening: asyncio.Task[None]) -> None:
        """Until Slack has said hello. Raises ``Lost`` or ``Undeliverable`` where it doesn't."""
        greeting = asyncio.get_running_loop().create_task(line.greeted.wait())
        opening = self._pace.pulse.opening
        await asyncio.wait({greeting, listening}, timeout=opening, return_when=asyncio.FIRST_COMPLETED)
        greeting.cancel()
        if line.greeted.is_set():
            return
        why = line.why or "not greeted"
        await self._hang_up(line)
        raise Undeliverable(why) if why == LINK_DISABLED else Lost(why)

    async def _listen(self, line: _Line) -> None:
        """Take in what comes until the line is dead, and clear it away."""
        reference = line.connection.reference
        try:
            async for text in line.connection.frames():
                self._take_in(line, text)
        except Lost as lost:
            log.info("slack socket lost", reference=reference, reason=str(lost), announced=line.why)
            line.end(str(lost))
        except Exception:
            log.exception("slack socket broken", reference=reference)
            line.end("broken")
        finally:
            self._lines.remove(line)
            self._observe("ended", len(self._lines))
            await line.connection.close()

    def _take_in(self, line: _Line, text: str) -> None:
        try:
            frame = read_frame(text)
        except Malformed as malformed:
            log.info("slack frame refused", reference=line.connection.reference, why=f"malformed {malformed}")
            return
        match frame:
            case Hello():
                line.greeted.set()
            case Disconnect(reason=reason):
                log.info("slack socket ends", reference=line.connection.reference, reason=reason)
                line.end(reason or "warning")
            case Envelope() if not self._leaving:
                task = self._api.soon(self._answer(line, frame))
                self._at_work.add(task)
                task.add_done_callback(self._at_work.discard)

    async def _answer(self, line: _Line, envelope: Envelope) -> None:
        """Hand it over and acknowledge it. What can't be read is acknowledged too: it would come back the same."""
        reference = line.connection.reference
        self._observe("envelope", len(self._lines))
        try:
            acknowledged = await self._reception.receive(envelope.payload, unsure=True)
        except Malformed as malformed:
            log.info("slack envelope refused", reference=reference, kind=envelope.kind, why=f"malformed {malformed}")
            await line.connection.send(acknowledgement(envelope, None))
            return
        except Exception:
            log.exception("slack envelope failed", reference=reference, kind=envelope.kind)
            return
        sent = await line.connection.send(acknowledgement(envelope, acknowledged.body))
        if not sent:
            log.warning("slack envelope not acknowledged", reference=reference, kind=envelope.kind)
            self._observe("unacknowledged", len(self._lines))
        if not (sent and envelope.takes_payload):
            await self._reception.otherwise(acknowledged)

    async def _refused(self, code: str) -> float:
        """Slack won't have us: said once, until it takes us again. Asked again now and then, for it may be mended."""
        if code != self._told:
            self._told = code
            log.error("slack refuses socket mode", reason=code)
            try:
                await self._tell(code)
            except Exception:
                log.exception("the owner could not be told", reason=code, reference=secrets.token_hex(4))
        self._observe("refused", len(self._lines))
        return self._pace.refused

    async def _fade(self, line: _Line) -> None:
        """Listen to an old line for a while: what Slack sent down it before it knew of the new one is still to come."""
        if line.listening is not None:
            await asyncio.wait({line.listening}, timeout=self._pace.linger if not self._leaving else 0)
        await self._hang_up(line)

    async def _hang_up(self, line: _Line) -> None:
        line.end("hung up")
        if line.listening is not None and not line.listening.done():
            line.listening.cancel()
            await asyncio.wait({line.listening})

    def _back_off(self, failures: int) -> float:
        """At once after a line that stood long; else longer each time, and never all processes at once."""
        if failures == 0:
            return 0.0
        longest = min(self._pace.longest, self._pace.first * 2.0 ** min(failures - 1, 20))
        return longest * (0.5 + self._luck() / 2)


def _asked_for(away: Exception) -> float | None:
    """The pause that Slack asked for, in seconds."""
    after = away.after if isinstance(away, TryLater) else None
    return None if after is None else after.total_seconds()
