"""Prose as a Word document. Its bytes hold no clock: the same prose gives the same file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.documents.prose import Paragraph, Points, Prose, blocks

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every part within the file: the first that a zip can say."""

MADE = datetime(2000, 1, 1, tzinfo=UTC)
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold."""


def write(prose: Prose) -> bytes:
    """The whole document."""
    document = Document()
    _properties(document, prose)
    document.add_heading(_clean(prose.title), level=0)
    if prose.marking:
        document.add_paragraph().add_run(_clean(prose.marking)).bold = True
    if prose.head:
        _head(document, prose)
    for part in prose.parts:
        document.add_heading(_clean(part.title), level=1)
        for block in blocks(part.text):
            match block:
                case Paragraph(text):
                    document.add_paragraph(_clean(text))
                case Points(items):
                    for item in items:
                        document.add_paragraph(_clean(item), style="List Bullet")
    _margins(document, prose)
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _properties(document: Any, prose: Prose) -> None:
    core = document.core_properties
    core.title, core.author, core.comments, core.language = _clean(prose.title), "", "", prose.language
    core.created = core.modified = MADE
    core.last_modified_by, core.revision = "", 1
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), prose.language)
    style.element.get_or_add_rPr().append(language)


def _head(document: Any, prose: Prose) -> None:
    table = document.add_table(rows=0, cols=2)
    for name, said in prose.head:
        label, value = table.add_row().cells
        label.width, value.width = Cm(4.5), Cm(11.5)
        label.paragraphs[0].add_run(_clean(name)).bold = True
        value.paragraphs[0].add_run(_clean(said))


def _margins(document: Any, prose: Prose) -> None:
    """The marking stands on every page, above and below; the version below."""
    section = document.sections[0]
    if prose.marking:
        above = section.header.paragraphs[0]
        above.text, above.alignment = _clean(prose.marking), WD_ALIGN_PARAGRAPH.CENTER
    below = section.footer.paragraphs[0]
    below.text = _clean(" · ".join(part for part in (prose.marking, prose.foot) if part))
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _without_clock(content: bytes) -> bytes:
    """The same parts in the same order, each with the same time."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(part.filename))
    return made.getvalue()
