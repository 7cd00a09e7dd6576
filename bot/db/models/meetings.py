"""Series, meetings and who attended them."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record, referred_to, within_group
from bot.db.types import choice
from bot.domain.meetings import Attended, MeetingState
from bot.domain.rotation import Kind


class Series(Record, kw_only=True):
    """A cadence in words, canonical; meetings are made from it up to ``made_until`` (the last day looked at)."""

    __tablename__ = "series"
    __table_args__ = (referred_to(),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    cadence: Mapped[str]
    zone: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)
    made_until: Mapped[date | None] = mapped_column(default=None)
    created_at: Mapped[datetime]


class Meeting(Record, kw_only=True):
    """One meeting. Wall time is the truth (``day``, ``start``, ``zone``); ``starts_at`` and ``ends_at`` are
    worked out from it whenever it or the zone data changes, so that due times can be asked for.
    ``notice_at``, ``pack_at``, ``remind_at``, ``ask_at``, ``assume_at`` and ``papers_at`` are what the clock still has
    to do, each set to ``None`` when done. ``occurrence`` is the day the series named, before any shift; ``shifted_for``
    says for which holidays. ``quorum`` is how many seats were needed when it opened, ``changed_at`` is when
    ``sequence`` was last raised."""

    __tablename__ = "meetings"
    __table_args__ = (
        referred_to(),
        within_group("series_id", "series"),
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("series_id", "occurrence"),
        Index("ix_meetings_state_starts_at", "state", "starts_at"),
        Index("ix_meetings_notice_at", "notice_at"),
        Index("ix_meetings_pack_at", "pack_at"),
        Index("ix_meetings_remind_at", "remind_at"),
        Index("ix_meetings_ask_at", "ask_at"),
        Index("ix_meetings_assume_at", "assume_at"),
        Index("ix_meetings_papers_at", "papers_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    number: Mapped[int]
    series_id: Mapped[int | None] = mapped_column(default=None)
    occurrence: Mapped[date | None] = mapped_column(default=None)
    shifted_for: Mapped[str] = mapped_column(default="")
    kind: Mapped[Kind] = mapped_column(choice(Kind), default=Kind.REGULAR)
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState), default=MeetingState.SCHEDULED)
    assumed: Mapped[bool] = mapped_column(default=False)
    day: Mapped[date]
    start: Mapped[time]
    minutes: Mapped[int]
    zone: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    mode: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    notice_at: Mapped[datetime | None] = mapped_column(default=None)
    pack_at: Mapped[datetime | None] = mapped_column(default=None)
    remind_at: Mapped[datetime | None] = mapped_column(default=None)
    ask_at: Mapped[datetime | None] = mapped_column(default=None)
    assume_at: Mapped[datetime | None] = mapped_column(default=None)
    papers_at: Mapped[datetime | None] = mapped_column(default=None)
    quorum: Mapped[int | None] = mapped_column(default=None)
    cancelled_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Attendance(Record, kw_only=True):
    """How a seat attended; ``official_id`` is who sat there, where that was said, or ``name`` for somebody who takes no
    part in the group."""

    __tablename__ = "attendance"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        within_group("seat_id", "seats"),
        UniqueConstraint("meeting_id", "seat_id", "kind", "official_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(index=True)
    seat_id: Mapped[int]
    kind: Mapped[Attended] = mapped_column(choice(Attended))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    name: Mapped[str] = mapped_column(default="", server_default="")
    said_at: Mapped[datetime]
