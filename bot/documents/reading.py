"""Reading a CSV file that somebody brings: bounded, and refused kindly where it is none.

What ``documents.csv`` writes comes back as it was typed. A cell that a spreadsheet would run as a formula, and that
isn't one of ours made inert, is refused: it could be handed on to others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.documents.csv import as_typed
from bot.domain.errors import DomainError
from bot.domain.imports import (
    CellIsFormula,
    CellTooLong,
    ColumnsMissing,
    ColumnTwice,
    FileHoldsNul,
    FileIsEmpty,
    FileNotText,
    FileTooLarge,
    TooManyRows,
    WrongColumnCount,
)

MOST_MEGABYTES = 5
MOST_ROWS = 10_000
LONGEST_CELL = 4_000
_RUNS = frozenset("=+-@\t\r\n＝＋－＠")


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


def read(path: Path, *, required: Collection[str], known: Collection[str]) -> Read:
    """Every row of the file, its header first.

    Raises ``FileTooLarge``, ``FileNotText``, ``FileHoldsNul``, ``FileIsEmpty``, ``ColumnTwice``, ``ColumnsMissing``,
    ``TooManyRows``, and ``OSError`` where it can't be opened.
    """
    if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        raise FileTooLarge(MOST_MEGABYTES)
    with path.open("rb") as file:
        content = file.read(MOST_MEGABYTES * 1_000_000 + 1)
    text = _text(content)
    rows = _rows(text)
    try:
        _, header = next(rows, (0, []))
    except csv.Error:
        raise FileNotText(1) from None
    columns = [name.strip().lower() for name in header]
    if not any(columns):
        raise FileIsEmpty
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice is not None:
        raise ColumnTwice(twice)
    missing = [name for name in required if name not in columns]
    if missing:
        raise ColumnsMissing(tuple(missing))
    lines = tuple(_lines(rows, columns))
    return Read(lines, tuple(name for name in columns if name and name not in known))


def _text(content: bytes) -> str:
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise FileTooLarge(MOST_MEGABYTES)
    if b"\0" in content:
        raise FileHoldsNul(content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotText(content[: error.start].count(b"\n") + 1) from None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _lines(rows: Iterator[tuple[int, list[str]]], columns: Sequence[str]) -> Iterator[Line]:
    number = 1
    try:
        for count, (number, cells) in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise TooManyRows(MOST_ROWS)
            yield _line(number, cells, columns)
    except csv.Error:
        raise FileNotText(number + 1) from None


def _line(number: int, cells: Sequence[str], columns: Sequence[str]) -> Line:
    if len(cells) != len(columns):
        return Line(number, {}, WrongColumnCount(len(cells), len(columns)))
    for column, cell in zip(columns, cells, strict=True):
        if cell[:1] in _RUNS:
            return Line(number, {}, CellIsFormula(column))
        if len(cell) > LONGEST_CELL:
            return Line(number, {}, CellTooLong(column, LONGEST_CELL))
    return Line(number, {column: as_typed(cell).strip() for column, cell in zip(columns, cells, strict=True)})
