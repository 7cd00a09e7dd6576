"""The metronome. It does nothing itself: each tick asks the database what is due, and does one thing at a time."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.chores import Chore, LongChore
from bot.clock import system
from bot.db.errors import LOST_RACES
from bot.db.unit_of_work import Database, UnitOfWork
from bot.monthly import MONTHLY
from bot.services.agenda_clock import AGENDA_CHORES
from bot.services.appointments import INVITING
from bot.services.calendar_news import CALENDAR_CHORES
from bot.services.files import SWEEPING
from bot.services.meeting_clock import MEETING_CHORES
from bot.services.polls_closed import POLLS
from bot.services.procedures import DECISION_CHORES
from bot.services.reminders import DIGESTS
from bot.services.requests import FORGETTING
from bot.services.seats import LEAVING
from bot.services.summaries import SUMMARY_CHORES
from bot.services.terms import TERM_CHORES
from bot.services.turn_ladder import LADDER
from bot.services.turn_notices import TURN_CHORES
from bot.services.weeklies import WEEKLY

log = structlog.get_logger()

TICK_SECONDS: Final = 30
FAILED: Final = "failed"
LONGEST_QUIET: Final = timedelta(hours=1)
"""However quiet it is, all is looked through so often."""

Work = Chore | LongChore[Any]

CHORES: tuple[Work, ...] = (
    LEAVING,
    *CALENDAR_CHORES,
    *TERM_CHORES,
    *TURN_CHORES,
    *LADDER,
    *MEETING_CHORES,
    *AGENDA_CHORES,
    *DECISION_CHORES,
    *SUMMARY_CHORES,
    POLLS,
    DIGESTS,
    WEEKLY,
    FORGETTING,
    MONTHLY,
    SWEEPING,
)


def chores(*, mails: bool) -> tuple[Work, ...]:
    """Everything that the clock asks about; where e-mail leaves, people's calendars too."""
    return (*CHORES, INVITING) if mails else CHORES


def tick(database: Database, now: datetime, chores: Iterable[Work] = CHORES) -> dict[str, int]:
    """Do what is due at one instant: how many of each chore, and under ``failed`` how many could not be done.

    Each due thing has a unit of work of its own; one that fails is logged with a reference, stops no other, and is
    tried again by the next tick."""
    counts: dict[str, int] = {FAILED: 0}
    with _Looking(database) as looking:
        for chore in chores:
            due = _due(looking, chore, now, counts)
            if due:
                looking.anew()
            counts[chore.name] = sum(_done(database, chore, id, now, counts) for id in due)
    return counts


class Clockwork:
    """The chores over one database, for a process that asks again and again.

    A look that found nothing due tells until when nothing will be: while nobody has written anything since, and that
    instant hasn't come, a tick is one question to the database. For one thread at a time."""

    def __init__(self, database: Database, chores: Iterable[Work] = CHORES) -> None:
        self._database = database
        self._chores = tuple(chores)
        self._quiet: _Quiet | None = None

    def tick(self, now: datetime) -> dict[str, int]:
        """``tick``, or nothing at all where it is known that nothing is due."""
        stamp = self._database.stamp()
        if self._quiet is not None and self._quiet.at(now, stamp):
            return {FAILED: 0} | dict.fromkeys((chore.name for chore in self._chores), 0)
        counts = tick(self._database, now, self._chores)
        idle = not any(counts.values())
        self._quiet = _Quiet(stamp, now, coming(self._database, now, self._chores)) if idle else None
        return counts

    def coming(self, now: datetime) -> datetime | None:
        """``coming``; known where nothing was due at that instant and nobody has written anything since."""
        if self._quiet is not None and self._quiet.since == now and self._quiet.at(now, self._database.stamp()):
            return self._quiet.until
        return coming(self._database, now, self._chores)


@dataclass(frozen=True)
class _Quiet:
    """Nothing is due from ``since`` to before ``until``, as long as the database bears this stamp."""

    stamp: str
    since: datetime
    until: datetime | None

    def at(self, now: datetime, stamp: str) -> bool:
        before_end = self.until is None or now < self.until
        return stamp == self.stamp and self.since <= now and before_end and now - self.since < LONGEST_QUIET


def coming(database: Database, now: datetime, chores: Iterable[Work] = CHORES) -> datetime | None:
    """The next instant after ``now`` at which something falls due: a chore, or an entry of the outbox."""
    with database.reading() as uow:
        found = [chore.coming(uow, now) for chore in chores]
        found.append(uow.waiting.next_instant(now))
    return min((instant for instant in found if instant is not None and instant > now), default=None)


def metronome(beat: Callable[[], Awaitable[object]]) -> AsyncIOScheduler:
    """A scheduler that calls ``beat`` at once and then every half minute, never two at a time; to be started inside the
    running loop. Late or missed beats become one: what is due is in the database, not here."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        beat,
        "interval",
        seconds=TICK_SECONDS,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=system(),
    )
    return scheduler


class _Looking:
    """One unit of work in which chore after chore looks what is due, until something was done or a look failed: then
    they look anew."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open = ExitStack()
        self._uow: UnitOfWork | None = None

    def __enter__(self) -> _Looking:
        return self

    def __exit__(self, *_: object) -> None:
        self.anew()

    def uow(self) -> UnitOfWork:
        if self._uow is None:
            self._uow = self._open.enter_context(self._database.reading())
        return self._uow

    def anew(self) -> None:
        """What was read so far may not be true any more."""
        self._uow = None
        self._open.close()


def _due(looking: _Looking, chore: Work, now: datetime, counts: dict[str, int]) -> Sequence[int]:
    try:
        return chore.due(looking.uow(), now)
    except Exception:
        _log("what is due could not be found", chore, None, counts)
        looking.anew()
        return ()


def _done(database: Database, chore: Work, id: int, now: datetime, counts: dict[str, int]) -> bool:
    try:
        _do(database, chore, id, now)
    except Exception:
        _log("a chore failed", chore, id, counts)
        return False
    return True


def _do(database: Database, chore: Work, id: int, now: datetime) -> None:
    """In a unit of work of its own; a lost race is run once more, and reads what the winner wrote."""
    try:
        _once(database, chore, id, now)
    except LOST_RACES as lost:
        log.info("tried again", chore=chore.name, id=id, reason=type(lost).__name__)
        _once(database, chore, id, now)


def _once(database: Database, chore: Work, id: int, now: datetime) -> None:
    if isinstance(chore, Chore):
        with database.writing("clock") as uow:
            chore.do(uow, id, now)
        return
    with database.snapshot() as snapshot:
        prepared = chore.prepare(snapshot, id, now)
    with database.writing("clock") as uow:
        chore.keep(uow, id, now, prepared)


def _log(what: str, chore: Work, id: int | None, counts: dict[str, int]) -> None:
    counts[FAILED] += 1
    log.exception(what, chore=chore.name, id=id, reference=secrets.token_hex(4))
