"""How officials join: invitations, and codes that were asked for by mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record
from bot.db.types import Secret


class Invitation(Record, kw_only=True):
    """An official is asked to join a group by a link in a mail. A newer one for the same puts it out of use."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_official_id_group_id", "official_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    joined_at: Mapped[datetime | None] = mapped_column(default=None)


class CodeRequest(Record, kw_only=True):
    """Somebody asked for a code to be sent to an address, an official's or not: the row is made either way, so that
    asking tells nothing. ``sealed`` is the code, encrypted, until its mail is written."""

    __tablename__ = "code_requests"
    __table_args__ = (Index("ix_code_requests_platform_workspace_account", "platform", "workspace", "account"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    address: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(index=True)
    sealed: Mapped[str] = mapped_column(Secret)
    at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
