"""What the group's seats have noted on their calendars, beside public holidays. A seat's rows are its own."""

from __future__ import annotations

from collections.abc import Iterator

from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.services.exports.scope import Scope, View, view

COLUMNS = (
    Column("administration"),
    Column("kind"),
    Column("first_day", Kind.DAY),
    Column("last_day", Kind.DAY),
    Column("name", Kind.TEXT),
    Column("source", Kind.TEXT),
    Column("checked_on", Kind.DAY),
    Column("provisional"),
)


def calendar(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every entry that touches the days asked for, by first day. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    rows = tuple(_rows(seen))
    return seen.sheet("calendar", COLUMNS, rows, origins=[str(row[0]) for row in rows])


def _rows(seen: View) -> Iterator[list[Cell]]:
    codes = seen.seats or {seat.code for seat in seen.uow.groups.seats(seen.group.id)}
    for noted in seen.uow.calendars.noted(codes, first=seen.scope.since, last=seen.scope.until):
        entry = noted.entry
        days: list[Cell] = [entry.first_day.isoformat(), entry.last_day.isoformat()]
        provisional = "yes" if entry.provisional else "no"
        facts: list[Cell] = [entry.name, entry.source, entry.checked_on.isoformat(), provisional]
        yield [entry.administration, entry.kind.value, *days, *facts]
