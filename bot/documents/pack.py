"""Everything in one: a zip of files, with a manifest that says what each is and what its bytes come to."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from bot.documents.archive import put, streaming
from bot.documents.json import head
from bot.documents.model import About, Sheet, Written, spooled

ENDING = "zip"
MEDIA_TYPE = "application/zip"
MANIFEST: Final = "manifest.json"
PACKED: Final = frozenset({"xlsx", "ods", "docx"})
"""Formats that are zip files themselves: packing them twice gains nothing."""

PIECE: Final = 65_536


def write(about: About, sheets: Iterable[Sheet], writer: Callable[[Sheet], Written]) -> Written:
    """One file after the other: a sheet's rows are read to their end before the next sheet is asked for. ``rows``
    counts those of all files."""
    content = spooled()
    try:
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            files = [_put(archive, sheet, writer) for sheet in sheets]
            told = {"about": head(about), "files": files}
            put(archive, MANIFEST, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        content.seek(0, 2)
        length = content.tell()
        content.seek(0)
    except BaseException:
        content.close()
        raise
    rows = sum(file["rows"] for file in files)
    return Written(f"{about.stem}.{ENDING}", MEDIA_TYPE, content, length, rows)


def _put(archive: ZipFile, sheet: Sheet, writer: Callable[[Sheet], Written]) -> dict[str, Any]:
    written = writer(sheet)
    packed = written.filename.rpartition(".")[2] not in PACKED
    with written.content as source, streaming(archive, written.filename, packed=packed) as target:
        reading = _Counted(source)
        shutil.copyfileobj(reading, target, PIECE)
    return {
        "name": written.filename,
        "what": sheet.about.what,
        "marking": sheet.about.marking,
        "consult": list(sheet.about.consult),
        "rows": written.rows,
        "bytes": written.length,
        "sha256": reading.digest.hexdigest(),
    }


class _Counted:
    """A file that is digested as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece
