"""A person's Home: the page that an account has with Convenor, on platforms that have such pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.my import Mine
from bot.domain.preferences import Preferences

WATCHED = timedelta(days=14)
"""How long after it was last opened a Home is kept current. Later it is made anew when it is opened again."""

NOTED = timedelta(minutes=15)
"""How long the answer to what was pressed stands on top: as long as it can be taken back."""

_CHANNEL = "home:"


@dataclass(frozen=True)
class AtHome:
    """What stands in a Home; no ``mine`` and ``preferences`` for an account that is tied to nobody. ``note`` is the
    stored answer to what was pressed last, empty where that is long ago."""

    prefix: str
    mine: Mine | None = None
    preferences: Preferences | None = None
    note: str = ""


def channel_of(account: str) -> str:
    """The name by which the outbox and the gateways know an account's Home: no platform has such a channel."""
    return _CHANNEL + account


def account_of(channel: str) -> str | None:
    """Whose Home that is; ``None`` for a channel."""
    return channel.removeprefix(_CHANNEL) if channel.startswith(_CHANNEL) else None
