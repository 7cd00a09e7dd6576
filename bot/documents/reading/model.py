"""What is read from a file that somebody brings, and how much of it there may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot.domain.errors import DomainError

MOST_MEGABYTES: Final = 5
MOST_UNPACKED_MEGABYTES: Final = 30
"""What the parts of a workbook may come to. Ten thousand rows with twenty columns come to half of it."""
MOST_TAGS: Final = 2_000_000
"""Tags in a workbook: each costs time, however small the file."""
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 4_000


class Live(Enum):
    """Stands where a workbook has a formula instead of a value."""

    FORMULA = "formula"


Raw = str | Live
Rows = Iterator[tuple[int, Sequence[Raw]]]
"""Rows with the line on which each begins, the one that names the columns first."""


@dataclass(frozen=True)
class Source:
    """A file's rows. ``typed``: its cells have types, so that a text is a text however it begins; else one that a
    spreadsheet would run is refused, unless it is one of ours made inert."""

    rows: Rows
    typed: bool


@dataclass(frozen=True)
class Line:
    """One row with the line on which it begins. ``cells`` by column; a row that can't be read has ``wrong``."""

    number: int
    cells: dict[str, str]
    wrong: DomainError | None = None


@dataclass(frozen=True)
class Read:
    """The rows, and the columns that nobody asked for."""

    lines: Sequence[Line]
    ignored: tuple[str, ...]
