"""Feeds by number and by owner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.db import models


class Feeds:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_id(self, feed_id: int) -> models.Feed | None:
        return self._session.get(models.Feed, feed_id)

    def standing(self, official_id: int, group_id: int | None) -> int | None:
        """The number of the feed that serves."""
        return self._session.scalar(select(models.Feed.id).where(*_theirs(official_id, group_id)).limit(1))

    def create(self, official_id: int, group_id: int | None, now: datetime) -> int:
        row = models.Feed(official_id=official_id, group_id=group_id, created_at=now)
        self._session.add(row)
        self._session.flush()
        return row.id

    def revoke(self, official_id: int, group_id: int | None, now: datetime) -> Sequence[int]:
        """Every such feed serves no more; their numbers."""
        gone = update(models.Feed).where(*_theirs(official_id, group_id)).values(revoked_at=now)
        return self._session.scalars(gone.returning(models.Feed.id)).all()


def _theirs(official_id: int, group_id: int | None) -> tuple[ColumnElement[bool], ...]:
    of = models.Feed.group_id.is_(None) if group_id is None else models.Feed.group_id == group_id
    return (models.Feed.official_id == official_id, of, models.Feed.revoked_at.is_(None))
