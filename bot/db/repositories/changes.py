"""What can be taken back, and whether it still stands as it was left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.db import models

UNDONE = "change.undone"
EXPORTED = "exported"


class Changes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def latest(self, official_id: int) -> models.Change | None:
        """The official's newest change that still stands."""
        return self._session.scalar(
            select(models.Change)
            .where(models.Change.official_id == official_id, models.Change.undone_at.is_(None))
            .order_by(models.Change.id.desc())
            .limit(1)
        )

    def by_id(self, change_id: int) -> models.Change | None:
        """The change as it stands now, read afresh."""
        return self._session.get(models.Change, change_id, populate_existing=True)

    def touched_since(self, change: models.Change) -> bool:
        """Whether the audit has a later line about the same subject. Later changes that were taken back don't
        count, nor do the lines that say so."""
        undone = select(models.Change.line).where(
            models.Change.chain == change.chain, models.Change.undone_at.is_not(None)
        )
        later = (
            select(models.AuditLine.id)
            .where(
                models.AuditLine.chain == change.chain,
                models.AuditLine.number > change.line,
                models.AuditLine.subject == change.subject,
                models.AuditLine.event != UNDONE,
                models.AuditLine.number.not_in(undone),
            )
            .limit(1)
        )
        return self._session.scalar(later) is not None

    def exported_since(self, change: models.Change) -> bool:
        """Whether a file was made from the group's record after the change."""
        later = select(models.AuditLine.id).where(
            models.AuditLine.chain == change.chain,
            models.AuditLine.number > change.line,
            models.AuditLine.event == EXPORTED,
        )
        return self._session.scalar(later.limit(1)) is not None

    def posts_changed_since(self, official_id: int, group_id: int, at: datetime) -> bool:
        """Whether the official took up or gave up a post of the group after that instant."""
        found = (
            select(models.Holder.id)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .where(
                models.PostRecord.group_id == group_id,
                models.Holder.official_id == official_id,
                or_(models.Holder.since > at, models.Holder.until > at),
            )
            .limit(1)
        )
        return self._session.scalar(found) is not None
