"""JSON: rows as objects, in a list or under ``rows`` as our own exports have them; each with the line it begins on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bot.documents.csv import BETWEEN
from bot.documents.reading.model import MOST_COLUMNS, MOST_ROWS, Rows
from bot.domain.imports import FileNotJson, FileNotText, TooManyRows

MOST_BRACKETS: Final = 400_000
"""Objects and lists in a file: each takes room of its own."""

_BLANKS: Final = re.compile(r"[ \t\n\r]*")
_decoder: Final = json.JSONDecoder()


def rows(content: bytes) -> Rows:
    """The rows, a header made of all their keys first. Raises ``FileNotText``, ``FileNotJson`` or ``TooManyRows``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotText(content[: error.start].count(b"\n") + 1) from None
    if text.count("{") + text.count("[") > MOST_BRACKETS:
        raise TooManyRows(MOST_ROWS)
    found: list[tuple[int, dict[str, Any]]] = []
    try:
        for number, row in _objects(text):
            found.append((number, row))
            if len(found) > MOST_ROWS:
                raise TooManyRows(MOST_ROWS)
    except (ValueError, RecursionError, StopIteration, IndexError):
        last = found[-1][0] if found else 1
        raise FileNotJson(last) from None
    names = list(dict.fromkeys(name for _, row in found for name in row))[:MOST_COLUMNS]
    yield 1, names
    for number, row in found:
        yield number, [_cell(row.get(name)) for name in names]


def _objects(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each object of the list, with its line. Raises ``ValueError`` and its like."""
    at, line, counted = _list(text), 1, 0
    while True:
        at = _skip(text, at)
        if text[at] == "]":
            return
        line, counted = line + text.count("\n", counted, at), at
        row, at = _decoder.raw_decode(text, at)
        if not isinstance(row, dict):
            raise ValueError("a row is no object")
        yield line, row
        at = _skip(text, at)
        if text[at] == ",":
            at += 1
        elif text[at] != "]":
            raise ValueError("no comma")


def _list(text: str) -> int:
    """Where the first row stands: behind the bracket of the list, or of what ``rows`` names."""
    at = _skip(text, 0)
    if text[at] == "[":
        return at + 1
    at = _skip(text, at + 1)
    while True:
        key, at = _decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] != ":":
            raise ValueError("no colon")
        at = _skip(text, at + 1)
        if key == "rows" and text[at] == "[":
            return at + 1
        _, at = _decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] != ",":
            raise ValueError("no rows")
        at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case list():
            return BETWEEN.join(_cell(one) for one in value)
        case dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
