"""The parts of an ODS file that hardly differ between files."""

from __future__ import annotations

from typing import Final

from bot.documents import xml

MIMETYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"

_NAMES: Final = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("number", "datastyle"),
        ("meta", "meta"),
    )
)
_NAMES_OF_META: Final = f'{_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"'
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WIDTHS: Final = {
    "fact": "2.6cm",
    "day": "2.4cm",
    "text": "8.5cm",
    "list": "4cm",
    "object": "7cm",
    "label": "6cm",
}

MANIFEST: Final = (
    f'{_DECLARED}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)

FIRST: Final = (
    f'{_DECLARED}<office:document-content {_NAMES} office:version="1.3"><office:automatic-styles>'
    + "".join(
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        for name, width in _WIDTHS.items()
    )
    + '<style:style style:name="page" style:family="table" style:master-page-name="Default"/>'
    '<number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    '<style:style style:name="wrapped" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="bold" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="on" style:family="table-cell" style:data-style-name="iso">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>\n"
)
"""What stands before the first sheet."""

END: Final = "</office:spreadsheet></office:body></office:document-content>\n"


def meta(title: str, by: str, language: str, at: str) -> str:
    """Who made it, when, and what it is called."""
    return (
        f'{_DECLARED}<office:document-meta {_NAMES_OF_META} office:version="1.3"><office:meta>'
        f"<dc:title>{xml.text(title)}</dc:title><meta:initial-creator>{xml.text(by)}</meta:initial-creator>"
        f"<dc:language>{language}</dc:language><meta:creation-date>{at}</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )


def styles(marking: str, language: str) -> str:
    """Landscape pages with the marking above and below, in the language of the group."""
    tongue, _, country = language.partition("-")
    marked = f"<text:p>{xml.text(marking)}</text:p>"
    return (
        f'{_DECLARED}<office:document-styles {_NAMES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell">'
        f'<style:text-properties fo:language="{tongue}" fo:country="{country or "none"}"/></style:default-style>'
        '</office:styles><office:automatic-styles><style:page-layout style:name="landscape">'
        '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" fo:margin="1.5cm" '
        'style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
        "</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="landscape">'
        f"<style:header>{marked}</style:header><style:footer>{marked}</style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
