"""What python-docx has no words for: page numbers, a language, a heading row, a table that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.documents.model import Kind

HERE: Final = "\ue000"
"""Stands in each cell of the row that is copied: a character of nobody's."""

SIZE: Final = 8
"""Points of the text in a table."""
LETTER: Final = 105
AROUND: Final = 240
"""What a letter of a table's heading takes, and what its cell keeps free beside it, in twentieths of a point."""
SHORTEST: Final = 8
"""The letters of the longest word in a narrow column: a marking."""
WEIGHTS: Final = {Kind.TEXT: 30, Kind.LIST: 16, Kind.OBJECT: 26}
"""How what is left is shared, when the narrow columns have what their words need."""
WIDE: Final = 15_120
"""What is between the margins of an A4 page that lies on its side, in twentieths of a point."""


def framed(document: Any, *, marking: str, language: str, page: tuple[str, str, str]) -> None:
    """Landscape A4; the marking above and below, the page's number below; the language everywhere."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(15))
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.alignment = footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.text = marking
    footer.add_run(f"{marking} · {page[0]}")
    _field(footer, "PAGE")
    footer.add_run(page[1])
    _field(footer, "NUMPAGES")
    footer.add_run(page[2])
    _speaks(document, language)


def tabled(document: Any, headings: Sequence[tuple[str, Kind]], *, title: str) -> None:
    """A table with a heading row that stands on each page, and one row to be copied."""
    from docx.shared import Pt

    table = document.add_table(rows=2, cols=len(headings), style="Table Grid")
    table.autofit = False
    _told(table, title)
    widths = _widths(headings)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(_named("w"), str(width))
    for index, (heading, _) in enumerate(headings):
        for row, text in enumerate((heading, HERE)):
            cell = table.cell(row, index)
            cell._tc.get_or_add_tcPr().width = widths[index] * 635  # the library counts in English metric units
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.font.bold = Pt(SIZE), row == 0 or None
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            run._r.t_lst[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _marked(table.rows[0]._tr, "cantSplit", "tblHeader")
    _marked(table.rows[1]._tr, "cantSplit")


def _widths(headings: Sequence[tuple[str, Kind]]) -> list[int]:
    """The columns' widths: no word of a heading, and no code, is broken; texts share the rest of the page."""
    needed = []
    for heading, kind in headings:
        least = 1 if kind in WEIGHTS else SHORTEST
        needed.append(AROUND + LETTER * max(least, *map(len, heading.split())))
    left = max(WIDE - sum(needed), 0)
    whole = sum(WEIGHTS.get(kind, 0) for _, kind in headings) or 1
    found = [need + left * WEIGHTS.get(kind, 0) // whole for need, (_, kind) in zip(needed, headings, strict=True)]
    return [WIDE * width // sum(found) for width in found] if sum(found) > WIDE else found


def _named(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(_named(attribute), value)
    return element


def _field(paragraph: Any, what: str) -> None:
    """A number that the reader's own program works out."""
    run = paragraph.add_run()._r
    run.append(_element("fldChar", fldCharType="begin"))
    instruction = _element("instrText")
    instruction.text = what
    run.append(instruction)
    run.append(_element("fldChar", fldCharType="separate"))
    shown = _element("t")
    shown.text = "1"
    run.append(shown)
    run.append(_element("fldChar", fldCharType="end"))


def _speaks(document: Any, language: str) -> None:
    for tongue in document.styles.element.iter(_named("lang")):
        tongue.set(_named("val"), language)


def _told(table: Any, title: str) -> None:
    """A title for who listens to it, and that its first row are headings."""
    properties = table._tbl.tblPr
    properties.append(_element("tblCaption", val=title))
    look = properties.find(_named("tblLook"))
    if look is not None:
        for name, value in (("firstRow", "1"), ("firstColumn", "0"), ("noVBand", "1")):
            look.set(_named(name), value)


def _marked(row: Any, *names: str) -> None:
    properties = row.get_or_add_trPr()
    for name in names:
        properties.append(_element(name))
