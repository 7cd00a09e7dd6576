"""Signing in to the pages: a link that serves once, and the session that it opens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record


class SignIn(Record, kw_only=True):
    """A link to the pages, for one official. Pressed once it becomes a session, of whose secret only the digest is
    kept; the session ends at ``ends_at``, or when the person leaves it."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), index=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    digest: Mapped[str | None] = mapped_column(unique=True, default=None)
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
