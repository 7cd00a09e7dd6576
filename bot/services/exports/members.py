"""Who holds and held which post. A seat's rows are its own posts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.db.exports import members as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.domain.dates import local
from bot.services.exports.scope import Scope, View, view

COLUMNS = (
    Column("name", Kind.TEXT),
    Column("email", Kind.TEXT),
    Column("seat"),
    Column("post"),
    Column("language"),
    Column("since", Kind.DAY),
    Column("until", Kind.DAY),
)


def members(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Everybody who ever held a post, by when they took it up. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    rows = tuple(_rows(seen))
    return seen.sheet("members", COLUMNS, rows, origins=[str(row[2]) for row in rows])


def _rows(seen: View) -> Iterator[list[Cell]]:
    zone = seen.group.zone
    for name, email, seat, post, language, since, until in reads.members(seen.snapshot, seen.group.id):
        first = local(since, zone).date()
        if seen.of_scope(first, seat):
            last = local(until, zone).date().isoformat() if until else None
            yield [name, email or "", seat, post, language, first.isoformat(), last]
