"""Runs migrations. The caller gives the connection (``config.attributes["connection"]``); from the shell the
settings give the address."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum

from bot.db.engine import open_engine
from bot.db.models import Record
from bot.db.types import Instant, Secret
from bot.settings import Settings


def rendered(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Our column types as plain ones, so that a migration never leans on code that may change."""
    match kind, item:
        case "type", Instant():
            return "sa.DateTime(timezone=True)"
        case "type", Secret():
            return "sa.Text()"
        case "type", Enum():
            values = ", ".join(map(repr, item.enums))
            return f"sa.Enum({values}, native_enum=False, create_constraint=True, length=32, name={item.name!r})"
        case _:
            return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=rendered,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(Settings().database_url)
    with engine.connect() as opened:
        run(opened)
        opened.commit()
    engine.dispose()
