"""The schema's revision: bringing a database up to date, and saying when it isn't."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

ROOT = Path(__file__).resolve().parents[2]


class BehindItsMigrations(RuntimeError):
    """The database's schema isn't the one this code was written for."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to a revision. Does nothing where it is there already."""
    config = configuration()
    with engine.execution_options(purpose="write").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def revert(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision (``base``: nothing)."""
    config = configuration()
    with engine.execution_options(purpose="write").begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


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
