"""Everything that is kept encrypted, encrypted anew with the first key, so that older keys may go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Column, Connection, String, Table, select, type_coerce, update

from bot.db.models import Record
from bot.db.types import Secret
from bot.db.unit_of_work import Database


@dataclass(frozen=True)
class Rekeyed:
    """How many secrets were encrypted anew, stood under the first key already, or were written with a key that is no
    longer there: nobody can read those any more."""

    anew: int = 0
    standing: int = 0
    unreadable: int = 0


def rekey(database: Database, keys: Sequence[str]) -> Rekeyed:
    """Go through every secret. In one transaction: all of them, or none. May be repeated. ``keys``: the first writes,
    all read; raises ``ValueError`` where there is none."""
    if not keys:
        raise ValueError("there is no key")
    first, all_ = Fernet(keys[0]), MultiFernet([Fernet(key) for key in keys])
    counted = {"anew": 0, "standing": 0, "unreadable": 0}
    with database.writing("keys") as uow:
        connection = uow.session.connection()
        for table, column in secret_columns():
            for identity, kept in _kept(connection, table, column):
                counted[_rekeyed(connection, table, column, identity, kept, first, all_)] += 1
    return Rekeyed(**counted)


def secret_columns() -> Iterator[tuple[Table, Column[str]]]:
    """Every column whose values are encrypted."""
    for table in Record.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Secret):
                yield table, column


def _kept(connection: Connection, table: Table, column: Column[str]) -> list[tuple[tuple[object, ...], str]]:
    """Each secret as it lies in the table, encrypted, with what names its row."""
    names = list(table.primary_key)
    found = connection.execute(select(type_coerce(column, String), *names).where(column.is_not(None)))
    return [(tuple(row[1:]), row[0]) for row in found]


def _rekeyed(
    connection: Connection,
    table: Table,
    column: Column[str],
    identity: tuple[object, ...],
    kept: str,
    first: Fernet,
    all_: MultiFernet,
) -> str:
    try:
        first.decrypt(kept.encode())
    except InvalidToken:
        pass
    else:
        return "standing"
    try:
        anew = all_.rotate(kept.encode()).decode()
    except InvalidToken:
        return "unreadable"
    named = [key == value for key, value in zip(table.primary_key, identity, strict=True)]
    raw = type_coerce(anew, String)
    connection.execute(update(table).where(*named, type_coerce(column, String) == kept).values({column: raw}))
    return "anew"
