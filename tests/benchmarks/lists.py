"""A list read from the database, beside the driver itself with the same statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Select, event, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.domain.actions import STILL_OPEN
from tests.benchmarks.data import Filled, filled
from tests.benchmarks.harness import Figure, Place, compare
from tests.benchmarks.servers import fresh

ACTIONS, LISTED, TIMES = 500, 50, 200
SEARCHED, SEARCHES = 5_000, 40
WORDS = ("meeting", "77")


def measure(place: Place) -> Iterator[Figure]:
    """``action list`` in a group of five hundred actions: the first fifty that are open, by due day; and
    ``action search`` for two words among five thousand."""
    data = filled(place.sqlite("lists"), place.many(ACTIONS), place.many(SEARCHED))
    yield _read(place, data, "SQLite")
    yield _search(place, data, "SQLite")
    data.database.close()
    if place.postgresql is None:
        return
    fresh(place.postgresql)
    data = filled(place.postgresql, place.many(ACTIONS), place.many(SEARCHED))
    yield _read(place, data, "PostgreSQL")
    yield _search(place, data, "PostgreSQL")
    data.database.close()


def _read(place: Place, data: Filled, database: str) -> Figure:
    """Both read on a connection that is open, with every value as Python's own types."""
    group_id, times = data.groups[0], place.many(TIMES)
    words = ("records", data.url, str(group_id), str(times), str(LISTED))
    with data.database.reading() as uow, place.beside({"async ORM records": words}) as peers:
        ours = lambda: uow.actions.of_group(group_id, limit=LISTED)  # noqa: E731
        said = statements(data, ours)
        driver = uow.session.connection().connection.driver_connection
        seconds = compare(
            {
                "driver": _often(lambda: _driven(driver, said), times),
                "convenor": _often(ours, times),
                "ORM records": _often(lambda: _records(uow.session, group_id), times),
                **peers,
            },
            rounds=place.rounds,
            clock=place.processor,
        )
    per_read = {name: value / times for name, value in seconds.items()}
    return Figure(f"a list of {LISTED} actions read, {database}", "s", "driver", "convenor", per_read, 1.35)


def _search(place: Place, data: Filled, database: str) -> Figure:
    """Words in texts and updates, by the same statement as the driver says it."""
    group_id, times = data.groups[1], place.many(SEARCHES)
    with data.database.reading() as uow:
        ours = lambda: uow.actions.of_group(group_id, words=WORDS, limit=LISTED)  # noqa: E731
        said = statements(data, ours)
        driver = uow.session.connection().connection.driver_connection
        seconds = compare(
            {
                "driver": _often(lambda: _driven(driver, said), times),
                "convenor": _often(ours, times),
            },
            rounds=place.rounds,
            clock=place.processor,
        )
    per_search = {name: value / times for name, value in seconds.items()}
    what = f"a search among {place.many(SEARCHED):,} actions, {database}"
    return Figure(what, "s", "driver", "convenor", per_search, 1.35)


def _often(read: Callable[[], object], times: int) -> Callable[[], object]:
    return lambda: [read() for _ in range(times)]


def statements(data: Filled, read: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements that reading says to the driver, with their parameters."""
    found: list[tuple[str, Any]] = []

    def heard(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        found.append((statement, parameters))

    event.listen(data.database.engine, "before_cursor_execute", heard)
    try:
        read()
    finally:
        event.remove(data.database.engine, "before_cursor_execute", heard)
    return found


def _driven(driver: Any, statements: list[tuple[str, Any]]) -> list[list[Any]]:
    found = []
    for statement, parameters in statements:
        cursor = driver.cursor()
        cursor.execute(statement, parameters)
        found.append(cursor.fetchall())
        cursor.close()
    return found


def _records(session: Session, group_id: int) -> list[tuple[Any, ...]]:
    """The same list through mapped records, forgotten afterwards as between two requests."""
    query: Select[*tuple[Any, ...]] = (
        select(models.Action, models.Group, models.PostRecord, models.Official, models.Administration)
        .join(models.Group, models.Group.id == models.Action.group_id)
        .join(models.PostRecord, models.PostRecord.id == models.Action.post_id)
        .outerjoin(models.Holder, (models.Holder.post_id == models.PostRecord.id) & models.Holder.until.is_(None))
        .outerjoin(models.Official, models.Official.id == models.Holder.official_id)
        .outerjoin(models.Seat, models.Seat.id == models.Action.seat_id)
        .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
        .where(models.Action.group_id == group_id, models.Action.status.in_(STILL_OPEN))
        .order_by(models.Action.due, models.Action.number)
        .limit(LISTED)
    )
    found = [(row[0].number, row[0].text, row[0].extent, row[3].name, row[4].code) for row in session.execute(query)]
    session.expunge_all()
    return found
