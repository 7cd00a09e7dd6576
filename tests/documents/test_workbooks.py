"""XLSX and ODS read back by readers that aren't ours: calamine, and LibreOffice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.documents import FORMATS, ods, xlsx
from bot.documents.model import Cell, Column, Kind, Sheet, Wording
from tests.documents import office
from tests.documents.sheets import ABOUT, contents
from tests.documents.test_csv import HOSTILE

COLUMNS = (
    Column("ref"),
    Column("action", Kind.TEXT),
    Column("extent", Kind.LIST),
    Column("due", Kind.DAY),
    Column("number"),
    Column("after", Kind.OBJECT),
)
WORDING = Wording("en-GB", "Actions: Exchange", "Actions", "About", (("Marking", "OFFICIAL"), ("Made by", "=Sam")))
HEADER = [column.name for column in COLUMNS]
WORKBOOKS = ["xlsx", "ods"]


def workbook(ending: str, rows: Sequence[Sequence[Cell]], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    return contents(FORMATS[ending](Sheet(ABOUT, columns, iter(rows), WORDING)))


def cells(data: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()


def alike(text: str, ending: str) -> str:
    """Files of XML know one kind of line end; in ODS a tab is a blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\t", " ") if ending == "ods" else text


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_cells_are_what_they_are(ending: str) -> None:
    """Numbers are numbers and days are days, so that a spreadsheet sorts and counts them."""
    data = workbook(ending, [("VAWG-1", "Cyhoeddi – ŵ ŷ Ó", ("ENG", "SCT"), "2027-01-29", 7, '{"a": 1}')])
    assert cells(data, "Actions") == [
        HEADER,
        ["VAWG-1", "Cyhoeddi – ŵ ŷ Ó", "ENG; SCT", date(2027, 1, 29), 7.0, '{"a": 1}'],
    ]
    assert cells(data, "About") == [["Marking", "OFFICIAL"], ["Made by", "=Sam"]]


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_nothing_is_an_empty_cell_and_an_empty_sheet_has_its_header(ending: str) -> None:
    [header] = cells(workbook(ending, []), "Actions")
    assert header == HEADER
    rows = [(None, None, (), None, None, None), ("VAWG-2", "", (), None, 0, None)]
    assert [row[:1] + row[4:5] for row in cells(workbook(ending, rows), "Actions")][-1] == ["VAWG-2", 0.0]


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_no_cell_is_a_formula_and_none_loses_its_text(ending: str) -> None:
    hostile = [text for text in HOSTILE if len(text) < 1_000]
    data = workbook(ending, [("VAWG-1", text, (text,), None, 1, text) for text in hostile])
    found = cells(data, "Actions")[1:]
    assert [alike(row[1], ending) for row in found] == [alike(text, ending) for text in hostile]
    assert [alike(row[2], ending) for row in found] == [alike(text, ending) for text in hostile]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for live in (b"<f>", b"<f ", b"table:formula", b"hyperlink", b"xlink"):
        assert live not in whole


@pytest.mark.parametrize("ending", WORKBOOKS)
@given(text=st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_was_typed(ending: str, text: str) -> None:
    data = workbook(ending, [("x", f"a{text}b", (), None, None, None)])
    assert cells(data, "Actions")[1][1] == f"a{text}b"


@pytest.mark.parametrize("ending", WORKBOOKS)
@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_can_not_hold_breaks_no_file(ending: str, character: str) -> None:
    found = cells(workbook(ending, [("x", f"before{character}after", (), None, None, None)]), "Actions")[1][1]
    assert found.startswith("before")
    assert found.endswith("after")


def test_a_text_longer_than_a_cell_goes_on_beneath_what_the_file_is() -> None:
    text = "".join(f"{number:05}," for number in range(20_000))
    data = workbook("xlsx", [("VAWG-1", "short", (), None, 1, None), ("VAWG-2", text, (), None, 2, None)])
    first = cells(data, "Actions")[2][1]
    parts = [value for label, value in cells(data, "About") if label == "Actions!B3"]
    assert first + "".join(parts) == text
    assert max(map(len, (first, *parts))) <= 32_767
    assert cells(workbook("ods", [("VAWG-2", text, (), None, 2, None)]), "Actions")[1][1] == text


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_rows_beyond_what_a_sheet_holds_go_on_in_another(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for writer in (ods, xlsx):
        monkeypatch.setattr(writer, "MOST_ROWS", 3)
    written = FORMATS[ending](Sheet(ABOUT, (Column("n"),), ((n,) for n in range(7)), WORDING))
    assert written.rows == 7
    data = contents(written)
    found = [cells(data, name) for name in ("Actions", "Actions 2", "Actions 3")]
    assert found == [[["n"], [0], [1], [2]], [["n"], [3], [4], [5]], [["n"], [6]]]


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_each_page_bears_the_marking_and_the_file_says_who_made_it(ending: str) -> None:
    about = replace(ABOUT, marking="OFFICIAL-SENSITIVE", by="Zoë <b> & Co")
    data = contents(FORMATS[ending](Sheet(about, (Column("n"),), [(1,)], WORDING)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    pages = parts["styles.xml"] if ending == "ods" else parts["xl/worksheets/sheet1.xml"]
    assert pages.count("OFFICIAL-SENSITIVE") == 2
    assert "Zoë &lt;b&gt; &amp; Co" in parts["meta.xml" if ending == "ods" else "docProps/core.xml"]


@office.needed
def test_libreoffice_finds_the_same_cells_and_no_formula(tmp_path: Path) -> None:
    texts = [*(text for text in HOSTILE if len(text) < 1_000), "Gweinidogion – ŵ ŷ", "Seán Ó Murchú"]
    rows = [(f"VAWG-{n}", text, (text, "SCT"), "2027-01-29", n, None) for n, text in enumerate(texts)]
    found = office.opened({f"log-{ending}.{ending}": workbook(ending, rows) for ending in WORKBOOKS}, tmp_path)
    for ending in WORKBOOKS:
        header, *read = found[f"log-{ending}-Actions"]
        assert header == HEADER
        assert [alike(row[1], ending) for row in read] == [alike(text, ending) for text in texts]
        assert [alike(row[2], ending) for row in read] == [alike(f"{text}; SCT", ending) for text in texts]
        assert {row[3] for row in read} == {"2027-01-29"}
        assert [row[4] for row in read] == [str(n) for n in range(len(texts))]
        assert found[f"log-{ending}-About"] == [["Marking", "OFFICIAL"], ["Made by", "=Sam"]]
