"""What turns fall on: a group's meetings ahead, and the days that its series will bring after them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice

from bot.db.unit_of_work import UnitOfWork
from bot.domain.cadence import occurrences, parse_cadence
from bot.domain.dates import local
from bot.domain.days import shift_all
from bot.domain.groups import Group
from bot.domain.rotation import Slot
from bot.services import calendars

FARTHEST = timedelta(days=366 * 20)


def of_meetings(uow: UnitOfWork, group: Group, keep: int | None = None) -> list[Slot]:
    """The meetings that are scheduled or open, in the order in which they will happen; ``keep`` counts one that is
    just being closed."""
    rows = list(uow.meetings.ahead(group.id))
    if keep is not None and all(row.number != keep for row in rows):
        kept = uow.meetings.by_number(group.id, keep)
        rows = sorted([*rows, *([kept] if kept else [])], key=lambda row: (row.starts_at, row.number))
    return [Slot(row.number, row.day, row.kind) for row in rows]


def of_series(uow: UnitOfWork, group: Group, now: datetime, count: int) -> list[Slot]:
    """The meetings ahead, then the series' further days off the seats' holidays, then undated turns: ``count`` in
    all."""
    slots = of_meetings(uow, group)[:count]
    slots += [Slot(None, day) for day in _series_days(uow, group, now, count - len(slots))]
    return slots + [Slot() for _ in range(count - len(slots))]


def _series_days(uow: UnitOfWork, group: Group, now: datetime, count: int) -> list[date]:
    series = uow.meetings.series(group.id)
    if series is None or count <= 0:
        return []
    today = local(now, group.zone).date()
    looked_at = max(series.made_until or series.first_day - timedelta(days=1), today - timedelta(days=1))
    days = occurrences(parse_cadence(series.cadence), series.first_day, looked_at + FARTHEST)
    found = list(islice((day for day in days if day > looked_at), count))
    if not found:
        return []
    seats = uow.groups.seats(group.id, found[0])
    rule = parse_cadence(series.cadence)
    calendar = calendars.of_meetings(uow, group, seats, found[0], found[-1] + timedelta(weeks=4), rule.at)
    shifted = shift_all(found, [seat.code for seat in seats], calendar, not_before=looked_at + timedelta(days=1))
    return [shift.day for shift in shifted]
