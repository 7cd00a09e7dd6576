"""What the export of attendance reads."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Text, cast, func, select, type_coerce

from bot.db import models
from bot.db.exports.reading import Line, Narrowed, streamed
from bot.db.unit_of_work import Snapshot

ATTENDANCE = (
    select(
        models.Meeting.number,
        cast(models.Meeting.day, Text).label("date"),
        models.Administration.code.label("seat"),
        type_coerce(models.Attendance.kind, Text).label("state"),
        func.coalesce(models.Official.name, func.nullif(models.Attendance.name, "")),
    )
    .select_from(models.Attendance)
    .join(models.Meeting, models.Meeting.id == models.Attendance.meeting_id)
    .join(models.Seat, models.Seat.id == models.Attendance.seat_id)
    .join(models.Administration, models.Administration.id == models.Seat.administration_id)
    .outerjoin(models.Official, models.Official.id == models.Attendance.official_id)
    .order_by(models.Meeting.starts_at, models.Meeting.number, models.Administration.code, models.Attendance.id)
)


def attendance(snapshot: Snapshot, rows: Narrowed) -> Iterator[Line]:
    """The columns of ``ATTENDANCE``, by meeting and then by seat."""
    statement = ATTENDANCE.where(models.Meeting.group_id == rows.group_id, *rows.spans(models.Meeting.starts_at))
    return streamed(snapshot, statement)
