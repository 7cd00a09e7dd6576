"""What the machine remembers: inbox, outbox, lanes, audit, what can be undone."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Record
from bot.db.types import choice


class Received(Record, kw_only=True):
    """A request that changed something, by the platform's own key; a repeated one gets ``reply`` again. A press has a
    second row, by its own key, with the moment in which it was pressed."""

    __tablename__ = "inbox"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    reply: Mapped[str | None] = mapped_column(default=None)
    public: Mapped[bool] = mapped_column(default=False)
    pressed_at: Mapped[datetime | None] = mapped_column(default=None)


class OutboxState(StrEnum):
    """``ready`` waits for its time; ``sending`` is claimed; ``unknown`` left us and its answer was lost, so that it
    may have been said; the rest are ends."""

    READY = "ready"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    STALE = "stale"
    UNDELIVERABLE = "undeliverable"


OPEN_STATES = (OutboxState.READY, OutboxState.SENDING, OutboxState.UNKNOWN)


class OutboxEntry(Record, kw_only=True):
    """Something to be said, stored with what made it true. ``key`` is unique: it is the memory that it was said.

    ``subject`` names the presenter and ``facts`` hold keys only (``message`` with a stored text is the
    exception, for public lines). A direct message has ``official_id``; its address is found when it is claimed, and is
    one on ``platform`` where that is said.
    ``tried_at`` and ``tried_to`` tell of the first attempt that left and of the last one's address; ``looked_at`` is
    the platform's own time at which it was first looked for in vain since then."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state_due_at", "state", "due_at"),
        Index("ix_outbox_official_id_due_at", "official_id", "due_at"),
        Index(
            "ix_outbox_group_id_due_at",
            "group_id",
            "due_at",
            sqlite_where=text("group_id IS NOT NULL"),
            postgresql_where=text("group_id IS NOT NULL"),
        ),
        Index(
            "ix_outbox_platform_id",
            "platform_id",
            sqlite_where=text("platform_id <> ''"),
            postgresql_where=text("platform_id <> ''"),
        ),
        Index(
            "ix_outbox_open",
            "lane",
            "due_at",
            "id",
            sqlite_where=text("state IN ('ready', 'sending', 'unknown')"),
            postgresql_where=text("state IN ('ready', 'sending', 'unknown')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    key: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    facts: Mapped[dict[str, Any]]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"), default=None)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    platform: Mapped[str] = mapped_column(default="")
    workspace: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    lane: Mapped[str]
    state: Mapped[OutboxState] = mapped_column(choice(OutboxState), default=OutboxState.READY)
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_to: Mapped[str] = mapped_column(default="")
    platform_id: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    tried_at: Mapped[datetime | None] = mapped_column(default=None)
    tried_to: Mapped[str | None] = mapped_column(default=None)
    looked_at: Mapped[datetime | None] = mapped_column(default=None)


class Refusal(Record, kw_only=True):
    """An address that refused an entry for good: that entry is never sent there again."""

    __tablename__ = "refusals"
    __table_args__ = (UniqueConstraint("entry_id", "platform", "workspace", "channel"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"))
    platform: Mapped[str]
    workspace: Mapped[str]
    channel: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]


class Lane(Record, kw_only=True):
    """A channel's queue. Whoever holds the lease sends from it; ``fence`` rises with each claim, and a
    settlement with an older fence is refused, so that a process that slept past its lease does no harm. ``road`` is
    the workspace in which the lease is used. A channel that was lost is paused since ``paused_at``: ``not_before`` is
    then when it is tried next."""

    __tablename__ = "lanes"

    name: Mapped[str] = mapped_column(primary_key=True)
    leased_by: Mapped[str] = mapped_column(default="")
    leased_until: Mapped[datetime | None] = mapped_column(default=None)
    fence: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None] = mapped_column(default=None)
    road: Mapped[str | None] = mapped_column(default=None)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_reason: Mapped[str | None] = mapped_column(default=None)


class Road(Record, kw_only=True):
    """The way into one workspace, above the lanes of its channels. ``next_at`` is the first instant that no message
    has been given yet, so that the workspace's pace holds across processes; ``paused_until`` is when a workspace that
    was lost is tried next."""

    __tablename__ = "roads"

    platform: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_until: Mapped[datetime | None] = mapped_column(default=None)
    paused_reason: Mapped[str | None] = mapped_column(default=None)


class Restoration(Record, kw_only=True):
    """The database was put back from a copy that was made at ``as_of``: what it holds as not said may have been said
    since. ``at`` is when somebody first spoke from it again; a copy carries its own row, in which that is open."""

    __tablename__ = "restorations"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    as_of: Mapped[datetime]
    at: Mapped[datetime | None] = mapped_column(default=None)


class AuditLine(Record, kw_only=True):
    """One line of a chain (a group's, or chain 0 for what concerns no group). Ids and digests only."""

    __tablename__ = "audit"
    __table_args__ = (
        ForeignKeyConstraint(["chain", "acting_for"], ["seats.group_id", "seats.id"]),
        UniqueConstraint("chain", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    chain: Mapped[int]
    number: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[int | None] = mapped_column(ForeignKey("officials.id"), default=None)
    acting_for: Mapped[int | None] = mapped_column(default=None)
    origin: Mapped[str]
    event: Mapped[str]
    subject: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]


class Chain(Record, kw_only=True):
    """The length and head of one audit chain. Locking this row serialises the changes of one group."""

    __tablename__ = "chains"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default="")


class Change(Record, kw_only=True):
    """What one command changed, kept so that its author can take it back within fifteen minutes.

    ``inverse`` names the service function that takes it back, ``facts`` what it needs. ``subject`` is what was
    changed; ``line`` is the last line that the command left in its audit ``chain``: a later one about the same
    subject tells that somebody changed it since."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_official_id_at", "official_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    at: Mapped[datetime]
    official_id: Mapped[int] = mapped_column(ForeignKey("officials.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"), default=None)
    inverse: Mapped[str]
    facts: Mapped[dict[str, Any]]
    subject: Mapped[str]
    chain: Mapped[int]
    line: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
