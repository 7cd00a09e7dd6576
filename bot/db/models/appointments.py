"""Meetings in people's own calendars: what each was sent and answered, and feeds that calendars read by themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record
from bot.db.types import choice
from bot.domain.appointments import Coming


class Appointment(Record, kw_only=True):
    """One official and one meeting. ``held``: it stands in their calendar by our mail, as of ``sequence``; ``revision``
    counts the mails. ``coming`` is what they answered at ``answered_at``, to the meeting as of ``answered_sequence``;
    ``reply_stamp`` is their own programme's time of that answer."""

    __tablename__ = "appointments"
    __table_args__ = (UniqueConstraint("meeting_id", "official_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), index=True)
    held: Mapped[bool] = mapped_column(default=False)
    sequence: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    coming: Mapped[Coming | None] = mapped_column(choice(Coming), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_sequence: Mapped[int] = mapped_column(default=0)
    reply_stamp: Mapped[datetime | None] = mapped_column(default=None)


class Watch(Record, kw_only=True):
    """Up to which line of its audit a group's calendars were brought up to date, and when they are to be looked at
    again though nobody changed anything."""

    __tablename__ = "watches"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True, autoincrement=False)
    length: Mapped[int]
    next_at: Mapped[datetime | None] = mapped_column(default=None, index=True)


class Feed(Record, kw_only=True):
    """An address that an official's calendar programme reads: of one group, or of all that they are in."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"), default=None)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
