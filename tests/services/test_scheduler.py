"""Ticks and steps, with a toy chore: alarms that are said once each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm.exc import StaleDataError

from bot.chores import Chore
from bot.clock import Movable, fixed
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import Database, UnitOfWork
from bot.deliverer import Deliverer
from bot.gateways import Address, TryLater
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters.speech import Words
from bot.scheduler import CHORES, LONGEST_QUIET, Clockwork, coming, metronome, tick
from bot.stepping import Stepper

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Alarms:
    """Each rings at its instant. ``faulty`` ones raise when they should; ``racing`` ones lose their first race."""

    at: dict[int, datetime]
    faulty: set[int] = field(default_factory=set)
    racing: set[int] = field(default_factory=set)

    def due(self, uow: UnitOfWork, now: datetime) -> Sequence[int]:
        return [number for number, at in self.at.items() if at <= now and not uow.outbox.said(f"alarm:{number}")]

    def ring(self, uow: UnitOfWork, number: int, now: datetime) -> None:
        facts = {"number": number}
        to = ToPlace("chat", "T1", f"C{number}")
        uow.outbox.say(key=f"alarm:{number}", subject="alarm", facts=facts, to=to, now=now)
        if number in self.faulty:
            raise ZeroDivisionError
        if number in self.racing:
            self.racing.remove(number)
            raise StaleDataError

    def coming(self, _uow: UnitOfWork, after: datetime) -> datetime | None:
        return min((at for at in self.at.values() if at > after), default=None)

    @property
    def chore(self) -> Chore:
        return Chore("alarms", self.due, self.ring, self.coming)


def worded(_uow: UnitOfWork, entry: Entry, _words: Words, now: datetime) -> Message | None:
    return Message(f"{entry.facts['number']} at {now:%d %H:%M}")


@dataclass
class Listener:
    said: list[str] = field(default_factory=list)
    busy: list[TryLater] = field(default_factory=list)
    platform: str = "chat"

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        if self.busy:
            raise self.busy.pop()
        self.said.append(message.title)
        return key


def stepped(database: Database, chore: Chore, listener: Listener, *moves: datetime | None) -> list[datetime | None]:
    """Move to each instant, or with ``None`` to the next; where the clock stood then."""

    async def story() -> list[datetime | None]:
        clock = Movable(NOW, fixed(NOW))
        deliverer = Deliverer(database, [listener], clock, notices={"alarm": worded}, luck=lambda: 0.0)
        stepper = Stepper(database, clock, deliverer, [chore])
        stood: list[datetime | None] = []
        for move in moves:
            if move is None:
                stood.append(await stepper.to_next())
            else:
                await stepper.advance(move)
                stood.append(clock())
        return stood

    return asyncio.run(story())


def test_a_tick_does_what_is_due_once(database: Database) -> None:
    alarms = Alarms({1: NOW, 2: NOW - HOUR, 3: NOW + HOUR})
    assert tick(database, NOW, [alarms.chore]) == {"alarms": 2, "failed": 0}
    assert tick(database, NOW, [alarms.chore]) == {"alarms": 0, "failed": 0}


def test_one_that_fails_stops_no_other_and_leaves_no_trace(database: Database) -> None:
    alarms = Alarms({1: NOW, 2: NOW, 3: NOW}, faulty={2})
    assert tick(database, NOW, [alarms.chore]) == {"alarms": 2, "failed": 1}
    with database.reading() as uow:
        assert [uow.outbox.said(f"alarm:{number}") for number in (1, 2, 3)] == [True, False, True]
    alarms.faulty.clear()
    assert tick(database, NOW, [alarms.chore]) == {"alarms": 1, "failed": 0}


def test_a_chore_that_cannot_even_look_stops_no_other(database: Database) -> None:
    blind = Chore("blind", due=lambda _uow, _now: [][0], do=lambda *_: None, coming=lambda *_: None)
    alarms = Alarms({1: NOW})
    assert tick(database, NOW, [blind, alarms.chore]) == {"alarms": 1, "blind": 0, "failed": 1}


def test_a_lost_race_is_run_once_more(database: Database) -> None:
    assert tick(database, NOW, [Alarms({1: NOW}, racing={1}).chore]) == {"alarms": 1, "failed": 0}


def test_what_comes_next_is_the_first_of_chores_and_outbox(database: Database) -> None:
    alarms = Alarms({1: NOW + 3 * HOUR})
    assert coming(database, NOW, [alarms.chore]) == NOW + 3 * HOUR
    with database.writing("test") as uow:
        to = ToPlace("chat", "T1", "C1")
        uow.outbox.say(key="a", subject="alarm", facts={}, to=to, now=NOW, due_at=NOW + 2 * HOUR)
    assert coming(database, NOW, [alarms.chore]) == NOW + 2 * HOUR
    assert coming(database, NOW + 3 * HOUR, [alarms.chore]) is None


def looks(chore: Chore) -> tuple[Chore, list[datetime]]:
    """The chore, and each instant at which it was asked what is due."""
    asked: list[datetime] = []

    def due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
        asked.append(now)
        return chore.due(uow, now)

    return replace(chore, due=due), asked


def test_where_nothing_was_written_and_nothing_falls_due_a_tick_looks_at_nothing(database: Database) -> None:
    chore, asked = looks(Alarms({1: NOW, 2: NOW + HOUR}).chore)
    clockwork = Clockwork(database, [chore])
    assert clockwork.tick(NOW) == {"alarms": 1, "failed": 0}
    instants = [NOW + timedelta(seconds=30 * number) for number in range(119)]
    assert [clockwork.tick(now)["alarms"] for now in instants] == [0] * 119
    assert len(asked) == 2  # what it did was written, and might have made something more fall due
    assert clockwork.tick(NOW + HOUR) == {"alarms": 1, "failed": 0}


def test_whatever_another_process_writes_is_looked_at_by_the_next_tick(database: Database, database_url: str) -> None:
    chore, asked = looks(Alarms({}).chore)
    clockwork = Clockwork(database, [chore])
    clockwork.tick(NOW)
    clockwork.tick(NOW)
    assert len(asked) == 1
    other = Database(database_url)
    with other.writing("test") as uow:
        uow.outbox.say(key="a", subject="alarm", facts={}, to=ToPlace("chat", "T1", "C1"), now=NOW)
        uow.session.flush()
        clockwork.tick(NOW)
        while_it_was_written = len(asked)
    clockwork.tick(NOW)
    assert len(asked) > while_it_was_written
    with database.writing("test") as uow:
        uow.outbox.say(key="b", subject="alarm", facts={}, to=ToPlace("chat", "T1", "C1"), now=NOW)
    before = len(asked)
    clockwork.tick(NOW)
    assert len(asked) == before + 1
    other.close()


def test_a_clock_that_was_set_back_or_a_long_quiet_is_looked_through(database: Database) -> None:
    chore, asked = looks(Alarms({}).chore)
    clockwork = Clockwork(database, [chore])
    for now in (NOW, NOW + HOUR / 2, NOW - HOUR, NOW - HOUR + LONGEST_QUIET):
        clockwork.tick(now)
    assert asked == [NOW, NOW - HOUR, NOW - HOUR + LONGEST_QUIET]


def test_a_chore_that_failed_is_tried_by_the_next_tick(database: Database) -> None:
    alarms = Alarms({1: NOW}, faulty={1})
    clockwork = Clockwork(database, [alarms.chore])
    assert clockwork.tick(NOW) == {"alarms": 0, "failed": 1}
    alarms.faulty.clear()
    assert clockwork.tick(NOW) == {"alarms": 1, "failed": 0}


def test_the_real_chores_find_nothing_in_an_empty_database(database: Database) -> None:
    counts = tick(database, NOW)
    assert counts["failed"] == 0
    assert set(counts) == {chore.name for chore in CHORES} | {"failed"}
    assert coming(database, NOW) is None


def test_moving_the_clock_stops_at_every_due_instant(database: Database) -> None:
    alarms = Alarms({number: NOW + number * HOUR for number in (1, 2, 5)})
    listener = Listener()
    assert stepped(database, alarms.chore, listener, NOW + 4 * HOUR) == [NOW + 4 * HOUR]
    assert listener.said == ["1 at 04 10:00", "2 at 04 11:00"]


def test_an_instant_that_is_the_end_of_the_move_is_not_left_out(database: Database) -> None:
    listener = Listener()
    stepped(database, Alarms({1: NOW + HOUR}).chore, listener, NOW + HOUR)
    assert listener.said == ["1 at 04 10:00"]


def test_the_next_thing_that_happens(database: Database) -> None:
    alarms = Alarms({1: NOW + HOUR, 2: NOW + HOUR, 3: NOW + 2 * HOUR})
    listener = Listener()
    assert stepped(database, alarms.chore, listener, None, None, None) == [NOW + HOUR, NOW + 2 * HOUR, None]
    said = sorted(listener.said)  # at one instant lanes go side by side, in any order
    assert said == ["1 at 04 10:00", "2 at 04 10:00", "3 at 04 11:00"]


def test_what_the_platform_put_off_is_said_when_it_allowed_it(database: Database) -> None:
    listener = Listener(busy=[TryLater("busy", timedelta(minutes=7))])
    stepped(database, Alarms({1: NOW + HOUR}).chore, listener, NOW + 2 * HOUR)
    assert listener.said == ["1 at 04 10:07"]


def test_the_clock_never_goes_back() -> None:
    clock = Movable(NOW, fixed(NOW))
    assert clock.set(NOW + HOUR) == NOW + HOUR
    assert clock.set(NOW) == NOW + HOUR
    assert clock() == NOW + HOUR


def test_a_clock_that_was_set_goes_on_with_its_source() -> None:
    source = Movable(NOW, fixed(NOW))
    clock = Movable(NOW + 24 * HOUR, source)
    source.set(NOW + HOUR)
    assert clock() == NOW + 25 * HOUR
    clock.set(NOW + 48 * HOUR)
    source.set(NOW + 3 * HOUR)
    assert clock() == NOW + 50 * HOUR


def test_the_metronome_beats_at_once_and_one_at_a_time() -> None:
    async def story() -> int:
        beaten = asyncio.Event()
        beats = 0

        async def beat() -> None:
            nonlocal beats
            beats += 1
            beaten.set()

        scheduler = metronome(beat)
        scheduler.start()
        async with asyncio.timeout(10):
            await beaten.wait()
        job = scheduler.get_jobs()[0]
        assert (job.max_instances, job.coalesce, job.misfire_grace_time) == (1, True, None)
        scheduler.shutdown(wait=False)
        return beats

    assert asyncio.run(story()) == 1
