"""Files that wait to be fetched, and exports that are made by themselves each month."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record


class StoredFile(Record, kw_only=True):
    """A file in pieces, so that any process can hand it out. ``official_id`` is whose it is; without one it is for the
    group's secretariat and chair."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    what: Mapped[str]
    filename: Mapped[str]
    media_type: Mapped[str]
    length: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class FilePiece(Record, kw_only=True):
    __tablename__ = "file_pieces"

    file_id: Mapped[int] = mapped_column(ForeignKey("files.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ExportSchedule(Record, kw_only=True):
    """A group's secretariat is sent this export each month. ``next_at`` is when; ``official_id`` who wished it."""

    __tablename__ = "export_schedules"
    __table_args__ = (UniqueConstraint("group_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    what: Mapped[str]
    format: Mapped[str]
    next_at: Mapped[datetime] = mapped_column(index=True)
