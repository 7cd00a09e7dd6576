"""Actions, their updates and the narrow table of who is to be reminded when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record, referred_to, within_group
from bot.db.types import choice
from bot.domain.actions import ActionStatus, Priority
from bot.domain.giving import HandoverState
from bot.domain.people import Marking
from bot.domain.searching import fold


def _folded(context: DefaultExecutionContext) -> str:
    """What a search reads, made of the text wherever a row comes from."""
    return fold(context.get_current_parameters()["text"])  # type: ignore[no-untyped-call]


class Action(Record, kw_only=True):
    """What somebody will do by when: owned by a seat and a post (the secretariat's has no seat).
    ``extent`` are territory codes in alphabetical order, never empty; ``original_due`` never changes. ``decision`` is
    the number of a decision in the group; ``folded`` is the text as it is searched."""

    __tablename__ = "actions"
    __table_args__ = (
        referred_to(),
        within_group("meeting_id", "meetings"),
        within_group("seat_id", "seats"),
        within_group("post_id", "posts"),
        UniqueConstraint("group_id", "number"),
        UniqueConstraint("meeting_id", "number_in_meeting"),
        Index("ix_actions_group_id_status_due", "group_id", "status", "due"),
        Index("ix_actions_post_id_status", "post_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    number: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(default=None)
    number_in_meeting: Mapped[int | None] = mapped_column(default=None)
    text: Mapped[str]
    extent: Mapped[list[Any]]
    seat_id: Mapped[int | None] = mapped_column(default=None)
    post_id: Mapped[int]
    due: Mapped[date]
    original_due: Mapped[date]
    status: Mapped[ActionStatus] = mapped_column(choice(ActionStatus), default=ActionStatus.OPEN)
    link: Mapped[str] = mapped_column(default="")
    dropped_reason: Mapped[str] = mapped_column(default="")
    marking: Mapped[Marking] = mapped_column(choice(Marking), default=Marking.OFFICIAL)
    origin: Mapped[str]
    raised_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    raised_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL, server_default="2")
    decision: Mapped[int | None] = mapped_column(default=None)
    snoozed_until: Mapped[date | None] = mapped_column(default=None)
    folded: Mapped[str] = mapped_column(init=False, insert_default=_folded, server_default="")
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ActionUpdate(Record, kw_only=True):
    """What was said about an action. A withdrawn one stays, unread."""

    __tablename__ = "action_updates"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    at: Mapped[datetime]
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    text: Mapped[str]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    folded: Mapped[str] = mapped_column(init=False, insert_default=_folded, server_default="")


class ActionOwner(Record, kw_only=True):
    """A further owner. The action's own post stays the accountable one."""

    __tablename__ = "action_owners"
    __table_args__ = (
        within_group("action_id", "actions"),
        within_group("post_id", "posts"),
        UniqueConstraint("action_id", "post_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    action_id: Mapped[int]
    post_id: Mapped[int] = mapped_column(index=True)


class ActionNeed(Record, kw_only=True):
    """The action waits for another one of its group."""

    __tablename__ = "action_needs"
    __table_args__ = (
        within_group("action_id", "actions"),
        within_group("needs_id", "actions"),
        UniqueConstraint("action_id", "needs_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    action_id: Mapped[int]
    needs_id: Mapped[int] = mapped_column(index=True)


class ActionLink(Record, kw_only=True):
    """A further link. A withdrawn one stays, unread."""

    __tablename__ = "action_links"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    link: Mapped[str]
    added_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)


class ActionHandover(Record, kw_only=True):
    """An action offered to a post of another seat, with what came of it. At most one of an action is open."""

    __tablename__ = "action_handovers"
    __table_args__ = (
        within_group("action_id", "actions"),
        within_group("post_id", "posts"),
        within_group("seat_id", "seats"),
        Index("ix_action_handovers_state_action_id", "state", "action_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int]
    action_id: Mapped[int] = mapped_column(index=True)
    post_id: Mapped[int]
    seat_id: Mapped[int | None] = mapped_column(default=None)
    state: Mapped[HandoverState] = mapped_column(choice(HandoverState), default=HandoverState.OPEN)
    asked_by: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    asked_at: Mapped[datetime]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class Weekly(Record, kw_only=True):
    """When a group's channels next hear what became of its actions, and since when that is to be told."""

    __tablename__ = "weeklies"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True, autoincrement=False)
    due_at: Mapped[datetime] = mapped_column(index=True)
    since: Mapped[datetime]


class Reminder(Record, kw_only=True):
    """The next digest of one person, worked out anew whenever an action, a post or office hours change. Narrow on
    purpose: a tick reads it by its index alone, and says it as ``digest:{person}:{local date}``.

    ``day`` is the local date, ``due_at`` and ``until_at`` are the instants between which it may be entered; ``late``
    tells that it stands for one that could not be."""

    __tablename__ = "reminders"

    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"), primary_key=True, autoincrement=False)
    day: Mapped[date]
    due_at: Mapped[datetime] = mapped_column(index=True)
    until_at: Mapped[datetime]
    late: Mapped[bool] = mapped_column(default=False)
