"""XLSX: the first sheet, row by row. The archive was looked at before (``unpacking``)."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zipfile import ZipFile

from bot.documents.reading.model import MOST_COLUMNS, Live, Raw, Rows
from bot.domain.imports import FileNotKnown, FileNotOpened

_CONTENTS: Final = "[Content_Types].xml"
_WRITTEN: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def rows(archive: ZipFile, content: bytes) -> Rows:
    """The rows of the first sheet that have anything in them. Raises ``FileNotKnown`` or ``FileNotOpened``."""
    names = archive.namelist()
    if _CONTENTS not in names or not any(name.startswith("xl/") for name in names):
        raise FileNotKnown
    return _rows(content)


def _rows(content: bytes) -> Iterator[tuple[int, list[Raw]]]:
    from openpyxl import load_workbook  # only where somebody brings a workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it leaves out: charts, rules for input
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            page = next(page for page in book.worksheets if page.sheet_state == "visible")
            page.reset_dimensions()
            for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1):
                cells = [_cell(cell) for cell in row]
                if any(cells):
                    yield number, cells
        except GeneratorExit:
            raise
        except Exception:  # whatever such a file makes of its reader, it can't be read
            raise FileNotOpened from None


def _cell(cell: Any) -> Raw:
    value = cell.value
    if cell.data_type == "f":
        return Live.FORMULA
    match value:
        case None:
            return ""
        case str():
            return _WRITTEN.sub(_character, value) if "_x" in value else value
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time() | timedelta():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _character(found: re.Match[str]) -> str:
    """A character that XML can't hold, as workbooks write it: ``_x000D_``."""
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
