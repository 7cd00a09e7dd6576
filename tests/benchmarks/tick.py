"""A tick: five thousand digests due among a million actions, beside a bare INSERT … SELECT; and an idle tick."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import Connection, Date, TextClause, bindparam, text

from bot.db.types import Instant
from bot.db.unit_of_work import Database, UnitOfWork
from bot.scheduler import Clockwork, tick
from tests.benchmarks.data import BEGAN, NOW, TODAY, Filled, filled
from tests.benchmarks.harness import Figure, Place, compare
from tests.benchmarks.servers import fresh

ACTIONS, DUE, PLANNED, BARE = 1_000_000, 5_000, 100, 20
IDLE_GOAL, IDLE = 0.001, 100

_PEOPLE = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count) ",
    "postgresql": "WITH numbers AS (SELECT n FROM generate_series(1, :count) AS n) ",
}
_INSERT_SELECT = """INSERT INTO outbox (key, subject, facts, official_id, platform, workspace, channel, lane, state,
    due_at, attempts, sent_to, platform_id, reason, created_at)
SELECT 'digest:' || official_id || ':' || day, 'digest', '{}', official_id, '', '', '', 'person:' || official_id,
    'ready', due_at, 0, '', '', '', due_at FROM reminders WHERE due_at <= :now"""


class _Undone(Exception):
    """Ends a transaction without keeping anything, so that each round finds the same."""


def measure(place: Place) -> Iterator[Figure]:
    """On both databases; every contender works in a transaction that is taken back."""
    yield from _on(place, place.sqlite("tick"), place.sqlite("tick-planned"), "SQLite", 1.2)
    if place.postgresql is not None:
        yield from _on(place, place.postgresql, place.postgresql, "PostgreSQL", 1.8)


def _on(place: Place, url: str, other: str, database: str, goal: float) -> Iterator[Figure]:
    _emptied(url)
    data, due = filled(url, place.many(ACTIONS)), place.many(DUE)
    yield _idle(place, data, database)
    with data.database.engine.execution_options(purpose="write").begin() as connection:
        _remind(connection, due)
    contenders = {
        "bare INSERT … SELECT": lambda: _bare(data.database),
        "convenor": lambda: _undone(data.database, lambda uow: uow.reminders.enter(NOW)),
    }
    store = url if url.startswith("postgresql") else place.sqlite("tick-jobs")
    scheduler = {"APScheduler": ("scheduler", store, str(place.many(ACTIONS)), str(due))}
    with place.beside(scheduler) as peers:
        seconds = compare({**contenders, **peers}, rounds=place.rounds, clock=place.processor)
    what = f"{due:,} digests due among {place.many(ACTIONS):,} actions, {database}"
    yield Figure(what, "s", "bare INSERT … SELECT", "convenor", seconds, goal)
    data.database.close()
    _emptied(other)
    yield _planned(place, filled(other, *[40] * (place.many(PLANNED) // 5)), database)


def _idle(place: Place, data: Filled, database: str) -> Figure:
    """Nothing is due: what the clock costs for ever."""
    clockwork = Clockwork(data.database)
    clockwork.tick(NOW)
    idle = {"idle": lambda: [clockwork.tick(NOW) for _ in range(IDLE)]}
    seconds = compare(idle, rounds=place.rounds, clock=place.processor)
    figures = {"a millisecond": IDLE_GOAL, "an idle tick": seconds["idle"] / IDLE}
    return Figure(f"a tick with nothing due, {database}", "s", "a millisecond", "an idle tick", figures, 1)


def _planned(place: Place, data: Filled, database: str) -> Figure:
    """The whole tick, for each person: said, and the next digest worked out in their own hours and holidays."""
    count = _everybody_due(data.database)

    def whole() -> float:
        _everybody_due(data.database)
        began = place.processor()
        tick(data.database, NOW)
        return place.processor() - began

    each = statistics.median(whole() for _ in range(place.rounds)) / count
    _everybody_due(data.database)
    bare = compare({"bare": lambda: _barely(data.database)}, rounds=place.rounds, clock=place.processor)["bare"]
    bare /= BARE * count
    data.database.close()
    figures = {"bare INSERT … SELECT": bare, "a whole tick": each}
    what = f"a whole tick for each of {count} people due, {database}"
    return Figure(what, "s", "bare INSERT … SELECT", "a whole tick", figures)


def _everybody_due(database: Database) -> int:
    """Every official has a digest that is due, and nothing was said yet: how many they are."""
    with database.engine.execution_options(purpose="write").begin() as connection:
        connection.execute(text("DELETE FROM outbox"))
        connection.execute(text("DELETE FROM reminders"))
        return connection.execute(_timed(_DIGESTS)).rowcount


_DIGESTS = """INSERT INTO reminders (official_id, day, due_at, until_at, late)
SELECT id, :day, :due_at, :until_at, false FROM officials"""


def _timed(statement: str) -> TextClause:
    """The statement with this morning's times, as each database keeps them."""
    return text(statement).bindparams(
        bindparam("day", TODAY, type_=Date),
        bindparam("due_at", NOW, type_=Instant),
        bindparam("until_at", NOW + timedelta(hours=8), type_=Instant),
    )


def _emptied(url: str) -> None:
    if url.startswith("postgresql"):
        fresh(url)


def _remind(connection: Connection, count: int) -> None:
    """So many people more, each with a digest that is due now."""
    people = f"""INSERT INTO officials (name, language, zone, hours_from, hours_until, created_at)
        {_PEOPLE[connection.dialect.name]}
        SELECT 'Person ' || n, 'en-GB', 'Europe/London', '09:00:00', '17:00:00', :at FROM numbers"""
    connection.execute(text(people).bindparams(bindparam("at", BEGAN, type_=Instant)), {"count": count})
    connection.execute(_timed(f"{_DIGESTS} WHERE name LIKE 'Person %'"))
    connection.exec_driver_sql("ANALYZE reminders")


def _bare(database: Database) -> None:
    statement = text(_INSERT_SELECT).bindparams(bindparam("now", NOW, type_=Instant))
    with suppress(_Undone), database.engine.execution_options(purpose="write").begin() as connection:
        connection.execute(statement)
        raise _Undone


def _barely(database: Database) -> None:
    for _ in range(BARE):
        _bare(database)


def _undone(database: Database, do: Callable[[UnitOfWork], object]) -> None:
    with suppress(_Undone), database.writing("clock") as uow:
        do(uow)
        raise _Undone
