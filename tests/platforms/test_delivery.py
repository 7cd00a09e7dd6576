"""The road out: what is due is said, in order, whatever the platform answers."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import fixed
from bot.db import models
from bot.db.claims import LEASE, Outcome, Settled
from bot.db.deliveries import Deliveries
from bot.db.errors import Unreachable
from bot.db.models import OutboxState
from bot.db.recipients import ToPerson, ToPlace
from bot.db.unit_of_work import Database, UnitOfWork
from bot.deliverer import Counts, Deliverer
from bot.delivery import PATIENCE, back_off
from bot.gateways import Address, TryLater, Undeliverable, Unknown
from bot.messages import codec
from bot.messages.model import Message
from bot.notices.model import Entry, Notice, NotNow, said
from bot.presenters.speech import Words

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@dataclass
class Recorder:
    """A chat server that keeps what it was told. ``answers`` is asked before each message is taken."""

    answers: Callable[[Address, Message], None] = lambda _address, _message: None
    after: Callable[[Address, Message], None] = lambda _address, _message: None
    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)
    platform: str = "chat"

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        await asyncio.sleep(0)
        if address.channel in self.slow:
            await self.slow[address.channel].wait()
        self.answers(address, message)
        self.said.append((address.channel, message.title))
        self.after(address, message)
        return f"id-{len(self.said)}"

    def titles(self, channel: str = "C1") -> list[str]:
        return [title for place, title in self.said if place == channel]


def enter(database: Database, title: str, channel: str = "C1", *, subject: str = "message") -> None:
    with database.writing("test") as uow:
        uow.outbox.say(
            key=f"{channel}:{title}",
            subject=subject,
            facts={"reply": codec.dump(Message(title))},
            to=ToPlace("chat", "T1", channel),
            now=NOW,
        )


def deliverer(database: Database, gateway: Recorder, **extra: object) -> Deliverer:
    return Deliverer(database, [gateway], fixed(NOW), luck=lambda: 0.0, **extra)  # type: ignore[arg-type]


def deliver(database: Database, gateway: Recorder, now: datetime = NOW, **extra: object) -> Counts:
    async def one_round() -> Counts:
        return await deliverer(database, gateway, **extra).deliver_due(now)

    return asyncio.run(one_round())


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not happened():  # noqa: ASYNC110 - another thread's database tells no event
            await asyncio.sleep(0.01)


def raising(error: Exception, *titles: str) -> Callable[[Address, Message], None]:
    def answer(_address: Address, message: Message) -> None:
        if not titles or message.title in titles:
            raise error

    return answer


def states(database: Database) -> Counter[str]:
    with database.reading() as uow:
        return Counter(row.value for row in uow.session.scalars(select(models.OutboxEntry.state)))


def test_everything_due_is_said_in_the_order_of_its_lane(database: Database) -> None:
    for number in range(5):
        for channel in ("C1", "C2", "C3"):
            enter(database, f"{number}", channel)
    gateway = Recorder()
    assert deliver(database, gateway, at_once=2) == Counts(sent=15)
    assert [gateway.titles(channel) for channel in ("C1", "C2", "C3")] == [["0", "1", "2", "3", "4"]] * 3
    assert deliver(database, gateway) == Counts()
    assert states(database) == {"sent": 15}


def test_a_retry_after_is_honoured_and_keeps_the_order(database: Database) -> None:
    enter(database, "a")
    enter(database, "b")
    busy = Recorder(raising(TryLater("rate limited", timedelta(seconds=30)), "a"))
    assert deliver(database, busy) == Counts(later=1)
    gateway = Recorder()
    assert deliver(database, gateway, NOW + timedelta(seconds=29)) == Counts()
    assert deliver(database, gateway, NOW + timedelta(seconds=30)) == Counts(sent=2)
    assert gateway.titles() == ["a", "b"]


def test_a_platform_that_is_away_is_asked_less_and_less_often(database: Database) -> None:
    enter(database, "a")
    now, asked = NOW, 0
    away = Recorder(raising(TryLater("no answer")))
    while now < NOW + timedelta(minutes=30):
        asked += deliver(database, away, now).later
        now += timedelta(seconds=5)
    assert asked == 9
    assert deliver(database, Recorder(), now + timedelta(minutes=10)) == Counts(sent=1)


def test_what_is_refused_for_good_holds_nothing_up(database: Database) -> None:
    enter(database, "a")
    enter(database, "b")
    gateway = Recorder(raising(Undeliverable("channel_not_found"), "a"))
    assert deliver(database, gateway) == Counts(sent=1, undeliverable=1)
    assert gateway.titles() == ["b"]


def test_an_unknown_outcome_is_kept_apart_and_tried_again(database: Database) -> None:
    enter(database, "a")
    lost = Recorder(after=raising(Unknown("connection lost")))
    assert deliver(database, lost) == Counts(unknown=1)
    assert states(database) == {"unknown": 1}
    assert deliver(database, Recorder(raising(TryLater("busy"))), NOW + timedelta(minutes=1)) == Counts(later=1)
    assert states(database) == {"unknown": 1}
    assert deliver(database, Recorder(), NOW + timedelta(minutes=5)) == Counts(sent=1)


def test_one_slow_lane_delays_no_other(database: Database) -> None:
    enter(database, "slow", "C0")
    for number in range(20):
        enter(database, f"{number}")

    async def story() -> None:
        gateway = Recorder(slow={"C0": asyncio.Event()})
        running = asyncio.create_task(deliverer(database, gateway).deliver_due(NOW))
        await until(lambda: len(gateway.said) == 20)
        assert gateway.titles("C0") == []
        gateway.slow["C0"].set()
        assert await running == Counts(sent=21)

    asyncio.run(story())


def test_what_a_stalled_process_is_late_with_leaves_one_after_another(database: Database) -> None:
    """A hundred a second and no more, though a fifth of a second was lost and twenty are late at once."""
    for number in range(45):
        enter(database, "all", f"C{number}")
    left: list[float] = []

    def stalls(_address: Address, _message: Message) -> None:
        left.append(time.monotonic())
        if len(left) == 10:
            time.sleep(0.2)

    assert deliver(database, Recorder(after=stalls), rates={"chat": 100.0}).sent == 45
    late = left[10:]
    assert max(sum(at <= other < at + 0.1 for other in late) for at in late) <= 13


def test_a_process_that_dies_while_it_sends_says_it_again_only_after_its_lease(database: Database) -> None:
    enter(database, "a")

    async def dies() -> None:
        gateway = Recorder(slow={"C1": asyncio.Event()})
        running = asyncio.create_task(deliverer(database, gateway).deliver_due(NOW))
        await until(lambda: states(database) == {"sending": 1})
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(dies())
    assert deliver(database, Recorder(), NOW + LEASE - timedelta(seconds=1)) == Counts()
    gateway = Recorder()
    assert deliver(database, gateway, NOW + LEASE) == Counts(sent=1)
    assert gateway.titles() == ["a (repeat)"]


def test_two_deliverers_at_once_say_everything_once_and_in_order(database: Database) -> None:
    for number in range(10):
        for channel in range(6):
            enter(database, f"{number}", f"C{channel}")

    async def both() -> Counts:
        one, two = deliverer(database, gateway, at_once=3), deliverer(database, gateway, at_once=3)
        found = await asyncio.gather(one.deliver_due(NOW), two.deliver_due(NOW))
        return Counts(sent=found[0].sent + found[1].sent)

    gateway = Recorder()
    assert asyncio.run(both()) == Counts(sent=60)
    for channel in range(6):
        assert gateway.titles(f"C{channel}") == [str(number) for number in range(10)]


def broken(_uow: UnitOfWork, _entry: Entry, _words: Words, _now: datetime) -> Message | None:
    raise KeyError("a fault of ours")


def nothing_left(_uow: UnitOfWork, _entry: Entry, _words: Words, _now: datetime) -> Message | None:
    return None


def test_a_notice_that_fails_is_tried_later_and_blocks_nobody(database: Database) -> None:
    enter(database, "a", subject="broken")
    enter(database, "b")
    gateway = Recorder()
    assert deliver(database, gateway, notices={"broken": broken, "message": said}) == Counts(sent=1, failed=1)
    assert gateway.titles() == ["b"]
    mended = {"broken": said, "message": said}
    assert deliver(database, gateway, NOW + timedelta(seconds=5), notices=mended) == Counts(sent=1)


def away(_uow: UnitOfWork, _entry: Entry, _words: Words, _now: datetime) -> Message | None:
    raise Unreachable("SELECT 1", None, ConnectionResetError("the connection is lost"))


def test_while_the_database_is_away_nothing_overtakes_what_stands_first(database: Database) -> None:
    """When it is to be worded, and when its token is looked up: then nobody knows whether it was said."""
    for title, subject in (("a", "first"), ("b", "message")):
        enter(database, title, subject=subject)
    gateway = Recorder()
    assert deliver(database, gateway, notices={"first": away, "message": said}) == Counts(later=1)
    assert states(database) == {"ready": 2}
    gateway.answers = raising(Unreachable("SELECT 1", None, ConnectionResetError()), "a")
    first = NOW + timedelta(seconds=5)
    assert deliver(database, gateway, first, notices={"first": said, "message": said}) == Counts(unknown=1)
    assert (states(database), gateway.titles()) == ({"unknown": 1, "ready": 1}, [])
    gateway.answers = Recorder().answers
    last = first + timedelta(seconds=10)
    assert deliver(database, gateway, last, notices={"first": said, "message": said}) == Counts(sent=2)
    assert gateway.titles()[1:] == ["b"]


def test_a_gateway_with_a_fault_blocks_nobody(database: Database) -> None:
    enter(database, "a")
    enter(database, "b")
    gateway = Recorder(raising(ZeroDivisionError(), "a"))
    assert deliver(database, gateway) == Counts(sent=1, failed=1)
    assert states(database) == {"unknown": 1, "sent": 1}


def test_what_is_no_longer_true_is_not_said(database: Database) -> None:
    enter(database, "a")
    gateway = Recorder()
    assert deliver(database, gateway, notices={"message": nothing_left}) == Counts(stale=1)
    assert gateway.said == []
    assert states(database) == {OutboxState.STALE: 1}


def waits_until(hours: int) -> Notice:
    """Nobody is at work until then."""

    def waiting(_uow: UnitOfWork, _entry: Entry, _words: Words, now: datetime) -> Message | None:
        if now < NOW + timedelta(hours=hours):
            raise NotNow(NOW + timedelta(hours=hours))
        return Message("Good morning")

    return waiting


def test_what_waits_for_its_reader_is_put_off_and_holds_nobody_up(database: Database) -> None:
    enter(database, "a", subject="morning")
    enter(database, "b")
    gateway, notices = Recorder(), {"morning": waits_until(12), "message": said}
    assert deliver(database, gateway, notices=notices) == Counts(sent=1, later=1)
    assert deliver(database, gateway, NOW + timedelta(hours=11), notices=notices) == Counts()
    with database.reading() as uow:
        assert uow.waiting.next_instant(NOW) == NOW + timedelta(hours=12)
    assert deliver(database, gateway, NOW + timedelta(hours=12), notices=notices) == Counts(sent=1)
    assert gateway.titles() == ["b", "Good morning"]


def test_what_may_have_been_said_is_still_looked_for_after_it_waited(database: Database) -> None:
    enter(database, "a")
    gateway = Recorder(after=raising(Unknown("cut"), "a"))
    assert deliver(database, gateway) == Counts(unknown=1)
    later, notices = NOW + timedelta(minutes=1), {"message": waits_until(12)}
    assert deliver(database, gateway, later, notices=notices) == Counts(later=1)
    assert states(database) == {"unknown": 1}


def test_a_direct_message_is_worded_in_the_persons_language(database: Database) -> None:
    with database.writing("test") as uow:
        person = models.Official(name="Ana", language="en-GB", created_at=NOW)
        uow.session.add(person)
        uow.session.flush()
        uow.session.add(
            models.Account(official_id=person.id, platform="chat", workspace="T1", account="U1", created_at=NOW)
        )
        uow.outbox.say(key="k", subject="hello", facts={"x": 1}, to=ToPerson(person.id), now=NOW)
    asked: list[tuple[Entry, str]] = []

    def hello(_uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
        asked.append((entry, words.language))
        return Message("Hello")

    gateway = Recorder()
    assert deliver(database, gateway, notices={"hello": hello}) == Counts(sent=1)
    assert asked == [(Entry("k", "hello", {"x": 1}, None, person.id, NOW), "en-GB")]
    assert gateway.said == [("U1", "Hello")]


def test_a_message_that_always_fails_steps_aside_after_some_patience(database: Database) -> None:
    enter(database, "bad")
    enter(database, "good")
    gateway = Recorder(raising(TryLater("internal_error"), "bad"))
    now = NOW
    for _ in range(PATIENCE):
        assert gateway.titles() == []
        assert deliver(database, gateway, now) == Counts(later=1)
        now += timedelta(minutes=10)
    assert deliver(database, gateway, now) == Counts(sent=1)
    assert gateway.titles() == ["good"]


def test_the_service_delivers_until_it_is_stopped_and_finishes_what_it_began(database: Database) -> None:
    enter(database, "a")

    async def story() -> Recorder:
        gateway, stop = Recorder(slow={"C9": asyncio.Event()}), asyncio.Event()
        service = deliverer(database, gateway)
        running = asyncio.create_task(service.run(stop))
        await until(lambda: gateway.titles() == ["a"])
        enter(database, "b")
        service.nudge()
        await until(lambda: gateway.titles() == ["a", "b"])
        enter(database, "last", "C9")
        service.nudge()
        await until(lambda: states(database) == {"sent": 2, "sending": 1})
        stop.set()
        gateway.slow["C9"].set()
        await running
        return gateway

    assert asyncio.run(story()).titles("C9") == ["last"]
    assert states(database) == {"sent": 3}


def test_an_outcome_that_cannot_be_written_down_holds_up_no_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = Deliveries.settle

    def unwritable(self: Deliveries, outcome: Outcome, **extra: Any) -> Settled:
        if outcome.claim.key == "C1:bad":
            raise ValueError("what the platform said can't be kept")
        return settle(self, outcome, **extra)

    monkeypatch.setattr(Deliveries, "settle", unwritable)
    enter(database, "bad", "C1")
    enter(database, "good", "C2")

    async def story() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(deliverer(database, Recorder()).run(stop))
        await until(lambda: states(database) == {"sent": 1, "sending": 1})
        stop.set()
        await running

    asyncio.run(story())


def test_what_a_platform_says_is_kept_as_far_as_a_database_can(database: Database) -> None:
    enter(database, "a")
    assert deliver(database, Recorder(raising(Undeliverable("no\0such " + "x" * 9_000 + "\ud800")))).undeliverable == 1
    with database.reading() as uow:
        reason = uow.session.scalar(select(models.OutboxEntry.reason))
    assert reason == "nosuch " + "x" * 493


@pytest.mark.parametrize(
    ("attempt", "after", "luck", "seconds"),
    [
        (1, None, 0.0, 5),
        (2, None, 0.0, 10),
        (2, None, 1.0, 5),
        (8, None, 0.0, 600),
        (500, None, 0.0, 600),
        (1, timedelta(seconds=30), 1.0, 30),
        (1, timedelta(0), 0.0, 1),
        (1, timedelta(days=1), 0.0, 86_400),
    ],
)
def test_waiting_grows_until_ten_minutes_unless_the_platform_says_how_long(
    attempt: int, after: timedelta | None, luck: float, seconds: int
) -> None:
    assert back_off(attempt, after, luck) == timedelta(seconds=seconds)
