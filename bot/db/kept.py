"""Some columns of a row as JSON, so that what was changed can be put back as it was."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Date
from sqlalchemy import Enum as Choice

from bot.db.models import Record
from bot.db.types import Instant


def keep(row: Record, *names: str) -> dict[str, Any]:
    """These columns as they stand."""
    return {name: _plain(getattr(row, name)) for name in names}


def put_back(row: Record, kept: dict[str, Any]) -> None:
    """The columns as they were kept."""
    columns = row.__table__.columns
    for name, value in kept.items():
        setattr(row, name, _real(columns[name].type, value))


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case list():
            return list(value)
        case _:
            return value


def _real(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case Choice(enum_class=known) if known is not None:
            return known(value)
        case Instant():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case _:
            return value
