"""What an import is, and how cells are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import Line
from bot.domain.groups import Group
from bot.domain.imports import CellMissing, CellUnreadable, Row
from bot.domain.people import Actor

Choice = TypeVar("Choice", bound=StrEnum)
Carry = Callable[[UnitOfWork, Group, Sequence[Line], Actor, datetime], Sequence[Row]]


@dataclass(frozen=True)
class Import:
    """``columns`` are those that are used, ``required`` those without which nothing is read."""

    columns: tuple[str, ...]
    required: tuple[str, ...]
    carry: Carry


def needed(cells: Mapping[str, str], column: str) -> str:
    """The cell. Raises ``CellMissing``."""
    if not cells.get(column):
        raise CellMissing(column)
    return cells[column]


def day(cells: Mapping[str, str], column: str) -> date | None:
    """An ISO day, or nothing. Raises ``CellUnreadable``."""
    text = cells.get(column, "")
    if not text:
        return None
    try:
        if len(text) != len("2027-01-20"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise CellUnreadable(column, text[:40], "2027-01-20") from None


def one_of(cells: Mapping[str, str], column: str, kind: type[Choice], default: Choice | None = None) -> Choice:
    """One of the values of an enumeration. Raises ``CellMissing`` or ``CellUnreadable``."""
    text = cells.get(column, "").lower()
    if not text and default is not None:
        return default
    needed(cells, column)
    try:
        return kind(text)
    except ValueError:
        raise CellUnreadable(column, text[:40], ", ".join(kind)) from None


def yes(cells: Mapping[str, str], column: str) -> bool:
    """``yes`` or ``no``; nothing is no. Raises ``CellUnreadable``."""
    text = cells.get(column, "").lower()
    if text not in ("", "yes", "no", "true", "false"):
        raise CellUnreadable(column, text[:40], "yes, no")
    return text in ("yes", "true")
