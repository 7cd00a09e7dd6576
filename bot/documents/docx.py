"""DOCX: a report for reading. Landscape, with what the file is, the rows in a table whose heading stands on each page,
the marking above and the page's number below; headings are headings and the language is said, for who listens to it.

The document is made by its library with one row; that row's XML is then copied for each of ours as the file is written,
so that memory doesn't grow with the rows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from itertools import chain, islice
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from bot.documents import xml
from bot.documents.archive import put, streaming
from bot.documents.docx_parts import HERE, framed, tabled
from bot.documents.model import BATCH, Cell, Column, Kind, Sheet, Wording, Written, finished, spooled

ENDING = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BODY: Final = "word/document.xml"
_BREAKS: Final = re.compile("[\t\n]")


def write(sheet: Sheet) -> Written:
    """The sheet as a file. Memory doesn't grow with the rows. The same rows give the same bytes but for the stamp."""
    content = spooled()
    try:
        rows = iter(sheet.rows)
        first = list(islice(rows, 1))
        template = _template(sheet, empty=not first)
        with ZipFile(io.BytesIO(template)) as made, ZipFile(content, "w", ZIP_DEFLATED) as archive:
            for name in made.namelist():
                if name != BODY:
                    put(archive, name, made.read(name))
            with streaming(archive, BODY) as stream:
                count = _body(made.read(BODY).decode(), sheet, chain(first, rows), stream)
        content.seek(0, 2)
    except BaseException:
        content.close()
        raise
    return finished(sheet, content, ending=ENDING, media_type=MEDIA_TYPE, rows=count)


def shown(sheet: Sheet) -> tuple[tuple[int, Column], ...]:
    """The columns of the report, with where they stand in a row."""
    return tuple((index, column) for index, column in enumerate(sheet.columns) if column.report)


def _template(sheet: Sheet, *, empty: bool) -> bytes:
    """The whole document with one row, in which each cell says where its text goes."""
    from docx import Document  # only where somebody wants a report

    document: Any = Document()
    words, about = _said(sheet.wording), sheet.about
    framed(document, marking=about.marking, language=words.language, page=words.page)
    properties = document.core_properties
    at = about.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.subject = xml.seen(words.title), about.marking
    properties.author = properties.last_modified_by = xml.seen(about.by)
    properties.created = properties.modified = at
    properties.language, properties.comments, properties.revision = words.language, "", 1
    document.add_paragraph(xml.seen(words.title), style="Title")
    document.add_heading(words.about, level=1)
    for label, value in words.facts:
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(xml.seen(value))
    document.add_heading(words.rows, level=1)
    if empty:
        document.add_paragraph(words.empty)
    else:
        headings = [(words.headings.get(column.name, column.name), column.kind) for _, column in shown(sheet)]
        tabled(document, headings, title=xml.seen(words.title))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _said(words: Wording) -> Wording:
    """The words, none of which may pass for the sign in the row that is copied."""
    facts = tuple((label, value.replace(HERE, "\ufffd")) for label, value in words.facts)
    return replace(words, title=words.title.replace(HERE, "\ufffd"), facts=facts)


def _body(template: str, sheet: Sheet, rows: Iterator[Sequence[Cell]], stream: IO[bytes]) -> int:
    """The document's body, its one row copied for each of ours."""
    before, row, after = _parted(template)
    stream.write(before.encode())
    cells: list[tuple[int, Callable[[Cell], str]]] = [
        (index, _dated(sheet.wording.day) if column.kind is Kind.DAY else _cell) for index, column in shown(sheet)
    ]
    pieces, count = row.split(HERE), 0
    while batch := list(islice(rows, BATCH)):
        for one in batch:
            written = [pieces[0]]
            for (index, cell), piece in zip(cells, pieces[1:], strict=True):
                written += (cell(one[index]), piece)
            stream.write("".join(written).encode())
        count += len(batch)
    stream.write(after.encode())
    return count


def _parted(template: str) -> tuple[str, str, str]:
    """What stands before the row, the row, and what comes after it; nothing but the first where there is none."""
    if HERE not in template:
        return template, "", ""
    begins = template.rindex("<w:tr>", 0, template.index(HERE))
    ends = template.index("</w:tr>", template.rindex(HERE)) + len("</w:tr>")
    return template[:begins], template[begins:ends], template[ends:]


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    text = xml.text(value if isinstance(value, str) else str(value) if isinstance(value, int) else ", ".join(value))
    if not _BREAKS.search(text):
        return text
    broken = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return broken.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')


def _dated(day: Callable[[str], str]) -> Callable[[Cell], str]:
    return lambda value: xml.text(day(value)) if isinstance(value, str) and value else ""
