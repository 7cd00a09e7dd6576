"""Who was there, by seat. A seat's rows are its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.db.exports import attendance as reads
from bot.db.exports import members
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.domain.dates import to_instant
from bot.domain.meetings import Attended
from bot.services.exports.leading import NOON, names
from bot.services.exports.scope import Scope, View, view

COLUMNS = (
    Column("group", report=False),
    Column("meeting"),
    Column("date", Kind.DAY),
    Column("seat"),
    Column("official", Kind.LIST),
    Column("state"),
    Column("deputy", Kind.TEXT),
)


def attendance(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Each seat that attended, or sent apologies, in the order of meetings. ``official`` is who sat there; the seat's
    leads of that day where nobody was named, or a ``deputy`` came. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    rows = tuple(_rows(seen))
    return seen.sheet("attendance", COLUMNS, rows, origins=[str(row[3]) for row in rows])


def _rows(seen: View) -> Iterator[list[Cell]]:
    leads = members.leads(seen.snapshot, seen.group.id)
    for number, day, seat, state, name in reads.attendance(seen.snapshot, seen.rows):
        if not seen.of_scope(date.fromisoformat(day), seat):
            continue
        deputy = name if state == Attended.DEPUTY else None
        led = names(leads, seat, to_instant(date.fromisoformat(day), NOON, seen.group.zone))
        official = (name,) if name and deputy is None else led
        yield [seen.group.slug, number, day, seat, official, state, deputy]
