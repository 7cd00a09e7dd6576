"""Turns and the append-only ledger from which every turn follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record, referred_to, within_group
from bot.db.types import choice
from bot.domain.offers import OfferKind, OfferState
from bot.domain.rotation import Role, TurnState
from bot.domain.terms import Handover


class Term(Record, kw_only=True):
    """A span over which a turn lasts. ``first_day`` and ``last_day`` are planned; ``began_at`` and ``ended_at`` are
    when it was handed over, as the ledger has it. ``handover_at``: when the clock has to try; ``notice_at``: when it
    has to give notice next."""

    __tablename__ = "terms"
    __table_args__ = (
        referred_to(),
        UniqueConstraint("group_id", "number"),
        Index("ix_terms_notice_at", "notice_at"),
        Index("ix_terms_handover_at", "handover_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)
    handover: Mapped[Handover] = mapped_column(choice(Handover), default=Handover.DATE)
    began_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    handover_at: Mapped[datetime | None] = mapped_column(default=None)
    notice_at: Mapped[datetime | None] = mapped_column(default=None)


class Turn(Record, kw_only=True):
    """A turn that was assigned: which seat chairs or hosts which meeting, or which term, and what it said to it.

    ``raise_at``: when others are asked if its seat has not answered by then; ``raised``: how often that was done."""

    __tablename__ = "turns"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        within_group("term_id", "terms"),
        within_group("seat_id", "seats"),
        UniqueConstraint("meeting_id", "role"),
        UniqueConstraint("term_id", "role"),
        CheckConstraint("(meeting_id IS NULL) <> (term_id IS NULL)", name="meeting_or_term"),
        Index("ix_turns_raise_at", "raise_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(default=None)
    term_id: Mapped[int | None] = mapped_column(default=None)
    role: Mapped[Role] = mapped_column(choice(Role))
    seat_id: Mapped[int]
    state: Mapped[TurnState] = mapped_column(choice(TurnState), default=TurnState.ASSIGNED)
    assigned_at: Mapped[datetime]
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    raise_at: Mapped[datetime | None] = mapped_column(default=None)
    raised: Mapped[int] = mapped_column(default=0)
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


class Offer(Record, kw_only=True):
    """Somebody is asked whether a turn may change hands. ``seat_id`` has the turn, ``to_seat_id`` is asked (``None``:
    all are). ``meeting_id`` or ``term_id`` is the turn's; neither where a swap is asked before that turn was
    told. ``asked_by`` is ``None`` where the rules asked. ``reason`` is never public."""

    __tablename__ = "offers"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        within_group("term_id", "terms"),
        within_group("seat_id", "seats"),
        within_group("to_seat_id", "seats"),
        Index("ix_offers_state_expires_at", "state", "expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    kind: Mapped[OfferKind] = mapped_column(choice(OfferKind))
    state: Mapped[OfferState] = mapped_column(choice(OfferState), default=OfferState.OPEN)
    role: Mapped[Role] = mapped_column(choice(Role))
    meeting_id: Mapped[int | None] = mapped_column(default=None)
    term_id: Mapped[int | None] = mapped_column(default=None)
    seat_id: Mapped[int]
    to_seat_id: Mapped[int | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class HandoverNote(Record, kw_only=True):
    """What the outgoing chair leaves to the next one about a meeting, or a term. The latest counts; none is ever
    changed."""

    __tablename__ = "handover_notes"
    __table_args__ = (
        within_group("meeting_id", "meetings"),
        within_group("term_id", "terms"),
        CheckConstraint("(meeting_id IS NULL) <> (term_id IS NULL)", name="meeting_or_term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    meeting_id: Mapped[int | None] = mapped_column(index=True, default=None)
    term_id: Mapped[int | None] = mapped_column(index=True, default=None)
    text: Mapped[str]
    written_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
