"""The ground of all records: mapped dataclasses, named constraints, and references that stay within a group.

A table of a group has its ``group_id``. Whatever in it refers to another row of a group does so by ``(group_id, id)``,
so that the database itself refuses a row of one group that points into another. A table that hangs on one such row and
on nothing else of a group (updates, slots, versions, holders) has the group of its parent and needs none of its own.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Date, ForeignKeyConstraint, MetaData, Text, Time, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

from bot.db.types import Instant


class Record(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row. Constraints have fixed names, so that migrations can speak of them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads a plain dict here
        str: Text,
        datetime: Instant,
        date: Date,
        time: Time,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


def referred_to() -> UniqueConstraint:
    """What lets other rows of the group refer to a table's rows."""
    return UniqueConstraint("group_id", "id")


def within_group(column: str, table: str) -> ForeignKeyConstraint:
    """A reference to a row of the same group; none where the column is empty."""
    return ForeignKeyConstraint(["group_id", column], [f"{table}.group_id", f"{table}.id"])
