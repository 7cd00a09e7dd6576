"""The record of meetings: agenda, notes, decisions with positions and clearances, minutes and summaries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record, referred_to, within_group
from bot.db.types import choice
from bot.domain.agenda import ItemState
from bot.domain.decisions import Cleared, Outcome, Position
from bot.domain.minutes import TextKind, TextState
from bot.domain.people import Marking


class AgendaItem(Record, kw_only=True):
    """What somebody wants to talk about. ``meeting_id`` is the meeting it is planned for (``None``: the next one that
    fits), or was dealt with in; ``gone`` lists the meetings that it went on from, with why."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        referred_to(),
        within_group("meeting_id", "meetings"),
        within_group("seat_id", "seats"),
        UniqueConstraint("group_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(default=None, index=True)
    text: Mapped[str]
    minutes: Mapped[int]
    paper: Mapped[str] = mapped_column(default="")
    paper_at: Mapped[datetime | None] = mapped_column(default=None)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    seat_id: Mapped[int | None] = mapped_column(default=None)
    position: Mapped[int]
    state: Mapped[ItemState] = mapped_column(choice(ItemState), default=ItemState.PLANNED)
    returns_on: Mapped[date | None] = mapped_column(default=None)
    gone: Mapped[list[Any]] = mapped_column(default_factory=list)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    marking: Mapped[Marking] = mapped_column(choice(Marking), default=Marking.OFFICIAL)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class MeetingNote(Record, kw_only=True):
    """What was noted in a meeting. A withdrawn one stays, unread."""

    __tablename__ = "meeting_notes"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        within_group("item_id", "agenda_items"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(index=True)
    item_id: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[str]
    marking: Mapped[Marking] = mapped_column(choice(Marking), default=Marking.OFFICIAL)
    written_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)


class Decision(Record, kw_only=True):
    """A decision of a meeting, or a written procedure that closes at ``closes_at`` and has no outcome before.
    ``remind_at`` and ``review_at`` are what the clock still has to do, each set to ``None`` when done."""

    __tablename__ = "decisions"
    __table_args__ = (
        referred_to(),
        within_group("meeting_id", "meetings"),
        within_group("item_id", "agenda_items"),
        UniqueConstraint("group_id", "number"),
        Index("ix_decisions_settled_at_closes_at", "settled_at", "closes_at"),
        Index("ix_decisions_remind_at", "remind_at"),
        Index("ix_decisions_review_at", "review_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(default=None, index=True)
    item_id: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[str]
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome), default=None)
    extent: Mapped[list[Any]]
    marking: Mapped[Marking] = mapped_column(choice(Marking), default=Marking.OFFICIAL)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    closes_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    remind_at: Mapped[datetime | None] = mapped_column(default=None)
    review_on: Mapped[date | None] = mapped_column(default=None)
    review_at: Mapped[datetime | None] = mapped_column(default=None)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class DecisionPosition(Record, kw_only=True):
    """Where a seat stands on a decision: its last word."""

    __tablename__ = "decision_positions"
    __table_args__ = (
        within_group("decision_id", "decisions"),
        within_group("seat_id", "seats"),
        UniqueConstraint("decision_id", "seat_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    decision_id: Mapped[int] = mapped_column(index=True)
    seat_id: Mapped[int]
    position: Mapped[Position] = mapped_column(choice(Position))
    reason: Mapped[str] = mapped_column(default="")
    said_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    said_at: Mapped[datetime]


class DecisionClearance(Record, kw_only=True):
    """A seat whose clearance a decision waits for. ``ask_at`` is when it is asked next; ``asked`` how often it was."""

    __tablename__ = "decision_clearances"
    __table_args__ = (
        within_group("decision_id", "decisions"),
        within_group("seat_id", "seats"),
        UniqueConstraint("decision_id", "seat_id"),
        Index("ix_decision_clearances_ask_at", "ask_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    decision_id: Mapped[int] = mapped_column(index=True)
    seat_id: Mapped[int]
    due: Mapped[date]
    answer: Mapped[Cleared | None] = mapped_column(choice(Cleared), default=None)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    ask_at: Mapped[datetime | None] = mapped_column(default=None)
    asked: Mapped[int] = mapped_column(default=0)


class RecordText(Record, kw_only=True):
    """The minutes or the summary of a meeting, once somebody saved or settled them; ``latest`` numbers the newest
    version, ``version`` is the lock. ``release_at`` is when a held summary is to be released."""

    __tablename__ = "record_texts"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        within_group("settled_in", "meetings"),
        UniqueConstraint("meeting_id", "kind"),
        Index("ix_record_texts_release_at", "release_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    meeting_id: Mapped[int]
    kind: Mapped[TextKind] = mapped_column(choice(TextKind))
    state: Mapped[TextState] = mapped_column(choice(TextState), default=TextState.DRAFT)
    latest: Mapped[int] = mapped_column(default=0)
    release_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    settled_in: Mapped[int | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class RecordVersion(Record, kw_only=True):
    """A whole text as it was saved: sections with key, title, text and whether people wrote them; ``head`` are its
    labelled facts. Never changed."""

    __tablename__ = "record_versions"
    __table_args__ = (UniqueConstraint("text_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    text_id: Mapped[int] = mapped_column(ForeignKey("record_texts.id"), index=True)
    number: Mapped[int]
    sections: Mapped[list[Any]]
    head: Mapped[list[Any]]
    written_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    written_at: Mapped[datetime]
