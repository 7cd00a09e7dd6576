"""What an import is, and how cells are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import Line
from bot.domain.dates import parse_date
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.imports import CellMissing, CellUnreadable, Row
from bot.domain.people import Actor

A_WHILE = timedelta(days=500)
Choice = TypeVar("Choice", bound=StrEnum)
Carry = Callable[[UnitOfWork, Group, Sequence[Line], Actor, datetime], Sequence[Row]]


@dataclass(frozen=True)
class Import:
    """``columns`` are those that are used, ``required`` those without which nothing is read; of each of ``either`` one
    at least must be there."""

    columns: tuple[str, ...]
    required: tuple[str, ...]
    carry: Carry
    either: tuple[tuple[str, ...], ...] = ()


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


def day_in_words(cells: Mapping[str, str], column: str, today: date) -> date | None:
    """A day as people write it, year and all: ``2027-01-20``, ``20/1/2027``, ``20 January 2027``; or nothing. What
    depends on the day on which it is read is none. Raises ``CellUnreadable`` or what ``parse_date`` raises."""
    text = cells.get(column, "").removesuffix(" 00:00:00")
    if not text:
        return None
    found = parse_date(text, today=today)
    try:
        lasting = parse_date(text, today=found + A_WHILE) == found
    except DomainError:
        lasting = False
    if not lasting:
        raise CellUnreadable(column, text[:40], "2027-01-20, 20/1/2027")
    return found


def one_of(
    cells: Mapping[str, str], column: str, kind: type[Choice], default: Choice | None = None, *, upper: bool = False
) -> Choice:
    """One of the values of an enumeration, written small or (``upper``) large. Raises ``CellMissing`` or
    ``CellUnreadable``."""
    text = cells.get(column, "").upper() if upper else cells.get(column, "").lower()
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
