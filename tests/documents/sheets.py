"""What tests of documents share."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.documents.model import About, Written

ABOUT = About(
    group="vawg",
    group_name="Ending violence against women and girls",
    what="actions",
    marking="OFFICIAL",
    at=datetime(2027, 1, 20, 9, 12, tzinfo=UTC),
    day=date(2027, 1, 20),
    by="Sam Taylor",
    since=None,
    until=None,
    seats=(),
    audit_length=57,
    audit_head="3fa9c1d2e4b5a6978899aabbccddeeff00112233445566778899aabbccddeeff",
)


def contents(written: Written) -> bytes:
    """All bytes of a file, which is closed; its length was told truly."""
    with written.content as file:
        data = file.read()
    assert len(data) == written.length
    return data
