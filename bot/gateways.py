"""What a platform's way out is: one thing for each platform, that says a message once and tells what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.domain.homes import account_of
from bot.messages.model import Message
from bot.presenters.speech import PREFIX


@dataclass(frozen=True)
class Address:
    """Where a message goes: a channel, or an account's direct messages (``direct``), or its Home (``home``)."""

    platform: str
    workspace: str
    channel: str
    direct: bool

    @property
    def home(self) -> str | None:
        """The account whose Home it is; ``None`` for a message."""
        return None if self.direct else account_of(self.channel)

    @property
    def shared(self) -> bool:
        """Whether several people read there."""
        return not self.direct and self.home is None


class TryLater(Exception):
    """The platform refused for now; ``after`` is its own retry-after, if it gave one."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(Exception):
    """The platform refused this message at this address for good."""


class ChannelLost(Undeliverable):
    """Nothing can be said in this channel any more: archived, deleted, or we were removed from it."""


class WorkspaceLost(Undeliverable):
    """Nothing can be said in this workspace any more: the token was revoked, or the app removed."""


class Unknown(Exception):
    """The request left, and its answer was lost: it may have been said or not."""


class Gateway(Protocol):
    """A platform's way out. One for each platform; it says a message once and tells what came of it."""

    @property
    def platform(self) -> str: ...

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        """Say it; the platform's id of what was said. ``key`` is the entry's own, for the platform's metadata.

        Raises ``TryLater``, ``Undeliverable`` or ``Unknown``. ``expired`` tells, just before it leaves, whether it
        still may.
        """
        ...


@runtime_checkable
class Called(Protocol):
    """A way out whose readers type something before a command: what they are told says so."""

    @property
    def prefix(self) -> str: ...


def prefix_of(gateway: Gateway | None) -> str:
    return gateway.prefix if isinstance(gateway, Called) else PREFIX


@dataclass(frozen=True)
class Looked:
    """What a platform's own record shows: the id of what was said, or ``None``; and its own time when it looked."""

    said: str | None
    at: datetime


@runtime_checkable
class Recalls(Protocol):
    """A gateway that can look whether an entry of unknown outcome was said after all."""

    async def find(self, address: Address, *, key: str, ago: timedelta) -> Looked:
        """Look for the entry, which was first tried so long ``ago``. Raises as ``send`` does; ``Undeliverable`` where
        nobody may look."""
        ...


@runtime_checkable
class Updates(Protocol):
    """A gateway that can change what it said."""

    @property
    def platform(self) -> str: ...

    async def update(self, address: Address, id: str, message: Message) -> None:
        """Put this message in the place of the one that ``send`` returned ``id`` for. Raises as ``send`` does."""
        ...
