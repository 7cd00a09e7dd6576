"""What the export of decisions reads, as plain rows from one consistent view."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Text, cast, func, literal, select, type_coerce

from bot.db import models
from bot.db.exports.reading import Line, streamed
from bot.db.unit_of_work import Snapshot
from bot.domain.people import Marking

BETWEEN, WITHIN = "\x1e", "\x1f"
"""What parts one position from the next, and the seat, the position and the reason of one."""

_POSITIONS = (
    select(
        func.aggregate_strings(
            models.Administration.code.concat(literal(WITHIN))
            .concat(type_coerce(models.DecisionPosition.position, Text))
            .concat(literal(WITHIN))
            .concat(models.DecisionPosition.reason),
            BETWEEN,
        )
    )
    .select_from(models.DecisionPosition)
    .join(models.Seat, models.Seat.id == models.DecisionPosition.seat_id)
    .join(models.Administration, models.Administration.id == models.Seat.administration_id)
    .where(models.DecisionPosition.decision_id == models.Decision.id)
    .scalar_subquery()
)

DECISIONS = (
    select(
        func.upper(models.Group.slug).concat("-D").concat(cast(models.Decision.number, Text)).label("ref"),
        models.Meeting.number.label("meeting"),
        cast(models.Decision.decided_on, Text).label("date"),
        models.Decision.text.label("decision"),
        type_coerce(models.Decision.outcome, Text).label("outcome"),
        cast(models.Decision.extent, Text).label("extent"),
        _POSITIONS.label("positions"),
        cast(models.Decision.review_on, Text).label("review_on"),
        cast(models.Decision.withdrawn_at, Text).label("withdrawn_at"),
    )
    .select_from(models.Decision)
    .join(models.Group, models.Group.id == models.Decision.group_id)
    .outerjoin(models.Meeting, models.Meeting.id == models.Decision.meeting_id)
    .order_by(models.Decision.number)
)


def decisions(snapshot: Snapshot, group_id: int) -> Iterator[Line]:
    """The columns of ``DECISIONS``, by number."""
    return streamed(snapshot, DECISIONS.where(models.Decision.group_id == group_id))


def sensitive(snapshot: Snapshot, group_id: int) -> bool:
    """Whether any of the group's decisions is marked above OFFICIAL."""
    found = select(models.Decision.id).where(
        models.Decision.group_id == group_id, models.Decision.marking == Marking.SENSITIVE
    )
    return snapshot.scalar(found.limit(1)) is not None
