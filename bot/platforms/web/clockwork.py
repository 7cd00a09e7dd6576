"""The control of the demo's clock: where it may be moved to, and since when things have happened."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final, Literal

from bot.clock import Clock
from bot.domain.dates import local, to_instant
from bot.platforms.web.rooms import ChatRoom, Mail, Post

MORNING: Final = time(9)
Step = Literal["day", "week", "next"]
STEPS: Final[tuple[Step, ...]] = ("day", "week", "next")

Advance = Callable[[datetime], Awaitable[object]]
ToNext = Callable[[], Awaitable[datetime | None]]

SILENT: Final = 500
"""Due instants at which nothing was said that are stepped through before the clock is left where it is."""


@dataclass
class Clockwork:
    """Moves the clock through what the app hands in: ``advance(until)`` and ``to_next()``, both of which step
    through every due instant and return when what falls due there has been said (``to_next`` returns the instant,
    or ``None`` where nothing is in sight).

    ``since`` is the id after which things count as happened since the last move; ``moved`` tells whether there
    was one.
    """

    clock: Clock
    zone: str
    rooms: ChatRoom
    advance: Advance
    to_next: ToNext
    moved: bool = False
    since: int = 0
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def move(self, step: Step) -> None:
        """To nine in the morning of the next day, or of the same weekday next week, in the demo's zone; or to
        the next instant at which something is said."""
        async with self._one_at_a_time:
            since = self.rooms.last
            if step == "next":
                await self._until_something_is_said(since)
            else:
                await self.advance(self._morning(days=1 if step == "day" else 7))
            self.moved, self.since = True, since

    def happened(self) -> tuple[Post | Mail, ...]:
        """What Convenor said by itself since the last move began, oldest first."""
        return self.rooms.unasked_since(self.since) if self.moved else ()

    async def _until_something_is_said(self, since: int) -> None:
        for _ in range(SILENT):
            if await self.to_next() is None or self.rooms.unasked_since(since):
                return

    def _morning(self, *, days: int) -> datetime:
        today = local(self.clock(), self.zone).date()
        return to_instant(today + timedelta(days=days), MORNING, self.zone)
