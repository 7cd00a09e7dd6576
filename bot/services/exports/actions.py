"""The action log. What was raised from ``since`` to ``until`` is in; a seat's rows are the actions that it owns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.db.exports import actions as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import ByColumn, Column, Columns, Kind, Sheet
from bot.services.exports.scope import Scope, view
from bot.services.local_days import LocalDays

COLUMNS = (
    Column("ref"),
    Column("group", report=False),
    Column("raised_on", Kind.DAY, report=False),
    Column("meeting", report=False),
    Column("number_in_meeting", report=False),
    Column("action", Kind.TEXT),
    Column("extent", Kind.LIST),
    Column("owner_seat"),
    Column("owner_post", report=False),
    Column("owner_name", Kind.TEXT),
    Column("other_owners", Kind.LIST),
    Column("due", Kind.DAY),
    Column("original_due", Kind.DAY, report=False),
    Column("status"),
    Column("last_update", Kind.TEXT),
    Column("updated_on", Kind.DAY),
    Column("closed_on", Kind.DAY, report=False),
    Column("decision", Kind.TEXT, report=False),
    Column("marking"),
    Column("origin", Kind.TEXT, report=False),
)
_NAMES = [column.name for column in COLUMNS]
_RAISED, _EXTENT, _OTHERS, _UPDATED, _CLOSED = map(
    _NAMES.index, ("raised_on", "extent", "other_owners", "updated_on", "closed_on")
)


def actions(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every action by number, done and dropped ones too. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    origins, sensitive = reads.origins(snapshot, seen.rows)
    rows = ByColumn(_batches(reads.actions(snapshot, seen.rows), scope.group.zone))
    return seen.sheet("actions", COLUMNS, rows, origins=origins, sensitive=sensitive)


def _batches(batches: Iterable[Columns], zone: str) -> Iterator[Columns]:
    """Instants become local days, extents lists. A hundred thousand of these are one answer: it is kept short."""
    days = LocalDays(zone)
    extents = _Extents()
    for batch in batches:
        columns = list(batch)
        columns[_EXTENT] = [extents[str(text)] for text in columns[_EXTENT]]
        others: Sequence[Any] = columns[_OTHERS]
        columns[_OTHERS] = [tuple(sorted(names.split(reads.PARTED))) if names else () for names in others]
        for index in (_RAISED, _UPDATED, _CLOSED):
            instants: Sequence[Any] = columns[index]
            columns[index] = days.of(instants)
        yield columns


class _Extents(dict[str, tuple[str, ...]]):
    """The codes in a stored extent: there are few."""

    def __missing__(self, text: str) -> tuple[str, ...]:
        self[text] = found = tuple(json.loads(text))
        return found
