"""Opening a database: SQLite as it must be set up, PostgreSQL with limits on how long anybody waits for anybody.

SQLite's own transactions lose updates in silence (a deferred transaction that upgrades late); so the
driver is told to keep out, and writers begin with ``BEGIN IMMEDIATE``.
"""

from __future__ import annotations

from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

WRITE = "write"
SNAPSHOT = "snapshot"
BUSY_MILLISECONDS = 10_000
"""How long a lock is waited for."""

IDLE_MILLISECONDS = 60_000
"""How long PostgreSQL lets a transaction stand idle: a process that was stopped, or whose machine is gone, holds its
locks no longer, and what it had not committed never happened."""


def open_engine(url: str, *, journal: str = "WAL") -> Engine:
    """An engine for ``sqlite:///…`` or ``postgresql+psycopg://…``. Raises ``ValueError`` for any other. ``journal`` is
    SQLite's mode: the write-ahead log, in which readers wait for nobody, but for a file that must stand alone."""
    address = make_url(url)
    match address.get_backend_name():
        case "sqlite":
            return _sqlite(url, journal)
        case "postgresql":
            return create_engine(
                address.set(drivername="postgresql+psycopg"),
                connect_args={"connect_timeout": 5, "tcp_user_timeout": 30_000, "options": _limits(address)},
                pool_size=10,
                pool_pre_ping=True,
                hide_parameters=True,
            )
        case other:
            raise ValueError(f"unknown database {other}")


def _limits(address: URL) -> str:
    """Ours first, so that whoever gives options in the address has the last word."""
    ours = f"-c lock_timeout={BUSY_MILLISECONDS} -c idle_in_transaction_session_timeout={IDLE_MILLISECONDS}"
    return f"{ours} {address.query.get('options', '')}".strip()


def inserting(session: Session) -> Any:
    """The ``insert`` of the session's database, which knows ``ON CONFLICT``."""
    return insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql


def _sqlite(url: str, journal: str) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def connected(connection: SQLiteConnection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"journal_mode={journal}",
            "foreign_keys=ON",
            "synchronous=NORMAL",
            f"busy_timeout={BUSY_MILLISECONDS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        match connection.get_execution_options().get("purpose"):
            case "write":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            case "snapshot":
                connection.exec_driver_sql("BEGIN")
            case _:
                pass  # short reads need no transaction

    return engine
