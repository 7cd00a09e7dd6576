"""XLSX, ODS and DOCX of a hundred thousand actions, beside bare libraries that write the same cells; and memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from bot.db.unit_of_work import Database
from bot.services import exports
from bot.services.exports import Scope
from tests.benchmarks.data import NOW, filled
from tests.benchmarks.export import FEW, SECRETARIAT, SOME, peak_of, written
from tests.benchmarks.harness import Figure, Place, compare

FORMATS = ("xlsx", "ods", "docx")


def measure(place: Place) -> Iterator[Figure]:
    """Speed, and peak memory with few rows and with many, of each format."""
    sizes = [place.many(count) for count in (FEW, SOME)]
    data = filled(place.sqlite("workbooks"), *sizes)
    rows = _rows(data.database, data.groups[1])
    seconds = compare(
        {
            "XlsxWriter alone": lambda: _bare(rows, place.folder / "bare.xlsx"),
            **{ending: lambda ending=ending: written(data.database, data.groups[1], ending) for ending in FORMATS},  # type: ignore[misc]
            "openpyxl alone": lambda: _openpyxl(rows),
        },
        rounds=min(place.rounds, 3),
        clock=place.processor,
    )
    yield Figure(f"XLSX of {sizes[1]:,} actions", "s", "XlsxWriter alone", "xlsx", seconds, 1.5)
    yield Figure(f"ODS of {sizes[1]:,} actions", "s", "XlsxWriter alone", "ods", seconds, 1.0)
    for ending in FORMATS:
        few, many = (peak_of(data.url, group_id, ending) for group_id in data.groups)
        names = (f"{sizes[0]:,} rows", f"{sizes[1]:,} rows")
        figures = dict(zip(names, (few, many), strict=True))
        yield Figure(f"peak memory of {ending.upper()}", "MB", *names, figures=figures, goal=1.1)
    data.database.close()


def _rows(database: Database, group_id: int) -> list[list[str]]:
    """The cells of a whole export as texts, read before anything is measured."""
    with database.reading() as uow:
        group = uow.groups.by_id(group_id)
    assert group is not None
    with database.snapshot() as snapshot:
        sheet = exports.actions(snapshot, Scope(group=group, by=SECRETARIAT, now=NOW))
        return [["; ".join(cell) if isinstance(cell, tuple) else str(cell or "") for cell in row] for row in sheet.rows]


def _bare(rows: list[list[str]], path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            for index, cell in enumerate(row):
                if cell:
                    page.write_string(at, index, cell)


def _openpyxl(rows: list[list[str]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in rows:
        page.append(row)
    book.save(io.BytesIO())
