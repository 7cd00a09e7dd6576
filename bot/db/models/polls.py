"""Polls for the time of a meeting: their slots, whom they ask, and the answers."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record, within_group
from bot.db.types import choice
from bot.domain.polls import Because, Fit, PollState
from bot.domain.rotation import Kind


class Poll(Record, kw_only=True):
    """A poll of a group, by its number there. ``meeting_id`` is what it booked, ``because`` why that slot."""

    __tablename__ = "polls"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        UniqueConstraint("group_id", "number"),
        Index("ix_polls_state_closes_at", "state", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    state: Mapped[PollState] = mapped_column(choice(PollState), default=PollState.OPEN)
    kind: Mapped[Kind] = mapped_column(choice(Kind), default=Kind.REGULAR)
    minutes: Mapped[int]
    zone: Mapped[str]
    mode: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    closes_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    meeting_id: Mapped[int | None] = mapped_column(default=None)
    because: Mapped[Because | None] = mapped_column(choice(Because), default=None)
    created_at: Mapped[datetime]


class PollSlot(Record, kw_only=True):
    __tablename__ = "poll_slots"
    __table_args__ = (UniqueConstraint("poll_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    number: Mapped[int]
    day: Mapped[date]
    start: Mapped[time]


class PollAsked(Record, kw_only=True):
    """Somebody whom a poll asks."""

    __tablename__ = "poll_asked"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True, autoincrement=False)
    official_id: Mapped[int] = mapped_column(
        ForeignKey("officials.id"), primary_key=True, autoincrement=False, index=True
    )


class PollAnswer(Record, kw_only=True):
    """What somebody says of one slot, the last time they said something."""

    __tablename__ = "poll_answers"

    slot_id: Mapped[int] = mapped_column(ForeignKey("poll_slots.id"), primary_key=True, autoincrement=False)
    official_id: Mapped[int] = mapped_column(
        ForeignKey("officials.id"), primary_key=True, autoincrement=False, index=True
    )
    fit: Mapped[Fit] = mapped_column(choice(Fit))
    at: Mapped[datetime]
