"""Sessions for short reads, on connections that commit by themselves.

Those of an embedded database are kept at hand: to take a connection from the pool and to give it back costs as much as
a question. A server may go away between two reads, so its connections go back into the pool, which tries each first.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

KEPT: Final = 4
"""Connections that are kept at hand; the pool has others for whoever writes."""


class Readers:
    """Threads may share it."""

    def __init__(self, engine: Engine, *, embedded: bool) -> None:
        # SQLite's driver is told to keep out of transactions already
        self._engine = engine if embedded else engine.execution_options(isolation_level="AUTOCOMMIT")
        self._most = KEPT if embedded else 0
        self._free: list[Session] = []

    def take(self) -> Session:
        """A session in which nothing was read yet."""
        try:
            return self._free.pop()
        except IndexError:
            return Session(self._engine.connect(), autoflush=False)

    def give_back(self, session: Session) -> None:
        """Nothing that was read stays with it."""
        if session.in_transaction():  # else no record was asked for, and there is nothing to let go
            session.close()
        if len(self._free) < self._most and not _connection(session).invalidated:
            self._free.append(session)
        else:
            _connection(session).close()

    def close(self) -> None:
        """Only once nobody reads any more."""
        while self._free:
            _connection(self._free.pop()).close()


def _connection(session: Session) -> Connection:
    if not isinstance(session.bind, Connection):
        raise TypeError("a reader is bound to its connection")
    return session.bind
