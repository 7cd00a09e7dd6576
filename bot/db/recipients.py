"""To whom an entry of the outbox goes: a person, an address, a place or somebody's Home; and what was said to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.db import models
from bot.domain.homes import channel_of


@dataclass(frozen=True)
class ToPerson:
    """A direct message; the address is found when it is sent."""

    official_id: int

    @property
    def lane(self) -> str:
        return f"person:{self.official_id}"


@dataclass(frozen=True)
class ToMail:
    """A message to a person's own mail address, wherever else they may be reached."""

    official_id: int

    @property
    def lane(self) -> str:
        return f"mail:{self.official_id}"


@dataclass(frozen=True)
class ToPlace:
    """A post in a channel."""

    platform: str
    workspace: str
    channel: str

    @property
    def lane(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.channel}"


@dataclass(frozen=True)
class ToHome:
    """The Home of an account, published there."""

    platform: str
    workspace: str
    account: str

    @property
    def channel(self) -> str:
        return channel_of(self.account)

    @property
    def lane(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.channel}"


@dataclass(frozen=True)
class Sent:
    """An entry that was said: where, and under which id of the platform."""

    key: str
    subject: str
    facts: Mapping[str, Any]
    group_id: int | None
    official_id: int | None
    due_at: datetime
    sent_at: datetime | None
    platform: str
    workspace: str
    channel: str
    platform_id: str

    @property
    def direct(self) -> bool:
        return self.official_id is not None


def sent(entry: models.OutboxEntry) -> Sent:
    """What was said, where, and as what."""
    platform, _, rest = entry.sent_to.partition(":")
    workspace, _, channel = rest.partition(":")
    return Sent(
        entry.key,
        entry.subject,
        dict(entry.facts),
        entry.group_id,
        entry.official_id,
        entry.due_at,
        entry.sent_at,
        platform,
        workspace,
        channel,
        entry.platform_id,
    )
