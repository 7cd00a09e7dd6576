"""Requests that changed something, by the platform's own key: a repeated one gets the stored reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from bot.db import models


@dataclass(frozen=True)
class Stored:
    """The reply that was given; ``None`` while the first request is still at work."""

    reply: str | None
    public: bool


class Inbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, key: str, *, at: datetime) -> Stored | None:
        """``None`` if this request is new and now ours; what was answered if it was here before.

        On PostgreSQL a twin that is still at work is waited for: its row is locked by the unique key.
        """
        insert = insert_sqlite if self._session.get_bind().dialect.name == "sqlite" else insert_postgresql
        fresh = self._session.execute(
            insert(models.Received)
            .values(key=key, at=at, public=False)
            .on_conflict_do_nothing()
            .returning(models.Received.key)
        ).scalar()
        if fresh is not None:
            return None
        found = self._session.get_one(models.Received, key)
        return Stored(reply=found.reply, public=found.public)

    def answer(self, key: str, *, reply: str, public: bool) -> None:
        """Keep the reply beside the effect."""
        self._session.execute(
            update(models.Received).where(models.Received.key == key).values(reply=reply, public=public)
        )

    def forget(self, key: str) -> None:
        """The request may be made again: what it asked for was refused, and may be allowed later."""
        self._session.execute(delete(models.Received).where(models.Received.key == key))
