"""Which rows an export reads, and how they come: as the driver gives them, few of them in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.db.unit_of_work import Snapshot, UnitOfWork

PARTITION = 2_000
"""Rows that SQLite hands over at once."""

CHUNK = 200
"""Rows that PostgreSQL sends at once: so few that it makes the next while these are written. With 2,000 it waits for
us and we for it, and an export takes nearly twice as long."""


Line = tuple[Any, ...]


@dataclass(frozen=True)
class Narrowed:
    """Which rows of a group: from the one instant (UTC) up to, not including, the other; of these seats' ids (none:
    of all)."""

    group_id: int
    since: datetime | None = None
    before: datetime | None = None
    seats: tuple[int, ...] = ()

    def spans(self, column: InstrumentedAttribute[datetime]) -> tuple[ColumnElement[bool], ...]:
        """The conditions on an instant."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(column >= self.since)
        if self.before is not None:
            found.append(column < self.before)
        return tuple(found)


def seen_through(snapshot: Snapshot) -> UnitOfWork:
    """The repositories, reading the snapshot. Nothing may be written through it."""
    return UnitOfWork(Session(snapshot, autoflush=False))


def streamed(snapshot: Snapshot, statement: Select[*tuple[Any, ...]]) -> Iterator[Line]:
    """The statement's rows as they come, few of them in memory; instants read as text are in UTC.

    Read to the end before anything else is asked of the snapshot: PostgreSQL answers one question at a time.
    """
    compiled = statement.compile(dialect=snapshot.dialect, compile_kwargs={"render_postcompile": True})
    given = {name: _bound(compiled.binds.get(name), value, snapshot) for name, value in compiled.params.items()}
    with closing(_driver(snapshot).cursor()) as cursor:
        if snapshot.dialect.name == "postgresql":
            cursor.execute("SET LOCAL TIME ZONE 'UTC'; SET LOCAL datestyle TO 'ISO'")
            yield from cursor.stream(compiled.string, given, size=CHUNK)
            return
        cursor.execute(compiled.string, [given[name] for name in compiled.positiontup or ()])
        while partition := cursor.fetchmany(PARTITION):
            yield from partition


def _driver(snapshot: Snapshot) -> Any:
    """The connection of psycopg or sqlite3 itself."""
    return snapshot.connection.driver_connection


def _bound(parameter: BindParameter[Any] | None, value: Any, snapshot: Snapshot) -> Any:
    """A parameter as the driver takes it. The items of a list are none of the statement's own: numbers and texts."""
    if parameter is None:
        return value
    process = parameter.type.dialect_impl(snapshot.dialect).bind_processor(snapshot.dialect)
    return process(value) if process is not None else value
