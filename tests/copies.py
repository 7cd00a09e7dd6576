"""What many tests begin with, made once in a test process and then copied, row by row, in one transaction: it may stand
under a service that runs.

Only into a database in which nothing stands yet; else it is made as it was the first time.
"""

from __future__ import annotations

import atexit
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text

from bot.db.models import Record
from bot.db.unit_of_work import Database

T = TypeVar("T")
C = TypeVar("C", bound="Copyable")

STARTING = {"administrations": "id > 8", "calendar_entries": "starting_key IS NULL"}
"""Tables that a migrated database has rows in, and which rows were added since."""

TABLES = [table.name for table in Record.metadata.sorted_tables if table.name not in STARTING]
WRITTEN = [name for name in TABLES if name != "holiday_tables"]
"""Tables with rows only where somebody did something."""

_EMPTIED = f"""
CREATE FUNCTION pg_temp.emptied() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  {" ".join(f"IF EXISTS (SELECT 1 FROM {name}) THEN DELETE FROM {name}; END IF;" for name in TABLES)}
  UPDATE calendar_entries SET removed = false, spread = true WHERE removed OR NOT spread;
  {" ".join(f"DELETE FROM {name} WHERE {STARTING[name]};" for name in reversed(STARTING))}
  PERFORM setval(sequencename::regclass, 1, false) FROM pg_sequences
    WHERE last_value IS NOT NULL AND NOT sequencename = ANY (ARRAY{[f"{name}_id_seq" for name in STARTING]});
END $$
"""
"""Only what has rows is emptied, and only numbers that were given begin again: a third of what TRUNCATE takes."""

_EMPTY = text("SELECT NOT (" + " OR ".join(f"EXISTS (SELECT 1 FROM {name})" for name in WRITTEN) + ")")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class _Kept:
    """``copy`` puts it into an empty database; ``value`` is what making it returned."""

    value: Any
    copy: Callable[[Database], None]


_kept: dict[tuple[str, str], _Kept] = {}


def begun(database: Database, name: str, make: Callable[[Database], T]) -> T:
    """What ``make`` makes, under a name of its own; what it returned."""
    url = database.engine.url
    server = url.get_backend_name() == "postgresql"
    key = (str(url.database) if server else "sqlite", name)
    with database.engine.connect() as connection:
        empty = bool(connection.scalar(_EMPTY))
    if not empty:
        return make(database)
    if key in _kept:
        _kept[key].copy(database)
    else:
        value = make(database)
        _kept[key] = _Kept(value, _schema(database) if server else _file(database))
    found: T = _kept[key].value
    return found


def empty(address: str) -> None:
    """Let go of whatever tests have written into a migrated PostgreSQL database."""
    with _freely(address).connect() as connection:
        connection.exec_driver_sql("SELECT pg_temp.emptied()")


def let_go(address: str) -> None:
    """Close what ``empty`` and the copying hold open."""
    _freely(address).dispose()


@cache
def _freely(address: str) -> Engine:
    """One connection that stays, for which foreign keys wait until all is there or gone: it plans a statement once."""
    engine = create_engine(
        address,
        isolation_level="AUTOCOMMIT",
        pool_size=1,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"options": "-c session_replication_role=replica", "application_name": "tests"},
    )
    event.listen(engine, "connect", lambda connection, _: connection.execute(_EMPTIED))
    return engine


class Copyable(Protocol):
    """Something over a database. ``kept`` is what it is besides its rows; ``again`` begins from that."""

    def kept(self) -> Any: ...

    @classmethod
    def again(cls, database: Database, kept: Any) -> Self: ...


def copied(make: Callable[[Database], C]) -> Callable[[Database], C]:
    """For fixtures: what is made so is made once in a test process and then copied."""

    @wraps(make)
    def fixture(database: Database) -> C:
        made: list[C] = []

        def first(empty: Database) -> tuple[type[C], Any]:
            made.append(make(empty))
            return type(made[0]), made[0].kept()

        kind, kept = begun(database, f"{make.__module__}.{make.__qualname__}", first)
        return made[0] if made else kind.again(database, kept)

    return fixture


def _file(database: Database) -> Callable[[Database], None]:
    kept = _folder() / f"{next(_numbers)}.db"
    with database.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(kept),))
        filled = _filled(connection)

    def copy(other: Database) -> None:
        with closing(sqlite3.connect(str(other.engine.url.database), isolation_level=None, timeout=30)) as connection:
            connection.execute("ATTACH ? AS kept", (str(kept),))
            connection.execute("BEGIN IMMEDIATE")
            for name in filled:
                connection.execute(f"INSERT OR IGNORE INTO main.{name} SELECT * FROM kept.{name}{_added(name)}")
            connection.execute("COMMIT")

    return copy


def _schema(database: Database) -> Callable[[Database], None]:
    schema = f"begun_{next(_numbers)}"
    with database.engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        filled = _filled(connection)
        for name in filled:
            connection.execute(text(f"CREATE TABLE {schema}.{name} AS SELECT * FROM {name}{_added(name)}"))
        numbered = _numbered(connection)

    copied = "".join(f"INSERT INTO {name} SELECT * FROM {schema}.{name} ON CONFLICT DO NOTHING;" for name in filled)
    body = f"LANGUAGE plpgsql AS $$ BEGIN {copied} {numbered} END $$"
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE FUNCTION {schema}.copied() RETURNS void {body}")

    def copy(other: Database) -> None:
        with _freely(other.engine.url.render_as_string(hide_password=False)).connect() as connection:
            connection.exec_driver_sql(f"SELECT {schema}.copied()")

    return copy


def _filled(connection: Connection) -> list[str]:
    found = (text(f"SELECT EXISTS (SELECT 1 FROM {name}{_added(name)})") for name in (*STARTING, *TABLES))
    return [name for name, one in zip((*STARTING, *TABLES), found, strict=True) if connection.scalar(one)]


def _added(name: str) -> str:
    return f" WHERE {STARTING[name]}" if name in STARTING else ""


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
