"""Conversations that a platform told us of, so that we can speak there first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record
from bot.db.types import choice
from bot.domain.conversations import Kind


class ConversationRecord(Record, kw_only=True):
    """As it was last seen; ``left_at`` is when we were removed from it. ``account`` is empty but in a personal one, and
    ``home`` is there the platform's id of the person's Home, a message that is kept current."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("platform", "workspace", "conversation"),
        Index("ix_conversations_account", "platform", "workspace", "account"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    platform: Mapped[str]
    workspace: Mapped[str]
    conversation: Mapped[str]
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    account: Mapped[str]
    bot: Mapped[str]
    service_url: Mapped[str]
    home: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(default=None)
