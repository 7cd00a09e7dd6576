"""The ground of all records: mapped dataclasses, named constraints."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Date, MetaData, Text, Time
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
