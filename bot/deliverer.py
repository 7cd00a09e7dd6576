"""Empties the outbox: claims and settlements in threads, one transaction for many; sends at once, each in its lane."""

from __future__ import annotations

import asyncio
import heapq
import os
import random
import secrets
import socket
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.db.claims import Claimed
from bot.db.errors import AWAY
from bot.db.restorations import Doubt
from bot.db.unit_of_work import Database
from bot.delivery import TIMING, Ended, Sender, Timing
from bot.gateways import Gateway
from bot.notices import NOTICES
from bot.notices.model import Notice
from bot.services import deliveries

log = structlog.get_logger()

AT_ONCE: Final = 200
"""Messages under way in this process. In one workspace fewer are: ``bot.db.roads.IN_FLIGHT``."""

GATHERING_SECONDS: Final = 0.02
"""What ends within so long of each other is written down in one transaction."""

STOPPING_SECONDS: Final = 10.0

Sends = set[asyncio.Task[Ended | None]]


@dataclass(frozen=True)
class Counts:
    """What came of entries: said; refused for now, or put off until its reader is at work; said or not, nobody knows;
    refused for good; no longer true; failed by a fault of ours; settled too late, after another had claimed the
    lane."""

    sent: int = 0
    later: int = 0
    unknown: int = 0
    undeliverable: int = 0
    stale: int = 0
    failed: int = 0
    late: int = 0


class Deliverer:
    """``gateways`` stand in the order in which a person's address is looked for; ``pace`` is the least time between
    two messages in one channel of a platform, ``rates`` how many messages a second a whole workspace of it takes;
    ``operators`` are told of a workspace that was lost; ``observe`` is told of each batch, from a thread."""

    def __init__(
        self,
        database: Database,
        gateways: Sequence[Gateway],
        clock: Clock,
        *,
        notices: Mapping[str, Notice] = NOTICES,
        at_once: int = AT_ONCE,
        pace: Mapping[str, timedelta] | None = None,
        rates: Mapping[str, float] | None = None,
        operators: Sequence[str] = (),
        timing: Timing = TIMING,
        observe: Callable[[Counts], None] | None = None,
        luck: Callable[[], float] = random.random,
        pool: Executor | None = None,
    ) -> None:
        self._database = database
        self._platforms = tuple(gateway.platform for gateway in gateways)
        self._sender = Sender(
            database, gateways, notices=notices, pace=pace or {}, rates=rates or {}, luck=luck, pool=pool, timing=timing
        )
        self._rates = rates or {}
        self._operators = tuple(operators)
        self._timing = timing
        self._clock = clock
        self._at_once = at_once
        self._observe = observe
        self._pool = pool
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._nudged = asyncio.Event()
        self._lanes_free: list[datetime] = []
        """When each lane that we let go may send next: a heap."""
        self._doubt: tuple[Doubt | None] | None = None
        """What may have been said since the copy was made from which the database was put back; asked once."""

    def nudge(self) -> None:
        """Something was written that may be due at once. Only from the event loop's own thread."""
        self._nudged.set()

    async def deliver_due(self, now: datetime) -> Counts:
        """One round at one instant: until nothing is due that may be claimed. Raises ``DatabaseError``."""
        total: Counter[str] = Counter()
        sending: Sends = set()
        ended: list[Ended] = []
        try:
            while True:
                until = self._until()
                claimed, counted = await self._exchange(ended, now, len(sending))
                total.update(counted)
                sending |= {asyncio.create_task(self._sender.send(c, until, lambda: now)) for c in claimed.claims}
                if not sending and not claimed.anything:
                    return Counts(**total)
                done, sending = await _ended(sending, asyncio.FIRST_COMPLETED)
                ended = _results(done)
        finally:
            _cancel(sending)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until ``stop``; what is being sent then has ten seconds to end. A database that is away is waited
        for, and outcomes are kept until they are written down."""
        sending: Sends = set()
        ended: list[Ended] = []
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                until = self._until()
                claimed, ended = await self._tried(ended, len(sending))
                sending |= {asyncio.create_task(self._sender.send(c, until, self._clock)) for c in claimed.claims}
                if claimed.claims or not claimed.anything:
                    await self._pause(sending, stopping, claimed.next_at)
                done = {task for task in sending if task.done()}
                sending -= done
                ended += _results(done)
            done, sending = await _ended(sending, asyncio.ALL_COMPLETED, STOPPING_SECONDS)
            await self._tried([*ended, *_results(done)], self._at_once)
        finally:
            stopping.cancel()
            _cancel(sending)

    async def _tried(self, ended: list[Ended], busy: int) -> tuple[Claimed, list[Ended]]:
        """One exchange with the database, and the outcomes that are still to be written down."""
        try:
            claimed, _ = await self._exchange(ended, self._clock(), busy)
        except AWAY as error:
            log.warning("the database is away", reason=type(error).__name__, kept=len(ended))
            await asyncio.sleep(self._timing.poll.total_seconds())
            return Claimed(), ended
        except Exception:
            log.exception("an exchange with the outbox failed", reference=secrets.token_hex(4), kept=len(ended))
            await asyncio.sleep(self._timing.poll.total_seconds())
            return Claimed(), await self._one_by_one(ended)
        for one in ended:
            if one.outcome.wait_until is not None:
                heapq.heappush(self._lanes_free, one.outcome.wait_until)
        return claimed, []

    async def _one_by_one(self, ended: list[Ended]) -> list[Ended]:
        """Write down each outcome by itself, so that one that can't be holds up no other; what must wait. Its entry is
        tried again when its lease has run out."""
        waiting: list[Ended] = []
        for one in ended:
            try:
                await self._exchange([one], self._clock(), self._at_once)
            except AWAY:
                waiting.append(one)
            except Exception:
                log.exception("an outcome is lost", reference=secrets.token_hex(4), key=one.outcome.claim.key)
        return waiting

    async def _pause(self, sending: Sends, stopping: asyncio.Task[bool], road_free: datetime | None) -> None:
        """Until a send has ended, a lane or a road is free, somebody nudges, or it is time to look again. What ends in
        the next moment is waited for, so that it is written down together."""
        nudged = asyncio.create_task(self._nudged.wait())
        seconds = self._seconds_to_next(road_free)
        done, _ = await asyncio.wait({*sending, stopping, nudged}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if done & sending and stopping not in done:
            await asyncio.sleep(GATHERING_SECONDS)
        nudged.cancel()
        self._nudged.clear()

    def _seconds_to_next(self, road_free: datetime | None) -> float:
        """How long until something of ours may be sent that may not be now, at most until the next look."""
        now = self._clock()
        while self._lanes_free and self._lanes_free[0] <= now:
            heapq.heappop(self._lanes_free)
        coming = [*self._lanes_free[:1], *([road_free] if road_free is not None else [])]
        seconds = min(((instant - now).total_seconds() for instant in coming), default=float("inf"))
        return max(0.0, min(seconds, self._timing.poll.total_seconds()))

    async def _exchange(self, ended: Sequence[Ended], now: datetime, busy: int) -> tuple[Claimed, Counter[str]]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._exchanged, tuple(ended), now, self._at_once - busy)

    def _exchanged(self, ended: Sequence[Ended], now: datetime, room: int) -> tuple[Claimed, Counter[str]]:
        """Settle what has ended and claim what is due, in one transaction."""
        counted: Counter[str] = Counter()
        if not ended:
            with self._database.reading() as uow:
                if room < 1 or not uow.deliveries.anything_due(now, self._platforms):
                    return Claimed(), counted
        doubt = self._doubted(now)
        with self._database.writing("delivery") as uow:
            uow.deliveries.roads.locked()  # before any lane: two processes must not wait for each other
            for one in ended:
                settled = uow.deliveries.settle(one.outcome, now=now, platforms=self._platforms)
                deliveries.follow(uow, one.outcome, settled, operators=self._operators, now=now)
                counted[one.counted if settled.in_time else "late"] += 1
            claimed = uow.deliveries.claim(
                now=now,
                holder=self._holder,
                platforms=self._platforms,
                limit=room,
                lease=self._timing.lease,
                rates=self._rates,
                doubt=doubt,
            )
            for entry_id in claimed.dead:
                deliveries.stand_in(uow, entry_id=entry_id, now=now)
        counted.update({"stale": claimed.stale, "undeliverable": claimed.undeliverable})
        if self._observe is not None:
            self._observe(Counts(**counted))
        return claimed, counted

    def _doubted(self, now: datetime) -> Doubt | None:
        """Looked up before the first claim: a database is put back while nobody serves it."""
        if self._doubt is None:
            with self._database.reading() as uow:
                unbegun, found = uow.restorations.unbegun(), uow.restorations.doubt(now)
            if unbegun:
                with self._database.writing("delivery") as uow:
                    uow.restorations.begin(now)
                    found = uow.restorations.doubt(now)
            self._doubt = (found,)
        return self._doubt[0]

    def _until(self) -> float:
        """When a lease that is taken now has run out, in the event loop's own seconds: they run on while a process is
        stopped, and nobody can set them back."""
        return asyncio.get_running_loop().time() + self._timing.lease.total_seconds()


async def _ended(sending: Sends, when: str, seconds: float | None = None) -> tuple[Sends, Sends]:
    return await asyncio.wait(sending, timeout=seconds, return_when=when) if sending else (set(), set())


def _results(done: Sends) -> list[Ended]:
    return [result for task in done if (result := task.result()) is not None]


def _cancel(sending: Sends) -> None:
    for task in sending:
        task.cancel()
