"""E-mail lists that were asked to be a place of a group, and what their readers answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record


class MailList(Record, kw_only=True):
    """An address of a list that a group wants to write to. Nothing but the question goes there before somebody who
    reads it has ``agreed_at``; then it is one of the group's places. It ended (``ended_at``) by the group's own word,
    or by that of its readers (``left``)."""

    __tablename__ = "mail_lists"
    __table_args__ = (Index("ix_mail_lists_group_id_address", "group_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    address: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    left: Mapped[bool] = mapped_column(default=False)
