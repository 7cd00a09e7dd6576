"""Reading a file that somebody brings: CSV, XLSX, ODS, JSON or ICS, told by its bytes and not by its name; bounded, and
refused kindly where it is none of them.

What ``documents`` writes comes back as it was typed. A cell of CSV that a spreadsheet would run as a formula, and that
isn't one of ours made inert, is refused: it could be handed on to others. So is a formula in a workbook.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bot.documents.csv import as_typed
from bot.documents.reading import calendar, delimited, machine, open_document, workbook
from bot.documents.reading.columns import Columns, named
from bot.documents.reading.model import LONGEST_CELL, MOST_MEGABYTES, MOST_ROWS, Line, Live, Raw, Read, Source
from bot.documents.reading.unpacking import unpacked
from bot.domain.imports import (
    CellIsFormula,
    CellIsLive,
    CellNotText,
    CellTooLong,
    FileIsEmpty,
    FileNotKnown,
    FileTooLarge,
    TooManyRows,
    WrongColumnCount,
)

__all__ = ["LONGEST_CELL", "MOST_ROWS", "Line", "Read", "read"]

_RUNS = frozenset("=+-@\t\r\n＝＋－＠")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"


def read(
    path: Path,
    *,
    required: Collection[str],
    known: Collection[str],
    either: Collection[Sequence[str]] = (),
    mapping: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
) -> Read:
    """Every row of the file, its header first. ``mapping`` says which of our columns a column of the file is, by their
    names; of each of ``either`` one column at least must be there. ``given`` is what a calendar file doesn't say.

    Raises ``FileTooLarge``, ``FileNotKnown``, ``FileNotText``, ``FileHoldsNul``, ``FileNotOpened``, ``FileIsEmpty``,
    ``ColumnTwice``, ``ColumnsMissing``, ``TooManyRows``, and ``OSError`` where it can't be opened.
    """
    if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        raise FileTooLarge(MOST_MEGABYTES)
    with path.open("rb") as file:
        content = file.read(MOST_MEGABYTES * 1_000_000 + 1)
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise FileTooLarge(MOST_MEGABYTES)
    source = _source(content, given or {})
    number, header = next(source.rows, (0, ()))
    if not any(isinstance(cell, str) and cell.strip() for cell in header):
        raise FileIsEmpty
    columns = named(header, required=required, known=known, either=either, mapping=mapping or {})
    return Read(tuple(_lines(source, columns, number)), columns.ignored)


def _source(content: bytes, given: Mapping[str, str]) -> Source:
    if content.startswith(b"PK\x03\x04"):
        archive = unpacked(content)
        if open_document.holds(archive):
            return Source(open_document.rows(archive), typed=True)
        return Source(workbook.rows(archive, content), typed=True)
    if content.startswith((_OLD_OFFICE, _PDF)):
        raise FileNotKnown
    if calendar.holds(content):
        return Source(calendar.rows(content, given), typed=True)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return Source(machine.rows(content), typed=True)
    return Source(delimited.rows(content), typed=False)


def _lines(source: Source, columns: Columns, number: int) -> Iterator[Line]:
    count = 0
    for number, cells in source.rows:
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise TooManyRows(MOST_ROWS)
        yield _line(number, cells, columns, source)


def _line(number: int, cells: Sequence[Raw], columns: Columns, source: Source) -> Line:
    if len(cells) != columns.count and not source.typed:
        return Line(number, {}, WrongColumnCount(len(cells), columns.count))
    found: dict[str, str] = {}
    for place, column in columns.places.items():
        cell = cells[place] if place < len(cells) else ""
        if cell is Live.FORMULA:
            return Line(number, {}, CellIsLive(column))
        if not source.typed and cell[:1] in _RUNS:
            return Line(number, {}, CellIsFormula(column))
        if len(cell) > LONGEST_CELL:
            return Line(number, {}, CellTooLong(column, LONGEST_CELL))
        if "\0" in cell or not _whole(cell):
            return Line(number, {}, CellNotText(column))
        found[column] = (cell if source.typed else as_typed(cell)).strip()
    return Line(number, found)


def _whole(text: str) -> bool:
    """Whether there is no half of a character in it."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
