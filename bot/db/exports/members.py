"""What the export of members reads, and who led which seat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.db import models
from bot.db.exports.reading import Line
from bot.db.unit_of_work import Snapshot
from bot.domain.people import Post

MEMBERS = (
    select(
        models.Official.name,
        models.Official.email,
        models.Administration.code,
        models.PostRecord.kind,
        models.Official.language,
        models.Holder.since,
        models.Holder.until,
    )
    .select_from(models.Holder)
    .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
    .outerjoin(models.Seat, models.Seat.id == models.PostRecord.seat_id)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .join(models.Official, models.Official.id == models.Holder.official_id)
    .order_by(models.Holder.since, models.Holder.id)
)

LEADS = (
    select(models.Administration.code, models.Official.name, models.Holder.since, models.Holder.until)
    .select_from(models.Holder)
    .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
    .join(models.Seat, models.Seat.id == models.PostRecord.seat_id)
    .join(models.Administration, models.Administration.id == models.Seat.administration_id)
    .join(models.Official, models.Official.id == models.Holder.official_id)
    .where(models.PostRecord.kind == Post.LEAD)
    .order_by(models.PostRecord.id, models.Holder.since)
)


def members(snapshot: Snapshot, group_id: int) -> Sequence[Line]:
    """Name, address, seat, post, language, since and until (instants) of every post that was ever held."""
    found = snapshot.execute(MEMBERS.where(models.PostRecord.group_id == group_id))
    return [tuple(row) for row in found]


def leads(snapshot: Snapshot, group_id: int) -> Sequence[tuple[str, str, datetime, datetime | None]]:
    """Who led which seat, since when and until when: code, name and two instants."""
    found = snapshot.execute(LEADS.where(models.PostRecord.group_id == group_id))
    return tuple((row[0], row[1], row[2], row[3]) for row in found)
