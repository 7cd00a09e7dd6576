"""The group's audit chain: ids and digests as they stand, with the name of whoever acted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.db.exports import audit as reads
from bot.db.exports.reading import Line
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.services.exports.scope import Scope, view

COLUMNS = (
    Column("at"),
    Column("actor", Kind.TEXT),
    Column("acting_for"),
    Column("group", report=False),
    Column("event", Kind.TEXT),
    Column("subject", Kind.TEXT),
    Column("before", Kind.OBJECT),
    Column("after", Kind.OBJECT),
    Column("hash"),
)


def audit(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every line in the order of the chain; no actor where the clock acted. A seat's rows are the lines that its
    people wrote or that were written for it. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    origins = reads.origins(snapshot, seen.rows)
    return seen.sheet("audit", COLUMNS, _rows(reads.audit(snapshot, seen.rows)), origins=origins)


def _rows(lines: Iterable[Line]) -> Iterator[list[Cell]]:
    """Instants in UTC, to the second."""
    for at, *others in lines:
        yield [f"{at[:10]}T{at[11:19]}Z", *others]
