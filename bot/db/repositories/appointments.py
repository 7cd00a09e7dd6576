"""Meetings in people's calendars, and which groups are to be looked at for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.prebuilt import Prebuilt
from bot.db.types import Instant
from bot.domain.appointments import Coming, Held
from bot.domain.meetings import MeetingState

_GROUPS_DUE = Prebuilt(
    select(models.Chain.chain)
    .join(models.Group, models.Group.id == models.Chain.chain)
    .outerjoin(models.Watch, models.Watch.group_id == models.Chain.chain)
    .where(
        or_(
            models.Watch.group_id.is_(None),
            models.Watch.length != models.Chain.length,
            models.Watch.next_at <= bindparam("now", type_=Instant),
        )
    )
    .order_by(models.Chain.chain)
)


class Appointments:
    def __init__(self, session: Session) -> None:
        self._session = session

    def groups_due(self, now: datetime) -> Sequence[int]:
        """Groups that something was recorded of since they were looked at, or whose time has come."""
        return [row[0] for row in _GROUPS_DUE.values(self._session, now=now)]

    def next_due(self, after: datetime) -> datetime | None:
        return self._session.scalar(select(func.min(models.Watch.next_at)).where(models.Watch.next_at > after))

    def looked_at(self, group_id: int, *, next_at: datetime | None) -> None:
        """The group's calendars are true as of the last line of its audit, which must be locked."""
        length = self._session.scalar(select(models.Chain.length).where(models.Chain.chain == group_id)) or 0
        watch = self._session.get(models.Watch, group_id)
        if watch is None:
            self._session.add(models.Watch(group_id=group_id, length=length, next_at=next_at))
        else:
            watch.length, watch.next_at = length, next_at
        self._session.flush()

    def look_again(self, group_ids: Collection[int]) -> None:
        """Something changed that stands in the audit of none of these groups."""
        self._session.execute(update(models.Watch).where(models.Watch.group_id.in_(group_ids)).values(length=-1))

    def to_come(self, group_id: int, now: datetime) -> Sequence[models.Meeting]:
        """Meetings that have not begun, cancelled ones too, the next first."""
        return self._session.scalars(
            select(models.Meeting)
            .where(
                models.Meeting.group_id == group_id,
                models.Meeting.starts_at > now,
                models.Meeting.state != MeetingState.HELD,
            )
            .order_by(models.Meeting.starts_at, models.Meeting.number)
        ).all()

    def held(self, meeting_ids: Collection[int]) -> Mapping[int, Collection[Held]]:
        """What stands in calendars of these meetings."""
        found: dict[int, list[Held]] = {}
        rows = self._session.scalars(
            select(models.Appointment)
            .where(models.Appointment.meeting_id.in_(meeting_ids), models.Appointment.held.is_(True))
            .order_by(models.Appointment.meeting_id, models.Appointment.official_id)
        )
        for row in rows:
            found.setdefault(row.meeting_id, []).append(Held(row.official_id, row.sequence))
        return found

    def mailed(self, group_id: int) -> frozenset[int]:
        """Everybody of the group whose calendar is to be reached by mail."""
        return frozenset(
            self._session.scalars(
                select(models.Official.id)
                .join(models.Holder, models.Holder.official_id == models.Official.id)
                .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
                .where(
                    models.PostRecord.group_id == group_id,
                    models.Holder.until.is_(None),
                    models.Official.email.is_not(None),
                    models.Official.calendar_mail.is_(True),
                )
            )
        )

    def of(self, meeting_id: int, official_id: int) -> models.Appointment | None:
        return self._session.scalar(
            select(models.Appointment).where(
                models.Appointment.meeting_id == meeting_id, models.Appointment.official_id == official_id
            )
        )

    def ensured(self, meeting_id: int, official_id: int) -> models.Appointment:
        """The row, made where there was none."""
        found = self.of(meeting_id, official_id)
        if found is None:
            found = models.Appointment(meeting_id=meeting_id, official_id=official_id)
            self._session.add(found)
            self._session.flush()
        return found

    def said(self, meeting_id: int, sequence: int) -> Mapping[int, Coming]:
        """What officials answered to this version of the meeting."""
        rows = self._session.execute(
            select(models.Appointment.official_id, models.Appointment.coming).where(
                models.Appointment.meeting_id == meeting_id,
                models.Appointment.coming.is_not(None),
                models.Appointment.answered_sequence == sequence,
            )
        )
        return {official_id: coming for official_id, coming in rows if coming is not None}

    def by_uid(self, uid: str) -> models.Meeting | None:
        return self._session.scalar(select(models.Meeting).where(models.Meeting.uid == uid))

    def to_go_by_mail(self, official_id: int, wanted: bool) -> None:
        row = self._session.get_one(models.Official, official_id)
        row.calendar_mail = wanted
        self._session.flush()

    def goes_by_mail(self, official_id: int) -> bool:
        return self._session.get_one(models.Official, official_id).calendar_mail
