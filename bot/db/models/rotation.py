"""Turns and the append-only ledger from which every turn follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record
from bot.db.types import choice
from bot.domain.rotation import Role, TurnState


class Turn(Record, kw_only=True):
    """A turn that was assigned: which seat chairs or hosts which meeting, and what it said to it."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("meeting_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    state: Mapped[TurnState] = mapped_column(choice(TurnState), default=TurnState.ASSIGNED)
    assigned_at: Mapped[datetime]
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class LedgerEntry(Record, kw_only=True):
    """One event of a group's rotation, in the order entered. An undone one stays and is left out of the replay."""

    __tablename__ = "ledger"
    __table_args__ = (UniqueConstraint("group_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    event: Mapped[dict[str, Any]]
    official_id: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
