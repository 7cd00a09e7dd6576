"""Moving the demo's clock, and that of stories: from one due instant to the next, never jumping over one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from bot.clock import Movable
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.scheduler import CHORES, FAILED, Clockwork, Work

ROUNDS: Final = 10
"""How often one thing may bring about another at the same instant."""


class Stepper:
    """Steps a clock on; at each instant the chores are done and what they had to say is delivered."""

    def __init__(
        self, database: Database, clock: Movable, deliverer: Deliverer, chores: Iterable[Work] = CHORES
    ) -> None:
        self._clock = clock
        self._deliverer = deliverer
        self._clockwork = Clockwork(database, chores)
        self._turn = asyncio.Lock()

    async def advance(self, until: datetime) -> None:
        """Step through everything that falls due up to and at ``until``, which is the time afterwards."""
        async with self._turn:
            reached = await self._settled(self._clock())
            while (instant := await self._coming(reached)) is not None and instant <= until:
                reached = await self._settled(self._clock.set(instant))
            self._clock.set(until)

    async def to_next(self) -> datetime | None:
        """Step to the next instant at which something falls due, and do it; ``None`` where nothing is in sight."""
        async with self._turn:
            instant = await self._coming(await self._settled(self._clock()))
            if instant is not None:
                await self._settled(self._clock.set(instant))
            return instant

    async def catch_up(self) -> None:
        """Do what is due by now, without moving the clock."""
        async with self._turn:
            await self._settled(self._clock())

    async def _coming(self, after: datetime) -> datetime | None:
        return await asyncio.to_thread(self._clockwork.coming, after)

    async def _settled(self, now: datetime) -> datetime:
        """One instant: chores and deliveries until neither brings about anything more."""
        for _ in range(ROUNDS):
            counts = await asyncio.to_thread(self._clockwork.tick, now)
            said = await self._deliverer.deliver_due(now)
            if not sum(number for name, number in counts.items() if name != FAILED) and not said.sent:
                break
        return now
