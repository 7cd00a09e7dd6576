"""The schema: up, down and up again; nothing in the records that a migration doesn't make."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.db.models import Record
from bot.db.schema import BehindItsMigrations, configuration, migrate, require_current, revert
from bot.db.unit_of_work import Database


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(configuration())
    return [revision.revision for revision in script.walk_revisions()]


def test_every_migration_goes_down_and_up_again(own_database: Database) -> None:
    database = own_database
    migrate(database.engine)
    for revision in [*revisions()[1:], "base"]:
        revert(database.engine, revision)
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    for revision in reversed(revisions()):
        migrate(database.engine, revision)
    require_current(database.engine)


def test_the_migrations_make_exactly_what_the_records_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Record.metadata) == []


def test_a_database_behind_its_migrations_says_so(own_database: Database) -> None:
    migrate(own_database.engine, revisions()[1])
    with pytest.raises(BehindItsMigrations, match="run convenor migrate"):
        require_current(own_database.engine)


def test_values_outside_an_enumeration_are_refused_by_the_database(database: Database) -> None:
    statement = "INSERT INTO posts (group_id, kind, title) VALUES (1, 'king', '')"
    with pytest.raises(Exception, match=r"(?i)check"), database.writing() as uow:
        uow.session.execute(text(statement))
