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
    template, into which a column that says the same in all these rows is written once; and only where a quote stands
    inside is anything looked at twice. No cell is touched by itself that needn't be: that is what an export costs."""
    shapes = [(_CELLS[column.kind], column.kind in _QUOTED) for column in sheet.columns]

    def text(columns: Columns) -> str:
        template: list[str] = []
        varying: list[tuple[Sequence[Any], bool]] = []
        for (show, quoted), column in zip(shapes, columns, strict=True):
            cell = "%s"
            if _alike(column):
                cell = _doubled(show(column[:1]))[0].replace("%", "%%")
            else:
                varying.append((show(column), quoted))
            template.append(f'"{cell}"' if quoted else cell)
        line, count = ",".join(template), len(columns[0])
        lines = _lines(line, [cells for cells, _ in varying], count)
        if lines.count('"') == line.count('"') * count:
            return lines
        return _lines(line, [_doubled(cells) if quoted else cells for cells, quoted in varying], count)

    return text


def _lines(line: str, columns: Columns, count: int) -> str:
    return "\r\n".join(map(line.__mod__, zip(*columns, strict=True)) if columns else [line % ()] * count)


def _alike(column: Sequence[Any]) -> bool:
    first = column[0]
    return bool(first == column[-1]) and column.count(first) == len(column)


def _doubled(cells: Sequence[Any]) -> Sequence[str]:
    return [str(cell).replace('"', '""') for cell in cells]


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


_QUOTED = frozenset({Kind.TEXT, Kind.OBJECT, Kind.LIST})
_CELLS: dict[Kind, Callable[[Sequence[Any]], Sequence[Any]]] = {
    Kind.FACT: _facts,
    Kind.DAY: _facts,
    Kind.TEXT: _typed,
    Kind.OBJECT: _typed,
    Kind.LIST: _lists,
}
