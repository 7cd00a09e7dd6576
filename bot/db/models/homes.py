"""Who has opened their Home, and what was last answered there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record


class Home(Record, kw_only=True):
    """The page of one account on a platform that has such pages, since it was first opened; the account may be tied to
    nobody. ``prefix`` is how a command begins there. ``note`` is the answer to the last thing pressed there, as it was
    said ``noted_at``."""

    __tablename__ = "homes"
    __table_args__ = (UniqueConstraint("platform", "workspace", "account"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    prefix: Mapped[str]
    opened_at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(default=None)
    noted_at: Mapped[datetime | None] = mapped_column(default=None)
