"""Meetings, series and attendance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.db import models
from bot.db.looks import Look
from bot.db.prebuilt import Prebuilt, one_of
from bot.domain.groups import Group
from bot.domain.meetings import Attended, Meeting, MeetingState
from bot.domain.rotation import Kind

AHEAD = (MeetingState.SCHEDULED, MeetingState.OPEN)


_GOING_ON = (models.Series.last_day.is_(None), models.Group.closed_on.is_(None))
_RUNNING_OUT = Prebuilt(
    select(models.Series.id)
    .join(models.Group, models.Group.id == models.Series.group_id)
    .where(models.Series.made_until < bindparam("until"), *_GOING_ON)
    .order_by(models.Series.id)
)
_MADE_UNTIL = Prebuilt(
    select(func.min(models.Series.made_until))
    .join(models.Group, models.Group.id == models.Series.group_id)
    .where(*_GOING_ON)
)


class Meetings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_number(self, group_id: int, number: int) -> models.Meeting | None:
        return self._session.scalar(
            select(models.Meeting).where(models.Meeting.group_id == group_id, models.Meeting.number == number)
        )

    def by_id(self, meeting_id: int) -> models.Meeting:
        """The row; it must exist."""
        return self._session.get_one(models.Meeting, meeting_id)

    def ahead(self, group_id: int, *, limit: int | None = None) -> Sequence[models.Meeting]:
        """Meetings that are scheduled or open, the next first."""
        return self._session.scalars(
            select(models.Meeting)
            .where(models.Meeting.group_id == group_id, models.Meeting.state.in_(AHEAD))
            .order_by(models.Meeting.starts_at, models.Meeting.number)
            .limit(limit)
        ).all()

    def past(self, group_id: int, *, limit: int | None = None) -> Sequence[models.Meeting]:
        """Meetings that were held or cancelled, the latest first."""
        return self._session.scalars(
            select(models.Meeting)
            .where(models.Meeting.group_id == group_id, models.Meeting.state.not_in(AHEAD))
            .order_by(models.Meeting.starts_at.desc(), models.Meeting.number.desc())
            .limit(limit)
        ).all()

    def open(self, group_id: int) -> models.Meeting | None:
        """The meeting that is open now; the one opened last where two are."""
        return self._session.scalar(
            select(models.Meeting)
            .where(models.Meeting.group_id == group_id, models.Meeting.state == MeetingState.OPEN)
            .order_by(models.Meeting.opened_at.desc())
            .limit(1)
        )

    def on(self, group_id: int, starts_at: datetime) -> models.Meeting | None:
        """A meeting of the group that is due to start at exactly this instant."""
        return self._session.scalar(
            select(models.Meeting)
            .where(
                models.Meeting.group_id == group_id,
                models.Meeting.starts_at == starts_at,
                models.Meeting.state.in_(AHEAD),
            )
            .limit(1)
        )

    def days_taken(self, group_id: int, since: date, *, but: Collection[int] = ()) -> frozenset[date]:
        """Days from ``since`` on that already have a meeting of the group (``but`` these) that isn't cancelled."""
        return frozenset(
            self._session.scalars(
                select(models.Meeting.day).where(
                    models.Meeting.group_id == group_id,
                    models.Meeting.day >= since,
                    models.Meeting.state != MeetingState.CANCELLED,
                    models.Meeting.id.not_in(but),
                )
            )
        )

    def held(self, group_id: int) -> int:
        """How many meetings were held: the next one's ordinal is one more."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(models.Meeting)
                .where(models.Meeting.group_id == group_id, models.Meeting.state == MeetingState.HELD)
            )
            or 0
        )

    def held_before(self, group_id: int, starts_at: datetime) -> int:
        """How many meetings were held that began before an instant."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(models.Meeting)
                .where(
                    models.Meeting.group_id == group_id,
                    models.Meeting.state == MeetingState.HELD,
                    models.Meeting.starts_at < starts_at,
                )
            )
            or 0
        )

    def begun_since(self, group_id: int, since: datetime, now: datetime) -> Sequence[models.Meeting]:
        """Meetings that are open, or whose time came or that were closed after ``since``, the first first."""
        row = models.Meeting
        came = and_(row.starts_at > since, row.starts_at <= now)
        return self._session.scalars(
            select(row)
            .where(
                row.group_id == group_id,
                row.state != MeetingState.CANCELLED,
                or_(row.state == MeetingState.OPEN, came, row.closed_at > since),
            )
            .order_by(row.starts_at, row.number)
        ).all()

    def after(self, group_id: int, starts_at: datetime) -> Sequence[models.Meeting]:
        """Meetings that begin after an instant and weren't cancelled, the next first."""
        return self._session.scalars(
            select(models.Meeting)
            .where(
                models.Meeting.group_id == group_id,
                models.Meeting.starts_at > starts_at,
                models.Meeting.state != MeetingState.CANCELLED,
            )
            .order_by(models.Meeting.starts_at, models.Meeting.number)
        ).all()

    def series(self, group_id: int) -> models.Series | None:
        """The series that the group meets by now."""
        return self._session.scalar(
            select(models.Series)
            .where(models.Series.group_id == group_id, models.Series.last_day.is_(None))
            .order_by(models.Series.id.desc())
            .limit(1)
        )

    def series_by_id(self, series_id: int) -> models.Series:
        return self._session.get_one(models.Series, series_id)

    def series_running_out(self, until: date) -> Sequence[int]:
        """Series whose meetings don't reach ``until`` yet."""
        return [row[0] for row in _RUNNING_OUT.values(self._session, until=until)]

    def first_made_until(self) -> date | None:
        """The day up to which the series that reaches least far was looked at."""
        found: date | None = _MADE_UNTIL.values(self._session)[0][0]
        return found

    def due(self, column: InstrumentedAttribute[datetime | None], now: datetime) -> Sequence[int]:
        """Meetings still ahead for which the clock has something to do by now."""
        return _awaited(column).due(self._session, now)

    def next_due(self, column: InstrumentedAttribute[datetime | None], after: datetime) -> datetime | None:
        return _awaited(column).coming(self._session, after)

    def attendance(self, meeting_id: int) -> Sequence[tuple[str, Attended, str | None]]:
        """Code of the seat, how it attended, and the name of who sat there; by code."""
        named = func.coalesce(models.Official.name, func.nullif(models.Attendance.name, ""))
        rows = self._session.execute(
            select(models.Administration.code, models.Attendance.kind, named)
            .join(models.Seat, models.Seat.id == models.Attendance.seat_id)
            .join(models.Administration, models.Administration.id == models.Seat.administration_id)
            .outerjoin(models.Official, models.Official.id == models.Attendance.official_id)
            .where(models.Attendance.meeting_id == meeting_id)
            .order_by(models.Administration.code, models.Attendance.id)
        )
        return tuple((row[0], row[1], row[2]) for row in rows)

    def actions_raised(self, meeting_id: int) -> int:
        """How many actions came out of the meeting."""
        return (
            self._session.scalar(
                select(func.count()).select_from(models.Action).where(models.Action.meeting_id == meeting_id)
            )
            or 0
        )

    def attended_as(self, meeting_id: int, seat_id: int) -> Sequence[models.Attendance]:
        return self._session.scalars(
            select(models.Attendance)
            .where(models.Attendance.meeting_id == meeting_id, models.Attendance.seat_id == seat_id)
            .order_by(models.Attendance.id)
        ).all()


@lru_cache
def _awaited(column: InstrumentedAttribute[datetime | None]) -> Look:
    """Of meetings still ahead."""
    return Look(column, one_of(models.Meeting.state, *AHEAD))


def facts(row: models.Meeting, group: Group) -> Meeting:
    """A meeting's row as a domain value."""
    return Meeting(
        id=row.id,
        number=row.number,
        reference=group.meeting(row.number),
        kind=Kind(row.kind),
        state=MeetingState(row.state),
        assumed=row.assumed,
        day=row.day,
        start=row.start,
        minutes=row.minutes,
        zone=row.zone,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        mode=row.mode,
        place=row.place,
        occurrence=row.occurrence,
        shifted_for=row.shifted_for,
        cancelled_reason=row.cancelled_reason,
    )
