"""What the export of the audit trail reads."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Text, cast, exists, or_, select

from bot.db import models
from bot.db.audit import NO_GROUP
from bot.db.exports.reading import Line, Narrowed, streamed
from bot.db.unit_of_work import Snapshot

AUDIT = (
    select(
        cast(models.AuditLine.at, Text).label("at"),
        models.Official.name.label("actor"),
        models.Administration.code.label("acting_for"),
        models.Group.slug.label("group"),
        models.AuditLine.event,
        models.AuditLine.subject,
        cast(models.AuditLine.before, Text).label("before"),
        cast(models.AuditLine.after, Text).label("after"),
        models.AuditLine.hash,
    )
    .select_from(models.AuditLine)
    .join(models.Group, models.Group.id == models.AuditLine.chain)
    .outerjoin(models.Official, models.Official.id == models.AuditLine.actor)
    .outerjoin(models.Seat, models.Seat.id == models.AuditLine.acting_for)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .order_by(models.AuditLine.number)
)


def audit(snapshot: Snapshot, rows: Narrowed) -> Iterator[Line]:
    """The columns of ``AUDIT``, in the order of the chain. A seat's lines: those written for it, and by who held a
    post of it then."""
    statement = AUDIT.where(models.AuditLine.chain == rows.group_id, *rows.spans(models.AuditLine.at))
    if rows.seats:
        held = exists().where(
            models.Holder.official_id == models.AuditLine.actor,
            models.Holder.post_id == models.PostRecord.id,
            models.PostRecord.seat_id.in_(rows.seats),
            models.Holder.since <= models.AuditLine.at,
            or_(models.Holder.until.is_(None), models.Holder.until > models.AuditLine.at),
        )
        statement = statement.where(or_(models.AuditLine.acting_for.in_(rows.seats), held))
    return streamed(snapshot, statement)


def origins(snapshot: Snapshot, rows: Narrowed) -> tuple[str, ...]:
    """The codes of the seats for which, or by whose people, these lines were written, in alphabetical order."""
    line = models.AuditLine
    lines = (line.chain == rows.group_id, *rows.spans(line.at))
    held = (
        select(models.PostRecord.seat_id)
        .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
        .where(models.Holder.official_id.in_(select(line.actor).where(*lines)))
    )
    acted_for = select(line.acting_for).where(*lines)
    found = snapshot.scalars(
        select(models.Administration.code)
        .join(models.Seat, models.Seat.administration_id == models.Administration.id)
        .where(models.Seat.group_id == rows.group_id, or_(models.Seat.id.in_(acted_for), models.Seat.id.in_(held)))
    )
    return tuple(sorted(set(found)))


def chain(snapshot: Snapshot, group_id: int | None) -> tuple[int, str]:
    """Length and head of the audit chain as the snapshot sees it."""
    found = snapshot.execute(
        select(models.Chain.length, models.Chain.head).where(models.Chain.chain == (group_id or NO_GROUP))
    ).one_or_none()
    return (found[0], found[1]) if found else (0, "")
