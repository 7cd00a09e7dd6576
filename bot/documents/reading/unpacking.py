"""Workbooks are zip files of XML. Before anything is read from one it is looked at: what it would come to, that no part
declares entities of its own, which could grow without end, and that none is deeper or wider than any workbook, for
whoever reads it keeps what is open, and the whole of a row."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from bot.documents.reading.model import MOST_TAGS, MOST_UNPACKED_MEGABYTES
from bot.domain.imports import FileNotOpened, FileTooLarge

MOST_PARTS: Final = 1_000
PIECE: Final = 65_536
LONGEST_PROLOGUE: Final = 300
_ENCRYPTED: Final = 0x1
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.-]+)["']""")
_UTF_8: Final = (b"utf-8", b"us-ascii", b"utf8")
_UNITS: Final = frozenset(("row", "table-row", "si"))
"""What is read one after another: rows, and the strings that cells refer to."""

DEEPEST: Final = 100
MOST_WITHIN: Final = 100_000
MOST_BESIDE: Final = 200_000
"""Elements within each other, within one unit, and outside of units."""

BROKEN: Final = (ExpatError, BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def unpacked(content: bytes) -> ZipFile:
    """The archive, none of whose parts is larger than it says. Raises ``FileTooLarge`` or ``FileNotOpened``."""
    try:
        archive = ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or whole > MOST_UNPACKED_MEGABYTES * 1_000_000:
            raise FileTooLarge(MOST_UNPACKED_MEGABYTES)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise FileNotOpened
        tags = sum(_tags(archive, part.filename) for part in parts if part.filename.endswith((".xml", ".rels")))
    except BROKEN:
        raise FileNotOpened from None
    if tags > MOST_TAGS:
        raise FileTooLarge(MOST_UNPACKED_MEGABYTES)
    return archive


def _tags(archive: ZipFile, name: str) -> int:
    """How many tags the part has. Raises ``FileNotOpened`` where it says more than XML of a workbook may."""
    count, before, shape = 0, b"", _Shape()
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            if not count and not before:
                _require_utf_8(piece)
            if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
                raise FileNotOpened
            count += piece.count(b"<")
            before = piece[-16:]
            shape.parser.Parse(piece, False)
    shape.parser.Parse(b"", True)
    return count


class _Shape:
    """How deep and how wide a part is, while it is parsed. Raises ``FileNotOpened`` once it is too much."""

    def __init__(self) -> None:
        self._depth = self._unit = self._within = self._beside = 0
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends

    def _begins(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._unit:
            self._within += 1
        else:
            self._beside += 1
            if name.rpartition(":")[2] in _UNITS:
                self._unit, self._within = self._depth, 0
        if self._depth > DEEPEST or self._within > MOST_WITHIN or self._beside > MOST_BESIDE:
            raise FileNotOpened

    def _ends(self, _name: str) -> None:
        if self._depth == self._unit:
            self._unit = 0
        self._depth -= 1


def _require_utf_8(piece: bytes) -> None:
    """In other encodings a declaration could pass unseen."""
    said = _ENCODING.search(piece[:LONGEST_PROLOGUE])
    if b"\0" in piece[:4] or piece.startswith((b"\xff\xfe", b"\xfe\xff")) or (said and said[1].lower() not in _UTF_8):
        raise FileNotOpened
