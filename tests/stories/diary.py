"""A story on a fast-forward clock: people type at certain instants, and all that was said stands in a diary."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from structlog.testing import capture_logs

from bot.clock import Movable, fixed
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.gateways import Address
from bot.messages import plain_text
from bot.messages.model import Message
from bot.stepping import Stepper
from tests.world import World

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Said:
    """One message: when (London time), to whom or where, and what."""

    at: datetime
    to: str
    direct: bool
    message: Message

    @property
    def line(self) -> str:
        """``Mon 1 Mar 09:00 lead.sct: One action needs you``."""
        return f"{self.at:%a} {self.at.day} {self.at:%b %H:%M} {self.to.split('@')[0]}: {self.message.title}"

    @property
    def text(self) -> str:
        return plain_text.render(self.message)


@dataclass
class Diary:
    """A gateway that writes everything down, and refuses nothing."""

    clock: Movable
    said: list[Said] = field(default_factory=list)
    platform: str = "web"

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        self.said.append(Said(self.clock().astimezone(LONDON), address.channel, address.direct, message))
        return f"{key}@{len(self.said)}"


class Story:
    """``types`` waits until a London time, then types; ``until`` lets time pass. ``told`` is what was said directly."""

    def __init__(self, database: Database, start: str) -> None:
        self._begin(database, _instant(start))

    def _begin(self, database: Database, now: datetime) -> None:
        self.clock = Movable(now, source=fixed(now))  # stands still between steps
        self.diary = Diary(self.clock)
        self.world = World(database, self.clock())
        self._stepper = Stepper(database, self.clock, Deliverer(database, [self.diary], self.clock, luck=lambda: 0.5))

    def kept(self) -> tuple[datetime, list[Said]]:
        return self.clock(), self.diary.said.copy()

    @classmethod
    def again(cls, database: Database, kept: tuple[datetime, list[Said]]) -> Self:
        found = cls.__new__(cls)
        now, said = kept
        found._begin(database, now)
        found.diary.said.extend(said)
        return found

    def until(self, when: str) -> None:
        """Everything that falls due up to then happens."""
        with capture_logs() as logged:
            asyncio.run(self._stepper.advance(_instant(when)))
        self.diary.said.sort(key=lambda said: (said.at, said.to))  # at one instant lanes go side by side, in any order
        assert not [line for line in logged if line["log_level"] == "error"]
        self.world.now = self.clock()

    def types(self, when: str, who: str, text: str) -> str:
        """Wait until then, and type. Raises ``AssertionError`` if it was refused."""
        self.until(when)
        return self.world.says(who, text)

    def sleeps(self, until: str) -> None:
        """Time passes while nothing runs."""
        self.clock.set(_instant(until))
        self.world.now = self.clock()

    def told(self, who: str = "") -> list[str]:
        """The lines of what was said directly, to everybody or to one person."""
        return [said.line for said in self.diary.said if said.direct and said.to.startswith(who)]


def _instant(local: str) -> datetime:
    """A London time such as ``2027-03-01 09:00`` as an instant."""
    return datetime.fromisoformat(local).replace(tzinfo=LONDON)
