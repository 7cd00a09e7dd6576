"""Links to the pages that were given out, and the sessions that they opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.db import models


class SignIns:
    def __init__(self, session: Session) -> None:
        self._session = session

    def issue(self, official_id: int, *, now: datetime, expires_at: datetime) -> int:
        """A new one; its id. What has expired long ago is forgotten on the way."""
        self._session.execute(
            delete(models.SignIn).where(
                models.SignIn.expires_at < now, (models.SignIn.ends_at.is_(None)) | (models.SignIn.ends_at < now)
            )
        )
        row = models.SignIn(official_id=official_id, issued_at=now, expires_at=expires_at)
        self._session.add(row)
        self._session.flush()
        return row.id

    def unused(self, sign_in_id: int, now: datetime) -> int | None:
        """The official whose link this is, while it can still be pressed."""
        return self._session.scalar(
            select(models.SignIn.official_id).where(
                models.SignIn.id == sign_in_id, models.SignIn.used_at.is_(None), models.SignIn.expires_at > now
            )
        )

    def use(self, sign_in_id: int, *, digest: str, now: datetime, ends_at: datetime) -> bool:
        """Press it: of two who do so at once, one is first, and the other has nothing."""
        found = self._session.execute(
            update(models.SignIn)
            .where(models.SignIn.id == sign_in_id, models.SignIn.used_at.is_(None), models.SignIn.expires_at > now)
            .values(used_at=now, digest=digest, ends_at=ends_at)
            .returning(models.SignIn.id)
        )
        return found.scalar() is not None

    def session_of(self, digest: str, now: datetime) -> int | None:
        """The official whose session this is, while it lasts."""
        return self._session.scalar(
            select(models.SignIn.official_id).where(models.SignIn.digest == digest, models.SignIn.ends_at > now)
        )

    def end(self, digest: str, now: datetime) -> None:
        self._session.execute(update(models.SignIn).where(models.SignIn.digest == digest).values(ends_at=now))
