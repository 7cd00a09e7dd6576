"""The faults that take hours or days, on a clock that is moved: rounds of delivery over HTTP, at one instant each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.clock import fixed
from bot.db.unit_of_work import Database
from bot.deliverer import Deliverer
from bot.gateways import Address, Gateway
from bot.messages.model import Message
from bot.platforms.slack.api import Api
from bot.platforms.slack.gateway import SlackGateway
from tests.faults.harness import Row, counted, enter
from tests.platforms.slack_client import token
from tests.platforms.slack_server import Fault, SlackServer, slack_server

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OPERATOR = "operator@example.org"


class Mailbox:
    """Mail: the other road."""

    platform = "email"

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        self.sent.append(message.title)
        return key


class Clocked:
    """A database, a server, and the instant that both their clocks show."""

    def __init__(self, url: str, server: SlackServer) -> None:
        self.database = Database(url)
        self.server = server
        self.keys: list[str] = []
        self.mail = Mailbox()
        self.now = datetime.min.replace(tzinfo=UTC)
        server.at = lambda: self.now.timestamp()

    def enter(self, notices: int, channels: int) -> None:
        self.keys = enter(self.database, notices, channels)
        with self.database.reading() as uow:
            self.now = uow.waiting.database_time() + timedelta(seconds=5)

    def rounds(self, step: timedelta, until: Callable[[], bool]) -> int:
        """Rounds of delivery, one each ``step``, until something holds; how many there were."""
        for number in range(1_000):
            if until():
                return number
            self.once(step)
        raise TimeoutError("a thousand rounds were not enough")

    def once(self, step: timedelta) -> None:
        """One round, after which it is a ``step`` later."""
        asyncio.run(self._round())
        self.now += step

    async def _round(self) -> None:
        api = Api(self.server.api_url)
        gateways: list[Gateway] = [SlackGateway(api, token), self.mail]
        try:
            deliverer = Deliverer(self.database, gateways, fixed(self.now), operators=[OPERATOR], at_once=1)
            await deliverer.deliver_due(self.now)
        finally:
            await api.close()

    def arrived(self) -> bool:
        return len({post.metadata["event_payload"]["key"] for post in self.server.posts}) >= len(self.keys)

    def asked(self) -> int:
        return len(self.server.called("chat.postMessage"))

    def row(self, what: str, injected: int, note: str) -> Row:
        self.database.close()
        return counted(what, self.keys, self.server, injected, note)


def down(url: str, scale: float) -> Row:
    """Slack answers nobody for half an hour."""
    with slack_server() as server:
        world = Clocked(url, server)
        world.enter(max(int(40 * scale), 10), 10)
        refused = 0

        def fate(_method: str, _given: object) -> Fault:
            nonlocal refused
            away = world.now < back
            refused += away
            return Fault(status=503) if away else Fault()

        server.fate, back = fate, world.now + 30 * MINUTE
        world.rounds(MINUTE / 2, world.arrived)
        late = (world.now - back).total_seconds() / 60
        return world.row("Slack down for 30 minutes", refused, f"all said {late:.0f} minutes after it was back")


def told_to_wait(url: str, scale: float) -> Row:
    """429 with 1, 30 and a day's Retry-After; the others aren't kept waiting."""
    with slack_server() as server:
        world = Clocked(url, server)
        world.enter(max(int(40 * scale), 10), 10)
        waits = ("1", "30", "86400", "999999")
        server.plan("chat.postMessage", *(Fault(status=429, headers=(("Retry-After", wait),)) for wait in waits))
        world.rounds(MINUTE, lambda: len(server.posts) >= len(world.keys) * 8 // 10)
        early = len(server.posts)
        world.rounds(DAY / 4, world.arrived)
        return world.row("429 with Retry-After 1, 30, a day, twelve days", len(waits), f"{early} at once, all by then")


def always_failing(url: str, scale: float) -> Row:
    """One message of each channel is never taken: it steps aside, and at last is given up."""
    with slack_server() as server:
        world = Clocked(url, server)
        world.enter(max(int(40 * scale), 10), 5)
        bad = set(world.keys[:5])
        refused = 0

        def fate(method: str, given: dict[str, dict[str, dict[str, str]]]) -> Fault:
            nonlocal refused
            failing = method == "chat.postMessage" and given["metadata"]["event_payload"]["key"] in bad
            refused += failing
            return Fault(error="service_unavailable") if failing else Fault()

        server.fate = fate
        good = [key for key in world.keys if key not in bad]
        world.rounds(10 * MINUTE, lambda: len(server.posts) >= len(good))
        world.rounds(timedelta(hours=1), lambda: refused >= 5 * 30)
        world.rounds(timedelta(hours=1), lambda: _dead(world) == 5)
        world.keys = good
        return world.row("a message that always fails, in each of 5 channels", refused, "5 given up, with their reason")


def token_revoked(url: str, scale: float) -> Row:
    """One call finds it out; whoever runs the service is told once, by mail."""
    with slack_server() as server:
        world = Clocked(url, server)
        world.enter(max(int(40 * scale), 10), 10)
        server.revoked, begun = True, world.now
        world.rounds(timedelta(hours=1), lambda: world.now >= begun + timedelta(hours=20))
        calls, told = world.asked(), len(world.mail.sent)
        server.revoked = False
        with world.database.writing("faults") as uow:
            uow.deliveries.roads.resume("slack", "T1")
        world.rounds(MINUTE, world.arrived)
        return world.row("token revoked for 20 hours", 1, f"{calls} call, operator told {told} time")


def channels_lost(url: str, scale: float) -> Row:
    """Archived, deleted, and the bot removed: one call each, then nothing until they are back."""
    with slack_server() as server:
        world = Clocked(url, server)
        world.enter(max(int(40 * scale), 12), 4)
        server.archived.add("C0")
        server.gone.add("C1")
        server.absent.add("C2")
        begun = world.now
        world.rounds(timedelta(hours=1), lambda: world.now >= begun + timedelta(hours=20))
        calls = world.asked() - len(server.posts)
        for lost in (server.archived, server.gone, server.absent):
            lost.clear()
        world.rounds(timedelta(hours=1), world.arrived)
        return world.row("channel archived, deleted, bot removed, for 20 hours", 3, f"{calls} calls in vain")


def _dead(world: Clocked) -> int:
    with world.database.reading() as uow:
        return uow.waiting.backlog(world.now).by_state["undeliverable"]


CLOCKED = (down, told_to_wait, always_failing, token_revoked, channels_lost)
