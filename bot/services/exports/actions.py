"""The action log. What was raised from ``since`` to ``until`` is in; a seat's rows are the actions that it owns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from bot.db.exports import actions as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import ByColumn, Column, Columns, Kind, Sheet
from bot.domain.actions import Priority
from bot.domain.groups import Group
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
    Column("priority", report=False),
    Column("links", Kind.LIST, report=False),
    Column("depends_on", Kind.LIST, report=False),
)
_NAMES = [column.name for column in COLUMNS]
_RAISED, _EXTENT, _OTHERS, _UPDATED, _CLOSED = map(
    _NAMES.index, ("raised_on", "extent", "other_owners", "updated_on", "closed_on")
)
_PRIORITY, _LINKS, _NEEDS = map(_NAMES.index, ("priority", "links", "depends_on"))
_WORDS = {one.value: one.word for one in Priority}


def actions(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every action by number, done and dropped ones too. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    origins, sensitive = reads.origins(snapshot, seen.rows)
    rows = ByColumn(_batches(reads.actions(snapshot, seen.rows), scope.group))
    return seen.sheet("actions", COLUMNS, rows, origins=origins, sensitive=sensitive)


def _batches(batches: Iterable[Columns], group: Group) -> Iterator[Columns]:
    """Instants become local days, extents lists. A hundred thousand of these are one answer: it is kept short."""
    days = LocalDays(group.zone)
    extents = _Extents()
    for batch in batches:
        columns = list(batch)
        columns[_EXTENT] = [extents[str(text)] for text in columns[_EXTENT]]
        others: Sequence[Any] = columns[_OTHERS]
        columns[_OTHERS] = [tuple(sorted(names.split(reads.PARTED))) if names else () for names in others]
        columns[_PRIORITY] = [_WORDS[value] for value in cast("Sequence[int]", columns[_PRIORITY])]
        links, needs = cast("Sequence[str]", columns[_LINKS]), cast("Sequence[str | None]", columns[_NEEDS])
        columns[_LINKS] = [_links(text) if text != reads.PARTED else () for text in links]
        columns[_NEEDS] = [_references(numbers, group) if numbers else () for numbers in needs]
        for index in (_RAISED, _UPDATED, _CLOSED):
            instants: Sequence[Any] = columns[index]
            columns[index] = days.of(instants)
        yield columns


def _links(text: str) -> tuple[str, ...]:
    """The link that it was raised with first, then the others by alphabet."""
    first, *others = text.split(reads.PARTED)
    return tuple(one for one in (first, *sorted(others)) if one)


def _references(numbers: str, group: Group) -> tuple[str, ...]:
    return tuple(group.action(number) for number in sorted(map(int, numbers.split(reads.PARTED))))


class _Extents(dict[str, tuple[str, ...]]):
    """The codes in a stored extent: there are few."""

    def __missing__(self, text: str) -> tuple[str, ...]:
        self[text] = found = tuple(json.loads(text))
        return found
