"""What the export of meetings reads."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Text, cast, func, select, type_coerce

from bot.db import models
from bot.db.exports.reading import Line, Narrowed, streamed
from bot.db.unit_of_work import Snapshot
from bot.domain.meetings import Attended


def _attended(*kinds: Attended) -> ColumnElement[str]:
    """The codes of the seats that attended in one of these ways, parted by blanks, in no order."""
    return (
        select(func.aggregate_strings(models.Administration.code, " "))
        .select_from(models.Attendance)
        .join(models.Seat, models.Seat.id == models.Attendance.seat_id)
        .join(models.Administration, models.Administration.id == models.Seat.administration_id)
        .where(
            models.Attendance.meeting_id == models.Meeting.id,
            type_coerce(models.Attendance.kind, Text).in_([kind.value for kind in kinds]),
        )
        .scalar_subquery()
    )


MEETINGS = (
    select(
        models.Meeting.number,
        cast(models.Meeting.day, Text).label("date"),
        cast(models.Meeting.start, Text).label("start"),
        cast(models.Meeting.ends_at, Text).label("end"),
        models.Meeting.zone.label("time_zone"),
        type_coerce(models.Meeting.kind, Text).label("kind"),
        type_coerce(models.Meeting.state, Text).label("state"),
        models.Meeting.mode,
        models.Meeting.place,
        _attended(Attended.PRESENT, Attended.DEPUTY).label("present"),
        _attended(Attended.APOLOGIES).label("apologies"),
        _attended(Attended.OBSERVER, Attended.GUEST).label("others"),
        models.Meeting.quorum,
    )
    .select_from(models.Meeting)
    .order_by(models.Meeting.starts_at, models.Meeting.number)
)


def meetings(snapshot: Snapshot, rows: Narrowed) -> Iterator[Line]:
    """The columns of ``MEETINGS``, in the order in which they take place."""
    statement = MEETINGS.where(models.Meeting.group_id == rows.group_id, *rows.spans(models.Meeting.starts_at))
    return streamed(snapshot, statement)
