"""ODS: our own writer, for the libraries hold a whole workbook in memory. The rows are on the first sheet, what the
file is on the second. Every cell has its type and none a formula; rows beyond what a sheet holds go on in another.
A tab becomes a blank: spreadsheets drop the tabs of such a file, and with them what they part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from functools import lru_cache
from itertools import chain, islice
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from bot.documents import xml
from bot.documents.archive import put, streaming
from bot.documents.csv import BETWEEN
from bot.documents.model import BATCH, Cell, Column, Kind, Sheet, Written, finished, spooled
from bot.documents.ods_parts import END, FIRST, MANIFEST, MIMETYPE, meta, styles

ENDING = "ods"
MEDIA_TYPE = MIMETYPE

MOST_ROWS: Final = 1_048_575
"""Rows on a sheet, without the header."""

_EMPTY: Final = "<table:table-cell/>"
_NARROW: Final = re.compile(r"^ |  |\n")
_BLANKS: Final = re.compile(r"(?<= ) +|^ +")


def write(sheet: Sheet) -> Written:
    """The sheet as a file. Memory doesn't grow with the rows. The same rows give the same bytes but for the stamp."""
    content = spooled()
    try:
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            put(archive, "mimetype", MIMETYPE, packed=False)
            put(archive, "META-INF/manifest.xml", MANIFEST)
            at = sheet.about.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            put(archive, "meta.xml", meta(sheet.wording.title, sheet.about.by, sheet.wording.language, at))
            put(archive, "styles.xml", styles(sheet.about.marking, sheet.wording.language))
            with streaming(archive, "content.xml") as stream:
                rows = _write(sheet, stream)
    except BaseException:
        content.close()
        raise
    content.seek(0, 2)
    return finished(sheet, content, ending=ENDING, media_type=MEDIA_TYPE, rows=rows)


def _write(sheet: Sheet, stream: IO[bytes]) -> int:
    words = sheet.wording
    stream.write(FIRST.encode())
    rows, count, number = iter(sheet.rows), 0, 1
    while (first := next(rows, None)) is not None or number == 1:
        some = chain((first,), islice(rows, MOST_ROWS - 1)) if first is not None else iter(())
        name = words.rows if number == 1 else f"{words.rows} {number}"
        count += _table(name, sheet.columns, some, stream)
        number += 1
    stream.write(_opened(words.about, ("label", "text")).encode())
    for label, value in words.facts:
        stream.write(f"<table:table-row>{_heading(label)}{_text(value)}</table:table-row>\n".encode())
    stream.write(f"</table:table>{END}".encode())
    return count


def _table(name: str, columns: Sequence[Column], rows: Iterator[Sequence[Cell]], stream: IO[bytes]) -> int:
    headings = "".join(_heading(column.name) for column in columns)
    head = f"<table:table-header-rows><table:table-row>{headings}</table:table-row></table:table-header-rows>\n"
    stream.write((_opened(name, [column.kind.value for column in columns]) + head).encode())
    cells: list[Callable[[Cell], str]] = [_day if column.kind is Kind.DAY else _cell for column in columns]
    count = 0
    while batch := list(islice(rows, BATCH)):
        lines = (
            f"<table:table-row>{''.join(cell(value) for cell, value in zip(cells, row, strict=True))}</table:table-row>"
            for row in batch
        )
        stream.write(("\n".join(lines) + "\n").encode())
        count += len(batch)
    stream.write(b"</table:table>\n")
    return count


def _opened(name: str, widths: Sequence[str]) -> str:
    columns = "".join(f'<table:table-column table:style-name="{width}"/>' for width in widths)
    return f'<table:table table:name="{xml.text(name)}" table:style-name="page">{columns}\n'


def _cell(value: Cell) -> str:
    if value is None or value == "" or value == ():
        return _EMPTY
    if isinstance(value, int):
        said = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{said}</table:table-cell>'
    return _text(value if isinstance(value, str) else BETWEEN.join(value))


@lru_cache(maxsize=4096)
def _day(value: Cell) -> str:
    if not value:
        return _EMPTY
    return (
        f'<table:table-cell table:style-name="on" office:value-type="date" office:date-value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def _text(value: str) -> str:
    return f'<table:table-cell table:style-name="wrapped" office:value-type="string">{_lines(value)}</table:table-cell>'


@lru_cache(maxsize=256)
def _heading(value: str) -> str:
    return f'<table:table-cell table:style-name="bold" office:value-type="string">{_lines(value)}</table:table-cell>'


def _lines(value: str) -> str:
    """Paragraphs; blanks that a reader would take together are counted."""
    text = xml.text(value).replace("\t", " ")
    if not _NARROW.search(text) and not text.endswith(" "):
        return f"<text:p>{text}</text:p>"
    return "".join(f"<text:p>{_blanks(line)}</text:p>" for line in text.split("\n"))


def _blanks(line: str) -> str:
    counted = _BLANKS.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', line)
    return f"{counted[:-1]}<text:s/>" if counted.endswith(" ") else counted
