"""Readers: sessions for short reads, kept at hand where the database is embedded."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import QueuePool, text

from bot.db.readers import KEPT
from bot.db.unit_of_work import Database
from tests.world import SECRETARIAT, exchange

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


def connection(database: Database) -> int:
    with database.reading() as uow:
        return id(uow.session.connection())


def kept(database: Database) -> int:
    assert isinstance(database.engine.pool, QueuePool)
    return database.engine.pool.checkedout()


def test_an_embedded_database_is_read_on_a_connection_that_stands(database: Database) -> None:
    seen = {connection(database) for _ in range(3)}
    assert not database.embedded or (len(seen), kept(database)) == (1, 1)


def test_nothing_of_one_read_is_left_for_the_next(database: Database) -> None:
    exchange(database)
    with database.reading() as uow:
        first = uow.people.by_email(SECRETARIAT)
        assert first is not None
        record = uow.people.record(first.id)
    with database.writing("test") as uow:
        uow.people.record(first.id).name = "Somebody else"
    with database.reading() as uow:
        again = uow.people.by_email(SECRETARIAT)
        assert again is not None
        assert (again.name, uow.people.record(first.id).name) == ("Somebody else", "Somebody else")
    assert record.name != "Somebody else"


def test_a_read_that_failed_leaves_a_reader_that_reads(database: Database) -> None:
    exchange(database)
    with pytest.raises(Exception, match="nowhere"), database.reading() as uow:
        uow.session.execute(text("SELECT * FROM nowhere"))
    with database.reading() as uow:
        assert uow.people.by_email(SECRETARIAT) is not None


def test_many_read_at_once_and_no_more_connections_are_kept_than_a_few(database: Database) -> None:
    exchange(database)
    together, found = threading.Barrier(KEPT + 3), []

    def reads() -> None:
        with database.reading() as uow:
            together.wait(20)
            found.append(uow.people.by_email(SECRETARIAT))

    threads = [threading.Thread(target=reads) for _ in range(KEPT + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == KEPT + 3
    assert None not in found
    assert not database.embedded or kept(database) == KEPT


def test_what_another_connection_wrote_is_read_by_the_next_read(database: Database) -> None:
    exchange(database)
    with database.reading() as uow:
        assert uow.people.by_email("new@example.org") is None
    with database.writing("test") as uow:
        uow.people.create(name="New", email="new@example.org", now=NOW)
    with database.reading() as uow:
        assert uow.people.by_email("new@example.org") is not None
