"""Entries of administrations' calendars."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.repositories.meetings import AHEAD
from bot.domain.calendars import Noted
from bot.domain.days import CalendarEntry, Kind
from bot.domain.people import Post

_COLUMNS = (
    models.CalendarEntry.id,
    models.Administration.code,
    models.CalendarEntry.kind,
    models.CalendarEntry.first_day,
    models.CalendarEntry.last_day,
    models.CalendarEntry.name,
    models.CalendarEntry.source,
    models.CalendarEntry.checked_on,
    models.CalendarEntry.provisional,
)
_STANDING = (
    select(*_COLUMNS)
    .join(models.Administration, models.Administration.id == models.CalendarEntry.administration_id)
    .where(models.CalendarEntry.removed.is_(False))
    .order_by(models.CalendarEntry.first_day, models.Administration.code, models.CalendarEntry.id)
)


class CalendarEntries:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[tuple[frozenset[str], date, date], tuple[CalendarEntry, ...]] = {}

    def between(self, codes: Iterable[str], first: date, last: date) -> tuple[CalendarEntry, ...]:
        """What these administrations have from one day to another; read once in a unit of work."""
        asked = (frozenset(codes), first, last)
        if asked not in self._read:
            self._read[asked] = tuple(noted.entry for noted in self.noted(asked[0], first=first, last=last))
        return self._read[asked]

    def noted(
        self,
        codes: Collection[str],
        *,
        first: date | None = None,
        last: date | None = None,
        kind: Kind | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Sequence[Noted]:
        """Entries of these administrations that touch the days, by first day."""
        wanted = _wanted(codes, first, last, kind)
        rows = self._session.execute(_STANDING.where(*wanted).limit(limit).offset(offset))
        return [Noted(row[0], CalendarEntry(*row[1:])) for row in rows]

    def count(
        self, codes: Collection[str], *, first: date | None = None, last: date | None = None, kind: Kind | None = None
    ) -> int:
        """How many ``noted`` would find."""
        found = self._session.scalar(
            select(func.count())
            .select_from(models.CalendarEntry)
            .join(models.Administration, models.Administration.id == models.CalendarEntry.administration_id)
            .where(models.CalendarEntry.removed.is_(False), *_wanted(codes, first, last, kind))
        )
        return found or 0

    def standing(self, number: int) -> Noted | None:
        """The entry of that number, unless it was removed."""
        row = self._session.execute(_STANDING.where(models.CalendarEntry.id == number)).one_or_none()
        return Noted(row[0], CalendarEntry(*row[1:])) if row is not None else None

    def same(self, entry: CalendarEntry) -> Noted | None:
        """What stands there of that kind and name on exactly these days."""
        rows = self._session.execute(
            _STANDING.where(
                models.Administration.code == entry.administration,
                models.CalendarEntry.kind == entry.kind,
                models.CalendarEntry.name == entry.name,
                models.CalendarEntry.first_day == entry.first_day,
                models.CalendarEntry.last_day == entry.last_day,
            ).limit(1)
        )
        return next((Noted(row[0], CalendarEntry(*row[1:])) for row in rows), None)

    def enter(
        self, administration_id: int, entry: CalendarEntry, *, spread: bool = False, starting_key: str | None = None
    ) -> models.CalendarEntry:
        """Write the row."""
        row = models.CalendarEntry(
            administration_id=administration_id,
            kind=entry.kind,
            first_day=entry.first_day,
            last_day=entry.last_day,
            name=entry.name,
            source=entry.source,
            checked_on=entry.checked_on,
            provisional=entry.provisional,
            spread=spread,
            starting_key=starting_key,
        )
        self._session.add(row)
        self._session.flush()
        self._read.clear()
        return row

    def set_removed(self, number: int, removed: bool) -> None:
        """Take the entry out of every calendar, or put it back. The row must exist."""
        row = self._session.get_one(models.CalendarEntry, number)
        row.removed = removed
        self._session.flush()
        self._read.clear()

    def row(self, number: int) -> models.CalendarEntry | None:
        return self._session.get(models.CalendarEntry, number)

    def starting(self) -> dict[str, models.CalendarEntry]:
        """The entries that Convenor brought along, removed ones too, by their key."""
        rows = self._session.scalars(select(models.CalendarEntry).where(models.CalendarEntry.starting_key.is_not(None)))
        return {str(row.starting_key): row for row in rows}

    def to_spread(self) -> Sequence[int]:
        """Entries of which those affected were not told yet."""
        return self._session.scalars(
            select(models.CalendarEntry.id)
            .where(models.CalendarEntry.spread.is_(False))
            .order_by(models.CalendarEntry.id)
        ).all()

    def anything_ahead(self) -> bool:
        """Whether any group has a meeting ahead."""
        return (
            self._session.scalar(select(models.Meeting.id).where(models.Meeting.state.in_(AHEAD)).limit(1)) is not None
        )

    def meetings_ahead(self, administration: str, first: date, last: date) -> Sequence[models.Meeting]:
        """Meetings from one day to another, scheduled or open, of groups that seat that administration then."""
        return self._session.scalars(
            select(models.Meeting)
            .join(models.Group, models.Group.id == models.Meeting.group_id)
            .join(models.Seat, models.Seat.group_id == models.Group.id)
            .join(models.Administration, models.Administration.id == models.Seat.administration_id)
            .where(
                models.Administration.code == administration,
                models.Meeting.state.in_(AHEAD),
                models.Meeting.day.between(first, last),
                models.Seat.first_day <= models.Meeting.day,
                (models.Seat.last_day.is_(None)) | (models.Seat.last_day >= models.Meeting.day),
                models.Group.closed_on.is_(None),
            )
            .order_by(models.Meeting.group_id, models.Meeting.starts_at, models.Meeting.number)
            .distinct()
        ).all()

    def secretariat_with(self, official_id: int, administration_id: int) -> bool:
        """Whether the official serves as secretariat of a group in which the administration has a seat."""
        found = self._session.scalar(
            select(models.Holder.id)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .join(models.Group, models.Group.id == models.PostRecord.group_id)
            .join(models.Seat, models.Seat.group_id == models.Group.id)
            .where(
                models.Holder.official_id == official_id,
                models.Holder.until.is_(None),
                models.PostRecord.kind == Post.SECRETARIAT,
                models.Group.closed_on.is_(None),
                models.Seat.administration_id == administration_id,
            )
            .limit(1)
        )
        return found is not None

    def holiday_tables(self) -> dict[int, models.HolidayTable]:
        """The holidays that were last known, by administration."""
        return {row.administration_id: row for row in self._session.scalars(select(models.HolidayTable))}

    def other_than(self, revision: str) -> Sequence[int]:
        """Administrations whose known holidays come from another table."""
        return self._session.scalars(
            select(models.HolidayTable.administration_id)
            .where(models.HolidayTable.revision != revision)
            .order_by(models.HolidayTable.administration_id)
        ).all()


def _wanted(
    codes: Collection[str], first: date | None, last: date | None, kind: Kind | None
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [models.Administration.code.in_(sorted(codes))]
    if first is not None:
        wanted.append(models.CalendarEntry.last_day >= first)
    if last is not None:
        wanted.append(models.CalendarEntry.first_day <= last)
    if kind is not None:
        wanted.append(models.CalendarEntry.kind == kind)
    return wanted
