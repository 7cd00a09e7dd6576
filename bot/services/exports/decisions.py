"""Decisions by number. A seat's rows are those that apply to one of its territories, or on which it took a position."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.db.exports import decisions as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.services.exports.scope import Scope, View, view

COLUMNS = (
    Column("ref"),
    Column("meeting"),
    Column("date", Kind.DAY),
    Column("decision", Kind.TEXT),
    Column("outcome"),
    Column("extent", Kind.LIST),
    Column("positions", Kind.LIST),
    Column("review_on", Kind.DAY),
)
OPEN, WITHDRAWN = "open", "withdrawn"
"""What stands in place of an outcome while a decision is asked in writing, and where it was taken back."""


def decisions(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every decision with its extent and what each seat said of it. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    sensitive = reads.sensitive(snapshot, scope.group.id)
    territories = {
        territory
        for seat in seen.uow.groups.seats(scope.group.id)
        if seat.code in seen.seats
        for territory in seat.territories
    }
    rows = tuple(_rows(seen, territories))
    return seen.sheet("decisions", COLUMNS, rows, origins=_origins(seen, rows), sensitive=sensitive)


def _origins(seen: View, rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The seats where a decision applies, and those that took a position."""
    where: set[str] = set()
    for *_, extent, positions, _review in rows:
        where.update(extent if isinstance(extent, tuple) else ())
        yield from (one.partition(" ")[0] for one in positions) if isinstance(positions, tuple) else ()
    yield from (seat.code for seat in seen.uow.groups.seats(seen.group.id) if where & set(seat.territories))


def _rows(seen: View, territories: set[str]) -> Iterator[list[Cell]]:
    for line in reads.decisions(seen.snapshot, seen.group.id):
        ref, meeting, day, text, outcome, stored, said, review_on, withdrawn_at = line
        extent, positions = tuple(json.loads(stored)), _positions(said)
        concerned = {seat for seat, _ in positions}
        if territories & set(extent):
            concerned |= set(seen.seats)
        if not seen.of_scope(date.fromisoformat(day) if day else None, *concerned):
            continue
        came = WITHDRAWN if withdrawn_at else outcome or OPEN
        yield [ref, meeting, day, text, came, extent, tuple(one for _, one in positions), review_on]


def _positions(said: str | None) -> list[tuple[str, str]]:
    """Code of the seat, and its position with the reason: ``SCT reserves: no budget``; by code."""
    found = []
    for one in (said or "").split(reads.BETWEEN):
        seat, _, rest = one.partition(reads.WITHIN)
        position, _, reason = rest.partition(reads.WITHIN)
        if seat:
            found.append((seat, f"{seat} {position}: {reason}" if reason else f"{seat} {position}"))
    return sorted(found)
