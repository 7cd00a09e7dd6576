"""Rows of one group never point into another: the schema says so for every table, and the database refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Table, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.db.models import Record
from bot.db.schema import BrokenReferences, migrate, require_current, revert
from bot.db.unit_of_work import Database
from tests.db.filled import EITHER, ONE, OTHER, fill, references

TABLES = Record.metadata.tables
GROUP = {"group_id", "chain"}


def of_a_group() -> set[str]:
    """Tables whose rows belong to a group, by themselves or by what they hang on."""
    found = {name for name, table in TABLES.items() if GROUP & set(table.columns.keys())}
    for table in Record.metadata.sorted_tables:
        if {parent for _, parent in references(table)} & found:
            found.add(table.name)
    return found


def tied() -> Iterator[tuple[Table, str]]:
    """Each reference that names its group."""
    for table in Record.metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            if len(constraint.elements) == 2:
                yield table, constraint.elements[-1].parent.name


def test_what_refers_to_a_row_of_a_group_names_its_group_or_hangs_on_that_row_alone() -> None:
    bound, looked_at = of_a_group(), 0
    for table in Record.metadata.sorted_tables:
        own = GROUP & set(table.columns.keys())
        within = [one for one in table.foreign_key_constraints if one.referred_table.name in bound - {"groups"}]
        if not own:
            assert len(within) <= 1, f"{table.name} hangs on several rows of a group and doesn't say of which"
            continue
        for constraint in within:
            names = [(key.parent.name, key.column.name) for key in constraint.elements]
            if constraint.referred_table.name == "chains":
                continue
            looked_at += 1
            assert len(names) == 2, f"{table.name}.{names[0][0]} doesn't name its group"
            assert names[0][0] in own
            assert names[0][1] == "group_id"
            assert names[1][1] == "id"
    print(f"{looked_at} references, each within its group")
    assert looked_at > 30


def test_the_database_refuses_a_row_that_points_into_another_group(database: Database) -> None:
    attempts = refused = 0
    with database.engine.execution_options(purpose="write").connect() as connection, connection.begin() as all_of_it:
        fill(connection)
        for table, column in tied():
            empty = {"meeting_id": None} if EITHER.get(table.name) == column else {}
            group = next(iter(GROUP & set(table.columns.keys())))
            for own, others in ((ONE, OTHER), (OTHER, ONE)):
                mine = update(table).where(table.c[group] == own)
                attempts += 1
                try:
                    with connection.begin_nested():
                        connection.execute(mine.values({column: others, **empty}))
                except IntegrityError as error:
                    refused += "foreign" in str(error).lower()
                if EITHER.get(table.name) != column:
                    assert connection.execute(mine.values({column: own})).rowcount == 1
        all_of_it.rollback()
    print(f"{attempts} tried, {attempts - refused} got in")
    assert refused == attempts > 60


def test_a_filled_database_goes_down_and_up_again_with_all_its_rows(own_database: Database) -> None:
    migrate(own_database.engine)
    with own_database.engine.execution_options(purpose="write").begin() as connection:
        fill(connection)
    names = sorted({name for table, column in tied() for name in (table.name, dict(references(table))[column])})
    before = rows(own_database, names)
    revert(own_database.engine, "0017")
    migrate(own_database.engine)
    require_current(own_database.engine)
    assert rows(own_database, names) == before
    revert(own_database.engine, "base")


def test_a_database_in_which_groups_are_mixed_already_stays_as_it_is(own_database: Database) -> None:
    migrate(own_database.engine)
    with own_database.engine.execution_options(purpose="write").begin() as connection:
        fill(connection)
    revert(own_database.engine, "0017")
    with own_database.engine.execution_options(purpose="write").begin() as connection:
        connection.execute(text(f"UPDATE action_owners SET post_id = {OTHER} WHERE action_id = {ONE}"))
    with pytest.raises((BrokenReferences, IntegrityError), match="action_owners"):
        migrate(own_database.engine)
    with own_database.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0017"
        connection.execute(text("SELECT action_id, post_id FROM action_owners"))


def rows(database: Database, names: list[str]) -> dict[str, list[tuple[object, ...]]]:
    with database.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(TABLES[name]).order_by(*TABLES[name].primary_key))]
            for name in names
        }
