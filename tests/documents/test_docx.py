"""The report: what it says, that it reads well aloud, and that LibreOffice opens it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document

from bot.documents import docx
from bot.documents.docx_parts import HERE
from bot.documents.model import BATCH, Cell, Column, Kind, Sheet, Wording
from tests.documents import office
from tests.documents.sheets import ABOUT, contents
from tests.documents.test_csv import HOSTILE

COLUMNS = (
    Column("ref"),
    Column("group", report=False),
    Column("action", Kind.TEXT),
    Column("extent", Kind.LIST),
    Column("due", Kind.DAY),
    Column("number"),
)
WORDING = Wording(
    language="cy-GB",
    title="Actions: Exchange",
    rows="Actions",
    about="About",
    facts=(("Marking", "OFFICIAL-SENSITIVE"), ("Made by", "Sam <b>")),
    empty="There is nothing to list.",
    page=("Page ", " of ", "."),
    headings={"ref": "Reference", "action": "Action", "extent": "Where", "due": "Due"},
    day=lambda day: f"on {day}",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def report(rows: Sequence[Sequence[Cell]], wording: Wording = WORDING) -> bytes:
    about = replace(ABOUT, marking="OFFICIAL-SENSITIVE")
    return contents(docx.write(Sheet(about, COLUMNS, iter(rows), wording)))


def parts(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: ElementTree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith(".xml")}


def test_the_rows_stand_in_a_table_with_what_people_call_the_columns() -> None:
    data = report([("VAWG-1", "vawg", "Publish – ŵ", ("ENG", "SCT"), "2027-01-29", 7), ("x", "", None, (), None, 0)])
    document = Document(io.BytesIO(data))
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Reference", "Action", "Where", "Due", "number"],
        ["VAWG-1", "Publish – ŵ", "ENG, SCT", "on 2027-01-29", "7"],
        ["x", "", "", "", "0"],
    ]
    assert [p.text for p in document.paragraphs] == [
        "Actions: Exchange",
        "About",
        "Marking: OFFICIAL-SENSITIVE",
        "Made by: Sam <b>",
        "Actions",
    ]


def test_it_reads_well_aloud() -> None:
    """A title, headings, a language, a heading row that repeats and a table that says what it is."""
    data = report([("VAWG-1", "vawg", "Publish", (), None, 7)] * 3)
    document = Document(io.BytesIO(data))
    assert [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name != "Normal"] == [
        ("Title", "Actions: Exchange"),
        ("Heading 1", "About"),
        ("Heading 1", "Actions"),
    ]
    assert (document.core_properties.title, document.core_properties.language) == ("Actions: Exchange", "cy-GB")
    found = parts(data)
    body, styles = found["word/document.xml"], found["word/styles.xml"]
    assert {tongue.get(f"{W}val") for tongue in styles.iter(f"{W}lang")} == {"cy-GB"}
    rows = list(body.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    caption = next(body.iter(f"{W}tblCaption"))
    assert caption.get(f"{W}val") == "Actions: Exchange"


def test_pages_lie_on_their_side_with_the_marking_and_their_number() -> None:
    data = report([("VAWG-1", "vawg", "Publish", (), None, 7)])
    [section] = Document(io.BytesIO(data)).sections
    assert (section.page_width or 0) > (section.page_height or 0)
    assert [p.text for p in section.header.paragraphs] == ["OFFICIAL-SENSITIVE"]
    assert [p.text for p in section.footer.paragraphs] == ["OFFICIAL-SENSITIVE · Page 1 of 1."]
    [footer] = [part for name, part in parts(data).items() if "footer" in name]
    assert [field.text for field in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_nothing_to_list_is_said_in_words() -> None:
    document = Document(io.BytesIO(report([])))
    assert not document.tables
    assert document.paragraphs[-1].text == "There is nothing to list."


@pytest.mark.parametrize("text", [*HOSTILE, "\0", "\x07", "\ud800", HERE, "</w:t>", "a  b"], ids=lambda t: repr(t[:20]))
def test_whatever_was_typed_is_text(text: str) -> None:
    data = report([("VAWG-1", "vawg", text, (text,), None, 1)], replace(WORDING, title=f"Actions: {text[:200]}"))
    [table] = Document(io.BytesIO(data)).tables
    found = table.rows[1].cells[1].text
    seen = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "␀").replace("\x07", "␇")
    assert found == seen.replace("\ud800", "\ufffd")
    assert not list(parts(data)["word/document.xml"].iter(f"{W}hyperlink"))


@pytest.mark.parametrize("count", [1, BATCH, BATCH + 1])
def test_batches_leave_no_seam(count: int) -> None:
    written = docx.write(Sheet(ABOUT, COLUMNS, ((f"V-{n}", "", "", (), None, n) for n in range(count)), WORDING))
    assert written.rows == count
    body = parts(contents(written))["word/document.xml"]
    cells = [list(row.iter(f"{W}t"))[-1].text for row in body.iter(f"{W}tr")]
    assert cells[1:] == [str(n) for n in range(count)]


@office.needed
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if len(text) < 1_000] + ["Gweinidogion – ŵ ŷ", "Seán Ó Murchú"]
    rows = [(f"VAWG-{n}", "vawg", text, ("ENG", "SCT"), "2027-01-29", n) for n, text in enumerate(texts)]
    said = office.read({"report.docx": report(rows)}, tmp_path)["report"]
    assert said.startswith("Actions: Exchange\nAbout\nMarking: OFFICIAL-SENSITIVE")
    for line in ("Reference", "VAWG-3", "=1+1", "ENG, SCT", "on 2027-01-29", "Gweinidogion – ŵ ŷ", "Seán Ó Murchú"):
        assert line in said.splitlines()
