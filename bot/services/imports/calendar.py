"""Entries of administrations' calendars, from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import Line
from bot.domain.calendars import EntryNotedAlready
from bot.domain.dates import local
from bot.domain.days import CalendarEntry, Kind
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.imports import CellMissing, Fate, Row, RowTwice
from bot.domain.people import Actor
from bot.services import calendars
from bot.services.imports.model import Import, day, needed, one_of, yes

COLUMNS = ("administration", "kind", "first_day", "last_day", "name", "source", "checked_on", "provisional")


def carry(uow: UnitOfWork, group: Group, lines: Sequence[Line], by: Actor, now: datetime) -> Sequence[Row]:
    """Each entry is noted unless the same days stand there under the same kind and name."""
    rows: list[Row] = []
    seen: dict[tuple[str, Kind, date, date, str], int] = {}
    for line in lines:
        what: tuple[str, ...] = ()
        try:
            if line.wrong is not None:
                raise line.wrong
            entry = _entry(line.cells, local(now, group.zone).date())
            what = (entry.administration, entry.kind.value, entry.first_day.isoformat(), entry.last_day.isoformat())
            key = (entry.administration, entry.kind, entry.first_day, entry.last_day, entry.name)
            if key in seen:
                raise RowTwice(seen[key])
            seen[key] = line.number
            calendars.add(uow, entry=entry, by=by, now=now)
            rows.append(Row(line.number, Fate.ADDED, what))
        except EntryNotedAlready:
            rows.append(Row(line.number, Fate.UNCHANGED, what))
        except DomainError as why:
            rows.append(Row(line.number, Fate.REFUSED, what, why))
    return rows


def _entry(cells: Mapping[str, str], today: date) -> CalendarEntry:
    first, last = day(cells, "first_day"), day(cells, "last_day")
    if first is None or last is None:
        raise CellMissing("first_day" if first is None else "last_day")
    return CalendarEntry(
        administration=needed(cells, "administration").upper(),
        kind=one_of(cells, "kind", Kind),
        first_day=first,
        last_day=last,
        name=cells.get("name", ""),
        source=needed(cells, "source"),
        checked_on=day(cells, "checked_on") or today,
        provisional=yes(cells, "provisional"),
    )


CALENDAR = Import(COLUMNS, ("administration", "kind", "first_day", "last_day", "source"), carry)
