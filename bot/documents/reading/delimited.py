"""CSV in UTF-8, with or without its mark, parted by commas, semicolons or tabs: what its first line has most of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from bot.documents.reading.model import Rows
from bot.domain.imports import FileHoldsNul, FileNotText

PARTING: Final = (",", ";", "\t")
_SAID: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def rows(content: bytes) -> Rows:
    """The rows with cells as they stand. Raises ``FileHoldsNul`` or ``FileNotText``, with the line."""
    text = _text(content)
    number = 0
    try:
        for number, cells in _rows(text):
            yield number, cells
    except csv.Error:
        raise FileNotText(number + 1) from None


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise FileHoldsNul(content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotText(content[: error.start].count(b"\n") + 1) from None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    said = _SAID.match(text)
    begins = 2 if said else 1
    body = text[said.end() :] if said else text
    parted = said[1] if said and said[1] in PARTING else _parted(body)
    reader = csv.reader(io.StringIO(body, newline=""), strict=True, delimiter=parted)
    offset = begins - 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1 + offset


def _parted(text: str) -> str:
    first = re.sub(r'"[^"]*"', "", text[:20_000]).partition("\n")[0]
    return max(PARTING, key=lambda sign: (first.count(sign), sign == ","))
