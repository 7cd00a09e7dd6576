"""XLSX: the rows on the first sheet, what the file is on the second. No cell is ever a formula or a link.

A text that begins like a formula is a text: the cell's own mark (``quotePrefix``) keeps it one when somebody edits it.
A text longer than a cell may hold goes on beneath what the file is, under the cell's address. Rows beyond what a sheet
holds go on in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from functools import lru_cache
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Final

from bot.documents import xml
from bot.documents.csv import BETWEEN
from bot.documents.model import Cell, Column, Kind, Sheet, Written, finished, spooled

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ENDING = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_ROWS: Final = 1_048_575
"""Rows on a sheet, without the header."""
LONGEST: Final = 16_000
"""Characters put into one cell: it holds 32,767 units, and a character may take two."""
WIDTHS: Final = {Kind.FACT: 14, Kind.DAY: 12, Kind.TEXT: 44, Kind.LIST: 22, Kind.OBJECT: 36}
_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠'")
_EPOCH: Final = date(1899, 12, 30)


def write(sheet: Sheet) -> Written:
    """The sheet as a file. Memory doesn't grow with the rows. The same rows give the same bytes but for the stamp."""
    from xlsxwriter import Workbook  # only where somebody wants a workbook

    content = spooled()
    try:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(content, options) as book:
            book.use_zip64()
            rows = _Book(book, sheet).write()
        _to_end(content)
    except BaseException:
        content.close()
        raise
    return finished(sheet, content, ending=ENDING, media_type=MEDIA_TYPE, rows=rows)


def _plain(text: str) -> bool:
    return text[0] not in _FORMULA and len(text) <= LONGEST


def _to_end(content: IO[bytes]) -> None:
    content.seek(0, 2)


@dataclass
class _Book:
    book: Workbook
    sheet: Sheet
    continued: list[tuple[str, str]] = field(default_factory=list)

    def write(self) -> int:
        about, words = self.sheet.about, self.sheet.wording
        created = about.at.astimezone(UTC).replace(tzinfo=None)
        self.book.set_properties(
            {"title": words.title, "subject": about.marking, "author": xml.whole(about.by), "created": created}
        )
        self.top = {"valign": "top"}
        self.plain = self.book.add_format(self.top)
        self.wrapped = self.book.add_format({**self.top, "text_wrap": True})
        self.quoted = self.book.add_format({**self.top, "text_wrap": True, "quote_prefix": True})
        self.day = self.book.add_format({**self.top, "num_format": "yyyy-mm-dd"})
        self.bold = self.book.add_format({**self.top, "text_wrap": True, "bold": True})
        rows, count, number = iter(self.sheet.rows), 0, 1
        while (first := next(rows, None)) is not None or number == 1:
            some = chain((first,), islice(rows, MOST_ROWS - 1)) if first is not None else iter(())
            count += self._rows(words.rows if number == 1 else f"{words.rows} {number}", some)
            number += 1
        self._about()
        return count

    def _page(self, name: str) -> Worksheet:
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        marked = f"&C{self.sheet.about.marking}"
        page.set_header(marked)
        page.set_footer(f"{marked}&R&P / &N")
        return page

    def _rows(self, name: str, rows: Iterator[Sequence[Cell]]) -> int:
        page, columns = self._page(name), self.sheet.columns
        page.repeat_rows(0)
        page.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            page.set_column(index, index, WIDTHS[column.kind])
            page.write_string(0, index, column.name, self.bold)
        at = 0
        texts = [None if one.kind is Kind.DAY else self._looks(one) for one in columns]
        for at, row in enumerate(rows, start=1):
            for index, cell in enumerate(row):
                if cell is None or cell == "" or cell == ():
                    continue
                looks = texts[index]
                if looks is not None and isinstance(cell, str) and cell.isascii() and _plain(cell):
                    page.write_string(at, index, cell, looks)  # most cells: nothing in them needs a second look
                else:
                    self._cell(page, at, index, columns[index], cell)
        page.autofilter(0, 0, at, len(columns) - 1)
        return at

    def _cell(self, page: Worksheet, row: int, index: int, column: Column, cell: Cell) -> None:
        if isinstance(cell, int):
            page.write_number(row, index, cell, self.plain)
            return
        if column.kind is Kind.DAY and isinstance(cell, str):
            page.write_number(row, index, _serial(cell), self.day)
            return
        text = xml.whole(cell if isinstance(cell, str) else BETWEEN.join(cell or ()))
        if len(text) > LONGEST:
            where = f"{page.get_name()}!{_address(row, index)}"
            self.continued += [(where, text[at : at + LONGEST]) for at in range(LONGEST, len(text), LONGEST)]
            text = text[:LONGEST]
        page.write_string(row, index, text, self.quoted if text[0] in _FORMULA else self._looks(column))

    def _looks(self, column: Column) -> Format:
        return self.plain if column.kind is Kind.FACT else self.wrapped

    def _about(self) -> None:
        page = self._page(self.sheet.wording.about)
        page.set_column(0, 0, 32)
        page.set_column(1, 1, 90)
        for at, (label, value) in enumerate((*self.sheet.wording.facts, *self.continued)):
            text = xml.whole(value)
            page.write_string(at, 0, label, self.bold)
            page.write_string(at, 1, text, self.quoted if text[:1] in _FORMULA else self.wrapped)


@lru_cache(maxsize=4096)
def _serial(day: str) -> int:
    """A day as spreadsheets count it."""
    return (date.fromisoformat(day) - _EPOCH).days


def _address(row: int, column: int) -> Any:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return xl_rowcol_to_cell(row, column)
