"""What many tests begin with, made once in a test process and then copied: a file on SQLite, rows on PostgreSQL.

Only into a database in which nothing stands yet, and which nobody else has open: never where a service runs. Else it is
made as it was the first time.
"""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, text

from bot.db.models import Record
from bot.db.unit_of_work import Database

STARTING = ("administrations", "calendar_entries")
"""Tables that a migrated database has rows in; nothing that is copied may change them."""

TABLES = [table.name for table in Record.metadata.sorted_tables if table.name not in STARTING]
WRITTEN = [name for name in TABLES if name != "holiday_tables"]
"""Tables with rows only where somebody did something."""

_EMPTY = text("SELECT NOT (" + " OR ".join(f"EXISTS (SELECT 1 FROM {name})" for name in WRITTEN) + ")")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class _Kept:
    """``copy`` puts it into an empty database; ``value`` is what making it returned."""

    value: int
    copy: Callable[[Database], None]


_kept: dict[tuple[str, str], _Kept] = {}


def begun(database: Database, name: str, make: Callable[[Database], int]) -> int:
    """What ``make`` makes, under a name of its own; what it returned."""
    url = database.engine.url
    key = (str(url.database) if url.get_backend_name() == "postgresql" else "sqlite", name)
    with database.engine.connect() as connection:
        empty = bool(connection.scalar(_EMPTY))
    if not empty:
        return make(database)
    if key in _kept:
        _kept[key].copy(database)
    else:
        value = make(database)
        keep = _rows if url.get_backend_name() == "postgresql" else _file
        _kept[key] = _Kept(value, keep(database))
    return _kept[key].value


def _file(database: Database) -> Callable[[Database], None]:
    kept = _folder() / f"{next(_numbers)}.db"
    with database.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(kept),))

    def copy(other: Database) -> None:
        path = str(other.engine.url.database)
        other.close()
        for beside in ("-wal", "-shm"):
            Path(path + beside).unlink(missing_ok=True)
        shutil.copy(kept, path)

    return copy


def _rows(database: Database) -> Callable[[Database], None]:
    schema = f"begun_{next(_numbers)}"
    with database.engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        filled = [name for name in TABLES if connection.scalar(text(f"SELECT EXISTS (SELECT 1 FROM {name})"))]
        for name in filled:
            connection.execute(text(f"CREATE TABLE {schema}.{name} AS TABLE {name}"))
        numbered = _numbered(connection)

    copied = "".join(f"INSERT INTO {name} SELECT * FROM {schema}.{name};" for name in filled)
    statement = f"DO $$ BEGIN SET LOCAL session_replication_role = replica; {copied} {numbered} END $$"

    def copy(other: Database) -> None:
        with other.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    return copy


def _numbered(connection: Connection) -> str:
    """Statements after which the next row of each table has the number that it would have had."""
    last = connection.execute(
        text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL")
    )
    return "".join(f"PERFORM setval('{name}', {value});" for name, value in last)


@cache
def _folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="begun-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
