"""A row in every table for each of two groups, made from the records alone: a new table comes along by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Enum, Integer, LargeBinary, Table, Time, insert
from sqlalchemy.types import TypeEngine

from bot.db.models import Record
from bot.db.types import Instant, Secret

ONE, OTHER = 9_101, 9_102
"""The ids of the two groups, and of every row of theirs."""

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
EITHER = {"turns": "term_id", "handover_notes": "term_id"}
"""Of two references one must be empty."""


def fill(connection: Connection) -> None:
    for table in Record.metadata.sorted_tables:
        for group in (ONE, OTHER):
            row = {column.name: _value(table, column, group) for column in table.columns}
            connection.execute(insert(table), {name: value for name, value in row.items() if value is not None})


def references(table: Table) -> Iterator[tuple[str, str]]:
    """Each column that refers to a row, and the table of that; the columns that name the group beside it aren't."""
    for constraint in table.foreign_key_constraints:
        key = constraint.elements[-1]
        yield key.parent.name, key.column.table.name


def _value(table: Table, column: Column[Any], group: int) -> object:
    """No two groups have the same, so that nothing but whose a row is keeps them apart."""
    if EITHER.get(table.name) == column.name:
        return None
    if column.name in dict(references(table)) or column.name in ("id", "group_id", "chain"):
        return group
    if isinstance(column.type, Secret):
        return None if column.nullable else f"{column.name}{group}"
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return list(column.type.enum_class)[0 if group == ONE else -1]
    of_its_type = (value for kind, value in _values(group).items() if isinstance(column.type, kind))
    return next(of_its_type, f"{column.name}{group}")


def _values(group: int) -> dict[type[TypeEngine[Any]], object]:
    day = date(2027, 1, group % 100)
    return {
        Boolean: False,
        Integer: group,
        Instant: NOW,
        Date: day,
        Time: time(9),
        JSON: [],
        LargeBinary: b"",
    }
