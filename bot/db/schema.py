"""The schema's revision: bringing a database up to date, and saying when it isn't."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from bot.db.engine import WRITE

ROOT = Path(__file__).resolve().parents[2]


class BehindItsMigrations(RuntimeError):
    """The database's schema isn't the one this code was written for."""


class BrokenReferences(RuntimeError):
    """Rows refer to what isn't there, or isn't theirs: the database was left as it was."""

    def __init__(self, which: Sequence[str]) -> None:
        super().__init__(f"Rows refer to what isn't there: {', '.join(which)}. Nothing was changed.")


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to a revision. Does nothing where it is there already."""
    config = configuration()
    with _changing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revert(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision (``base``: nothing)."""
    config = configuration()
    with _changing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """All of a migration or nothing. SQLite changes a table by making it anew, for which its references are not looked
    at on the way; what stands in the end is. Raises ``BrokenReferences``."""
    embedded = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if embedded:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        connection.execution_options(purpose=WRITE)
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if embedded else ()
                if broken:
                    raise BrokenReferences(sorted({f"{row[0]} to {row[2]}" for row in broken}))
        finally:
            connection.execution_options(purpose=None)
            if embedded:
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")
                connection.commit()


def require_current(engine: Engine) -> None:
    """Raise ``BehindItsMigrations`` unless the schema is at its newest revision."""
    newest = _newest()
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != newest:
        raise BehindItsMigrations(
            f"The database is at {found or 'no revision'}, this version needs {newest}: run convenor migrate first."
        )


@cache
def _newest() -> str | None:
    """The revision that this code was written for. The scripts are read once: they don't change under a process."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def configuration() -> Config:
    """Alembic, pointed at this checkout's migrations."""
    return Config(ROOT / "alembic.ini")
