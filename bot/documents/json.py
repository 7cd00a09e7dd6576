"""JSON for machines: a head that says what the file is, then one row a line, with the same names as CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from itertools import islice
from typing import IO, Any

from bot.documents.model import BATCH, About, Cell, Kind, Sheet, Written, finished, spooled

ENDING = "json"
MEDIA_TYPE = "application/json"


def write(sheet: Sheet) -> Written:
    """The sheet as a file. Memory doesn't grow with the rows."""
    content = spooled()
    try:
        rows = _write(sheet, content)
    except BaseException:
        content.close()
        raise
    return finished(sheet, content, ending=ENDING, media_type=MEDIA_TYPE, rows=rows)


def _write(sheet: Sheet, content: IO[bytes]) -> int:
    names = [column.name for column in sheet.columns]
    objects, lists = sheet.places(Kind.OBJECT), sheet.places(Kind.LIST)
    content.write(f'{{"about": {_text(head(sheet.about))},\n"rows": ['.encode())
    rows, count = iter(sheet.rows), 0
    while batch := [_text(_named(names, row, objects, lists)) for row in islice(rows, BATCH)]:
        lines = ",\n".join(batch)
        content.write(f"{',' if count else ''}\n{lines}".encode())
        count += len(batch)
    content.write(b"\n]}\n")
    return count


def head(about: About) -> dict[str, Any]:
    """What the file is about, in JSON's own types: instants and days in ISO, in UTC where they are instants."""
    return {
        "what": about.what,
        "group": about.group,
        "group_name": about.group_name,
        "marking": about.marking,
        "at": about.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "by": about.by,
        "filter": {
            "since": about.since.isoformat() if about.since else None,
            "until": about.until.isoformat() if about.until else None,
            "seats": list(about.seats),
        },
        "consult": list(about.consult),
        "audit": {"length": about.audit_length, "head": about.audit_head},
    }


def _named(names: Sequence[str], row: Sequence[Cell], objects: Sequence[int], lists: Sequence[int]) -> dict[str, Any]:
    named: dict[str, Any] = dict(zip(names, row, strict=True))
    for index in objects:
        text = named[names[index]]
        named[names[index]] = json.loads(text) if text else None
    for index in lists:
        named[names[index]] = list(named[names[index]] or ())
    return named


_text = json.JSONEncoder(ensure_ascii=False).encode
