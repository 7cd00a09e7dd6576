"""One group's rows, and those they touch, copied into another database: for a rehearsal, of which nothing is kept.

What belongs to a group is found by following foreign keys, so that a new table comes along by itself. Secrets don't:
no tokens, no codes, no replies; nor do files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, insert, or_, select

from bot.db.models import Record
from bot.db.unit_of_work import Database

LEFT_BEHIND = frozenset(
    {
        *("code_requests", "code_tries", "conversations", "feeds", "inbox", "lanes", "linking_codes", "restorations"),
        *("file_pieces", "files", "sign_ins", "workspaces"),
    }
)
GROUP, CHAIN = "group_id", "chain"
"""The columns that name a group, and its audit chain."""

Rows = dict[str, list[Mapping[str, Any]]]


def copy_group(source: Database, target: Database, group_id: int) -> None:
    """Copy the group as it stands at one moment into a migrated database without groups. Ids stay."""
    tables = Record.metadata.sorted_tables
    with source.snapshot() as view:
        found = _found(view, tables, group_id)
    with target.writing("rehearsal") as uow:
        connection = uow.session.connection()
        shared = _shared(tables)
        for table in reversed(tables):  # what a migrated database begins with gives way to what really stands
            if table.name in shared:
                connection.execute(table.delete())
        for table in tables:
            if rows := found.get(table.name):
                connection.execute(insert(table), [dict(row) for row in rows])


def _found(view: Connection, tables: Collection[Table], group_id: int) -> Rows:
    found: Rows = {}
    shared = _shared(tables)
    for table in (table for table in tables if table.name in shared):
        found[table.name] = _read(view, table, None)
    for table in tables:
        wanted = _of_group(table, found, group_id, shared)
        if wanted is not None:
            found[table.name] = _read(view, table, wanted)
    people = {
        row[column.name] for table in tables for column in _to(table, "officials") for row in found.get(table.name, ())
    }
    officials = Record.metadata.tables["officials"]
    found["officials"] = _read(view, officials, officials.c.id.in_(people - {None}))
    for table in tables:
        if table.name not in found and table.name not in LEFT_BEHIND and (owners := list(_to(table, "officials"))):
            found[table.name] = _read(view, table, and_(*(column.in_(people - {None}) for column in owners)))
    return found


def _shared(tables: Collection[Table]) -> set[str]:
    """Administrations, and what belongs to them alone."""
    shared = {"administrations"}
    for table in tables:
        parents = {key.column.table.name for key in table.foreign_keys}
        if parents and parents <= shared:
            shared.add(table.name)
    return shared


def _of_group(table: Table, found: Rows, group_id: int, shared: Collection[str]) -> ColumnElement[bool] | None:
    """Which rows of a table are the group's; None where it isn't about groups."""
    if table.name in shared or table.name in LEFT_BEHIND or table.name == "officials":
        return None
    if table.name == "groups":
        return table.c.id == group_id
    for own in (GROUP, CHAIN):
        if own in table.c:
            return table.c[own] == group_id
    conditions = [
        or_(key.parent.is_(None), key.parent.in_([row[key.column.name] for row in found[key.column.table.name]]))
        for key in table.foreign_keys
        if key.column.table.name in found and key.column.table.name not in (*shared, "officials")
    ]
    return and_(*conditions) if conditions else None


def _to(table: Table, parent: str) -> Iterator[Column[Any]]:
    return (
        key.parent
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table.name == parent
    )


def _read(view: Connection, table: Table, wanted: ColumnElement[bool] | None) -> list[Mapping[str, Any]]:
    query = select(table)
    rows = view.execute(query if wanted is None else query.where(wanted)).mappings()
    return [dict(row) for row in rows]
