"""Where a platform that has no addresses of its own lets us speak: what it told us when somebody was there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSONAL = "personal"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Conversation:
    """One conversation. ``account`` is the person's, where it is personal; ``bot`` who we are there, and
    ``service_url`` the address at which the platform takes what we say in it."""

    platform: str
    workspace: str
    id: str
    kind: Kind
    account: str
    bot: str
    service_url: str
