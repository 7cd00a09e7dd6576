"""The chain of the audit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.db.unit_of_work import Database
from tests.world import exchange, with_rota

NOW = datetime(2027, 1, 20, 10, tzinfo=UTC)


def written(database: Database, lines: int = 3) -> None:
    for number in range(lines):
        with database.writing("test") as uow:
            uow.record("thing.changed", by=None, now=NOW, subject=str(number), before={"a": number}, after={"é": "ü"})


def broken(database: Database) -> list[tuple[int, str]]:
    with database.reading() as uow:
        return [(found.number, found.why) for found in uow.audit.verify()]


def test_a_chain_that_nobody_touched_holds(database: Database) -> None:
    written(database)
    assert broken(database) == []
    with database.reading() as uow:
        assert uow.audit.head(None)[0] == 3


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE audit SET subject = 'x' WHERE number = 2", (2, "altered")),
        ("DELETE FROM audit WHERE number = 2", (2, "missing")),
        ("DELETE FROM audit WHERE number = 3", (3, "cut")),
        ("DELETE FROM audit", (1, "cut")),
        ("DELETE FROM chains", (4, "cut")),
    ],
)
def test_a_line_changed_removed_or_cut_is_found(database: Database, tamper: str, found: tuple[int, str]) -> None:
    written(database)
    with database.writing() as uow:
        uow.session.execute(text(tamper))
    assert broken(database) == [found]


def test_a_group_without_any_record_is_found(database: Database) -> None:
    group_id = with_rota(database, exchange(database))
    with database.reading() as uow:
        assert [(found.chain, found.why) for found in uow.audit.verify()] == [(group_id, "cut")]
