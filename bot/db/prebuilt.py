"""Reading by statements that were built once, over tables instead of records: what every command asks first.

Columns cost a quarter of what records do, and a statement that is built on each call twice as much as one that stands.
Such a statement is written out once for each kind of database, and from then on given to the driver as it is: what goes
in and what comes out is converted as its columns say, and what the driver refuses is raised as the engine would raise
it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, or_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Converter = Callable[[Any], Any]


def one_of(column: ColumnElement[Any], *values: Any) -> ColumnElement[bool]:
    """``IN``, for a statement that stands: the list of an ``IN`` would be written anew each time."""
    return or_(*(column == value for value in values))


class Prebuilt:
    """A statement that stands. Threads may share it."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}
        self._row: Any = namedtuple("Row", [one.key for one in statement.selected_columns], rename=True)  # type: ignore[misc]

    def rows(self, session: Session, **given: Any) -> list[Any]:
        """What it finds, with columns by name."""
        return [self._row._make(found) for found in self.values(session, **given)]

    def values(self, session: Session, **given: Any) -> Sequence[Sequence[Any]]:
        """What it finds, with columns in their order. What the session still holds is written first, which happens by
        itself only for statements over records."""
        if session.autoflush:
            session.flush()
        connection = session.bind if isinstance(session.bind, Connection) else session.connection()
        written = self._written.get(connection.dialect.name)
        if written is None:
            written = self._written[connection.dialect.name] = _write(self._statement, connection.dialect)
        return written.read(connection, given)


@dataclass(frozen=True)
class _Written:
    """A statement in the words of one kind of database. ``fixed`` are the values that stand in it; ``order`` are the
    names of all values, where it takes them by place. ``inward`` and ``outward`` convert what needs it."""

    text: str
    fixed: Mapping[str, Any]
    order: Sequence[str] | None
    inward: Mapping[str, Converter]
    outward: Sequence[tuple[int, Converter]]

    def read(self, connection: Connection, given: dict[str, Any]) -> Sequence[Sequence[Any]]:
        for name, converted in self.inward.items():
            given[name] = converted(given[name])
        values = {**self.fixed, **given}
        found = _asked(connection, self.text, values if self.order is None else [values[name] for name in self.order])
        if not (self.outward and found):
            return found
        columns: list[Any] = list(zip(*found, strict=True))
        for place, converted in self.outward:
            columns[place] = map(converted, columns[place])
        return list(zip(*columns, strict=True))


def _write(statement: Select[*tuple[Any, ...]], dialect: Dialect) -> _Written:
    made = statement.compile(dialect=dialect)
    if made.post_compile_params or made.literal_execute_params:
        raise ValueError("a statement that is written anew for each value doesn't stand")
    inward: dict[str, Converter] = {}
    fixed: dict[str, Any] = {}
    for name, bound in made.binds.items():
        converter = bound.type.dialect_impl(dialect).bind_processor(dialect)
        if not bound.required:
            fixed[name] = bound.effective_value if converter is None else converter(bound.effective_value)
        elif converter is not None:
            inward[name] = converter
    columns = enumerate(column.type.dialect_impl(dialect) for column in statement.selected_columns)
    outward = [(place, kind.result_processor(dialect, None)) for place, kind in columns]
    return _Written(
        made.string,
        fixed,
        made.positiontup if made.positional else None,
        inward,
        [(place, converter) for place, converter in outward if converter is not None],
    )


def _asked(connection: Connection, text: str, values: Any) -> Sequence[Sequence[Any]]:
    """What the driver finds. Whoever listens to the engine hears of it. Raises ``DBAPIError`` as the engine does."""
    dialect = connection.dialect
    driver = connection.connection
    try:
        cursor = driver.cursor()
        try:
            for heard in connection.dispatch.before_cursor_execute:
                heard(connection, cursor, text, values, None, False)
            cursor.execute(text, values)
            return cursor.fetchall()
        finally:
            cursor.close()
    except dialect.loaded_dbapi.Error as error:
        gone = dialect.is_disconnect(error, driver.dbapi_connection, None)
        if gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            text,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=gone,
            dialect=dialect,
        ) from error
