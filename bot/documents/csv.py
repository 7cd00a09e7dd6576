"""CSV: UTF-8 with a byte order mark, RFC 4180, the header first.

**The rule for cells that a spreadsheet would run.** A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line
break gets one apostrophe in front; so does one that begins with an apostrophe. Nothing is lost: whoever reads the file
back takes one leading apostrophe away (``as_typed``). The wide forms of the four signs count too, since East Asian
spreadsheets read them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import IO, Any

from bot.documents.model import BATCH, Cell, Kind, Sheet, Written, finished, spooled

ENDING = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
BETWEEN = "; "
"""What stands between the items of a list in one cell."""

_GUARD = "'"
_GUARDED = frozenset("=+-@\t\r\n＝＋－＠'")
_LINE_END = b"\r\n"


def write(sheet: Sheet) -> Written:
    """The sheet as a file. Memory doesn't grow with the rows. The same rows give the same bytes."""
    content = spooled()
    try:
        content.write(b"\xef\xbb\xbf")
        rows = _write(sheet, content)
    except BaseException:
        content.close()
        raise
    return finished(sheet, content, ending=ENDING, media_type=MEDIA_TYPE, rows=rows)


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet runs; ``as_typed`` gives it back."""
    return _GUARD + text if text[:1] in _GUARDED else text


def as_typed(cell: str) -> str:
    """The text that a cell of such a file stands for."""
    return cell[1:] if cell.startswith(_GUARD) else cell


def _write(sheet: Sheet, content: IO[bytes]) -> int:
    content.write(",".join(column.name for column in sheet.columns).encode() + _LINE_END)
    line = _line(sheet)
    rows, count = iter(sheet.rows), 0
    while batch := [line(row) for row in islice(rows, BATCH)]:
        content.write("\r\n".join(batch).encode() + _LINE_END)
        count += len(batch)
    return count


def _line(sheet: Sheet) -> Callable[[Sequence[Cell]], str]:
    """One row as a line. Cells that people wrote always stand in quotes, facts never need them: so a line is one
    template, and only a line with a quote inside takes the long way."""
    lists = sheet.places(Kind.LIST)
    quoted = sheet.places(Kind.TEXT, Kind.LIST, Kind.OBJECT)
    template = ",".join('"%s"' if index in quoted else "%s" for index in range(len(sheet.columns)))
    quotes = 2 * len(quoted)

    def line(row: Sequence[Cell]) -> str:
        cells: list[Any] = ["" if cell is None else cell for cell in row]
        for index in lists:
            cells[index] = BETWEEN.join(cells[index])
        for index in quoted:
            if cells[index][:1] in _GUARDED:
                cells[index] = inert(cells[index])
        text = template % tuple(cells)
        if text.count('"') == quotes:
            return text
        for index in quoted:
            cells[index] = cells[index].replace('"', '""')
        return template % tuple(cells)

    return line
