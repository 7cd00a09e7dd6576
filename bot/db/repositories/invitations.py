"""Invitations by official and group; the newest is the one that counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db import models


class Invitations:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_id(self, invitation_id: int, *, lock: bool = False) -> models.Invitation | None:
        """The invitation as it stands; with ``lock`` nobody else changes it until the transaction ends."""
        wanted = select(models.Invitation).where(models.Invitation.id == invitation_id)
        return self._session.scalar(wanted.with_for_update() if lock else wanted)

    def newest(self, official_id: int, group_id: int) -> models.Invitation | None:
        return self._session.scalar(
            select(models.Invitation)
            .where(models.Invitation.official_id == official_id, models.Invitation.group_id == group_id)
            .order_by(models.Invitation.id.desc())
            .limit(1)
        )

    def create(
        self, *, group_id: int, official_id: int, invited_by: int | None, expires_at: datetime, now: datetime
    ) -> models.Invitation:
        row = models.Invitation(
            group_id=group_id, official_id=official_id, invited_by=invited_by, created_at=now, expires_at=expires_at
        )
        self._session.add(row)
        self._session.flush()
        return row

    def revoke(self, official_id: int, group_id: int, now: datetime) -> None:
        """What was sent to this official for this group serves no more."""
        self._session.execute(
            update(models.Invitation)
            .where(
                models.Invitation.official_id == official_id,
                models.Invitation.group_id == group_id,
                models.Invitation.expires_at > now,
            )
            .values(expires_at=now)
        )
