"""Texts as files: the same bytes for the same text, whatever people typed in it."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from bot.documents import prose_docx, prose_html, prose_markdown, texts
from bot.documents.prose import Paragraph, Part, Points, Prose, blocks

HOSTILE = "<script>alert(1)</script> *bold* [x](javascript:y) | a\x00b \ud800 # 1. =1+1"
PROSE = Prose(
    stem="vawg-m1-minutes",
    title="Minutes & <more>",
    marking="OFFICIAL-SENSITIVE",
    head=(("Where", "Cardiff | <Cathays>"),),
    parts=(
        Part("Who took part", "- Wales: present\n- Scotland: apologies\nA line.\n1. not a list"),
        Part("Text", HOSTILE),
    ),
    foot="VAWG-M1, version 2",
    language="en-GB",
)


def test_lines_with_a_dash_are_points_of_one_list() -> None:
    assert list(blocks("Before\n- one\n- two\n\nAfter")) == [
        Paragraph("Before"),
        Points(("one", "two")),
        Paragraph("After"),
    ]


@pytest.mark.parametrize("ending", texts.WRITERS)
def test_the_same_text_gives_the_same_bytes(ending: str) -> None:
    first, second = (texts.write(PROSE, ending) for _ in range(2))
    with first.content as one, second.content as other:
        made = one.read()
        assert made == other.read()
    assert first.length == len(made)
    assert first.filename == f"vawg-m1-minutes.{ending}"


def test_a_word_document_holds_headings_points_and_its_marking_and_no_clock() -> None:
    made = prose_docx.write(PROSE)
    document = Document(io.BytesIO(made))
    said = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert ("Title", "Minutes & <more>") in said
    assert ("Heading 1", "Who took part") in said
    assert ("List Bullet", "Wales: present") in said
    assert document.tables[0].rows[0].cells[1].text == "Cardiff | <Cathays>"
    assert document.sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "version 2" in document.sections[0].footer.paragraphs[0].text
    assert any("<script>alert(1)</script> *bold*" in text for _, text in said), "as it was typed"
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_html_holds_nothing_that_runs() -> None:
    page = prose_html.write(PROSE).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert '<html lang="en-GB">' in page
    assert "<li>Wales: present</li>" in page


def test_markdown_reads_as_it_was_typed() -> None:
    page = prose_markdown.write(PROSE).decode(errors="replace")
    assert "\\<script\\>" in page
    assert "\\*bold\\*" in page
    assert "Cardiff \\| \\<Cathays\\>" in page
    assert "1\\. not a list" in page
