"""A claim on an entry of the outbox, and what came of it: what passes between the database and the senders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.db.addresses import Where
from bot.db.models import OutboxState
from bot.db.roads import name

LEASE = timedelta(seconds=60)


@dataclass(frozen=True)
class Claim:
    """One entry, ours to send until ``until``, and not before ``at``. ``attempt`` counts from 1; ``again`` says that an
    earlier attempt, first made at ``tried_at`` and last at the address ``tried_to``, may have been said; ``looked_at``
    is the platform's own time of the first look for it. ``channel`` is an account where ``official_id`` is set. On
    ``trial`` it tries a workspace that was lost; ``paused`` tells of a channel that was."""

    id: int
    lane: str
    fence: int
    until: datetime
    at: datetime
    attempt: int
    again: bool
    key: str
    subject: str
    facts: Mapping[str, Any]
    group_id: int | None
    official_id: int | None
    due_at: datetime
    platform: str
    workspace: str
    channel: str
    tried_at: datetime
    tried_to: str | None = None
    looked_at: datetime | None = None
    trial: bool = False
    paused: bool = False

    @property
    def where(self) -> Where:
        return (self.platform, self.workspace, self.channel)

    @property
    def address(self) -> str:
        """Where it goes, for ``sent_to`` and the log."""
        return ":".join(self.where)

    @property
    def road(self) -> str:
        """The workspace in which it goes, by name."""
        return name(self.platform, self.workspace)


@dataclass(frozen=True)
class Outcome:
    """What came of a claim. ``state`` is an end, or ``ready`` or ``unknown`` for another try. ``wait_until`` holds
    the whole lane back, so that its order is kept; ``due_at`` puts this entry behind those that wait with it.
    ``lost`` is what the refusal means for more than this entry. ``attempts`` is how many count so far, where that
    isn't the claim's own."""

    claim: Claim
    state: OutboxState
    reason: str = ""
    platform_id: str = ""
    wait_until: datetime | None = None
    due_at: datetime | None = None
    looked_at: datetime | None = None
    lost: Literal["channel", "workspace"] | None = None
    attempts: int | None = None


@dataclass(frozen=True)
class Settled:
    """``in_time`` is ``False`` where another has claimed the lane since: nothing was changed. ``dead`` is an entry that
    has no address left; ``lost`` tells that a channel or workspace was found to be lost, which is told once."""

    in_time: bool
    dead: int | None = None
    lost: Literal["channel", "workspace"] | None = None


@dataclass(frozen=True)
class Claimed:
    """What a claim found: entries to send, how many were settled at once because nothing can be sent, and which of
    them have no address left; ``put_off`` counts lanes that must wait for their road. ``next_at`` is when a road that
    was full has room again."""

    claims: tuple[Claim, ...] = ()
    stale: int = 0
    undeliverable: int = 0
    dead: tuple[int, ...] = ()
    put_off: int = 0
    next_at: datetime | None = None

    @property
    def anything(self) -> bool:
        return bool(self.claims or self.stale or self.undeliverable or self.put_off)
