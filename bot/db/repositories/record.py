"""Minutes and summaries with their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.looks import Look
from bot.domain.meetings import MeetingState
from bot.domain.minutes import Section, TextKind, TextState, Version

_RELEASED = Look(models.RecordText.release_at, order=[models.RecordText.id])


class RecordTexts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of_meeting(self, meeting_id: int, kind: TextKind) -> models.RecordText | None:
        """The row itself; ``None`` while nobody saved or settled anything."""
        return self._session.scalar(
            select(models.RecordText).where(models.RecordText.meeting_id == meeting_id, models.RecordText.kind == kind)
        )

    def by_id(self, text_id: int) -> models.RecordText:
        """The row itself; it must exist."""
        return self._session.get_one(models.RecordText, text_id)

    def locked(self, meeting_id: int) -> bool:
        """Whether the minutes of a meeting were approved."""
        found = self.of_meeting(meeting_id, TextKind.MINUTES)
        return found is not None and found.state is TextState.APPROVED

    def version(self, text_id: int, number: int) -> tuple[Version, tuple[tuple[str, str], ...]] | None:
        """A version as it was saved, with its labelled facts."""
        row = self._session.execute(
            select(models.RecordVersion, models.Official.name)
            .outerjoin(models.Official, models.Official.id == models.RecordVersion.written_by)
            .where(models.RecordVersion.text_id == text_id, models.RecordVersion.number == number)
        ).one_or_none()
        if row is None:
            return None
        saved, name = row
        sections = tuple(Section(**one) for one in saved.sections)
        head = tuple((str(label), str(said)) for label, said in saved.head)
        return Version(saved.number, sections, name or "", saved.written_at), head

    def history(self, text_id: int) -> Sequence[tuple[int, str, datetime]]:
        """Number, writer and instant of each version, the latest first."""
        rows = self._session.execute(
            select(models.RecordVersion.number, models.Official.name, models.RecordVersion.written_at)
            .outerjoin(models.Official, models.Official.id == models.RecordVersion.written_by)
            .where(models.RecordVersion.text_id == text_id)
            .order_by(models.RecordVersion.number.desc())
        )
        return [(number, name or "", at) for number, name, at in rows]

    def unapproved(self, group_id: int, before: datetime) -> models.Meeting | None:
        """The latest meeting that was held before an instant, where its minutes were not approved."""
        row = self._session.scalar(
            select(models.Meeting)
            .where(
                models.Meeting.group_id == group_id,
                models.Meeting.state == MeetingState.HELD,
                models.Meeting.starts_at < before,
            )
            .order_by(models.Meeting.starts_at.desc(), models.Meeting.number.desc())
            .limit(1)
        )
        return row if row is not None and not self.locked(row.id) else None

    def release_due(self, now: datetime) -> Sequence[int]:
        """Summaries that are to be released by now."""
        return _RELEASED.due(self._session, now)

    def next_release(self, after: datetime) -> datetime | None:
        return _RELEASED.coming(self._session, after)
