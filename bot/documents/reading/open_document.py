"""ODS: the first sheet, row by row. The archive was looked at before (``unpacking``).

What a file says is there many times over is never multiplied beyond what may be read: blanks, columns, rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import ZipFile

from bot.documents.reading.model import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Live, Raw, Rows
from bot.documents.reading.unpacking import BROKEN
from bot.domain.imports import FileNotOpened

CONTENT: Final = "content.xml"
KIND: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE, _OFFICE, _TEXT = ("{" + _NAMES.format(name) + "}" for name in ("table", "office", "text"))
_SPREADSHEET: Final = f"{_OFFICE}spreadsheet"


def holds(archive: ZipFile) -> bool:
    """Whether the archive says that it is such a workbook."""
    try:
        return "mimetype" in archive.namelist() and archive.read("mimetype")[:100].startswith(KIND)
    except BROKEN:
        raise FileNotOpened from None


def rows(archive: ZipFile) -> Rows:
    """The rows of the first sheet that have anything in them. Raises ``FileNotOpened``."""
    try:
        with archive.open(CONTENT) as content:
            # No entities are declared in it: ``unpacking`` has looked.
            yield from _rows(iterparse(content, events=("start", "end")))  # noqa: S314
    except (ParseError, KeyError, *BROKEN):
        raise FileNotOpened from None


def _rows(events: Iterator[tuple[str, Element]]) -> Iterator[tuple[int, list[Raw]]]:
    number, depth = 1, 0
    for event, element in events:
        if element.tag == f"{_TABLE}table":
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                return
        if event == "start" or element.tag != f"{_TABLE}table-row" or depth != 1:
            continue
        again = _times(element, "number-rows-repeated")
        cells = _cells(element)
        element.clear()
        if any(cells):
            for offset in range(min(again, MOST_ROWS + 1)):
                yield number + offset, cells
        number += again


def _cells(row: Element) -> list[Raw]:
    found: list[Raw] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        room = MOST_COLUMNS - len(found)
        found += [_cell(cell)] * min(_times(cell, "number-columns-repeated"), room)
    while found and not found[-1]:
        found.pop()
    return found


def _cell(cell: Element) -> Raw:
    if cell.get(f"{_TABLE}formula"):
        return Live.FORMULA
    match cell.get(f"{_OFFICE}value-type"):
        case "date":
            day, _, at = cell.get(f"{_OFFICE}date-value", "").partition("T")
            return day if at in ("", "00:00:00") else f"{day} {at}"
        case "float" | "percentage" | "currency":
            return _number(cell.get(f"{_OFFICE}value", ""))
        case "boolean":
            return "yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "no"
        case _:
            return "\n".join(_said(line) for line in cell if line.tag == f"{_TEXT}p")


def _number(text: str) -> str:
    whole, _, part = text.partition(".")
    return whole if not part.strip("0") else text


def _said(element: Element) -> str:
    """A paragraph's words, whatever they are wrapped in."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_times(child, "c", _TEXT), LONGEST_CELL))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag == f"{_TEXT}tab" else "\n")
        elif not child.tag.startswith(_OFFICE):
            parts.append(_said(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _times(element: Element, name: str, where: str = _TABLE) -> int:
    count = element.get(f"{where}{name}", "1")
    return int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 1
