"""CSV: UTF-8 with a byte order mark, RFC 4180, the header first.

**The rule for cells that a spreadsheet would run.** A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line
break gets one apostrophe in front; so does one that begins with an apostrophe. Nothing is lost: whoever reads the file
back takes one leading apostrophe away (``as_typed``). The wide forms of the four signs count too, since East Asian
spreadsheets read them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, Any

from bot.documents.model import Columns, Kind, Sheet, Written, finished, spooled

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
    text, count = _texts(sheet), 0
    for columns in sheet.batches():
        content.write(text(columns).encode() + _LINE_END)
        count += len(columns[0])
    return count


def _texts(sheet: Sheet) -> Callable[[Columns], str]:
    """Some rows as lines. Cells that people wrote always stand in quotes, facts never need them: so a line is one
    template, and only where a quote stands inside is anything looked at twice. No cell is touched by itself that
    needn't be: this is most of what an export costs."""
    cells = [_CELLS[column.kind] for column in sheet.columns]
    quoted = sheet.places(Kind.TEXT, Kind.LIST, Kind.OBJECT)
    line = ",".join('"%s"' if index in quoted else "%s" for index in range(len(sheet.columns))).__mod__

    def text(columns: Columns) -> str:
        shown = [show(column) for show, column in zip(cells, columns, strict=True)]
        lines = "\r\n".join(map(line, zip(*shown, strict=True)))
        if lines.count('"') == 2 * len(quoted) * len(columns[0]):
            return lines
        for index in quoted:
            shown[index] = [cell.replace('"', '""') for cell in shown[index]]
        return "\r\n".join(map(line, zip(*shown, strict=True)))

    return text


def _facts(column: Sequence[Any]) -> Sequence[Any]:
    return ["" if cell is None else cell for cell in column]


def _typed(column: Sequence[Any]) -> Sequence[Any]:
    if not any(column):
        return [""] * len(column)
    texts = ["" if cell is None else cell for cell in column]
    if _GUARDED.isdisjoint({text[:1] for text in texts}):
        return texts
    return [inert(text) for text in texts]


def _lists(column: Sequence[Any]) -> Sequence[Any]:
    return _typed([BETWEEN.join(items) if items else "" for items in column])


_CELLS: dict[Kind, Callable[[Sequence[Any]], Sequence[Any]]] = {
    Kind.FACT: _facts,
    Kind.DAY: _facts,
    Kind.TEXT: _typed,
    Kind.OBJECT: _typed,
    Kind.LIST: _lists,
}
