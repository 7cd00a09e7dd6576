"""How officials join: what an invitation says, and where somebody stands who has joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.people import Membership, Official, Post
from bot.domain.rotation import Turn

INVITED_FOR = timedelta(days=14)
"""How long an invitation's link serves: a mail may be read after a holiday, a code in a chat may not."""

CODES_FROM_ACCOUNT = 5
CODES_TO_ADDRESS = 3
"""Codes by mail in a quarter of an hour. Those that were sent still serve, so that whoever asks in somebody else's
name locks nobody out."""


@dataclass(eq=False)
class HasAccountAlready(DomainError):
    """The person is known in chat: there is nothing to join."""

    name: str


@dataclass(eq=False)
class NoAddressToInvite(DomainError):
    """The person is known by a chat account alone."""

    name: str


@dataclass(eq=False)
class NoMailHere(DomainError):
    """This service sends no mail."""


@dataclass(frozen=True)
class Standing:
    """Where an official stands in one group. ``chairs`` is the first turn to come that a seat of theirs chairs,
    ``waiting`` counts turns to answer and actions to do."""

    group: Group
    posts: tuple[Membership, ...]
    next_on: date | None
    chairs: Turn | None
    waiting: int

    @property
    def leads(self) -> bool:
        """Whether the turn that is told is theirs to take."""
        return self.chairs is not None and any(
            one.seat == self.chairs.chair and one.post in (Post.LEAD, Post.DEPUTY) for one in self.posts
        )


@dataclass(frozen=True)
class Invited:
    """An invitation as it stands. ``by`` is who sent it, empty where nobody did."""

    official: Official
    by: str
    standing: Standing
    expires_at: datetime
    joined: bool


@dataclass(frozen=True)
class Joined:
    """Somebody has joined. ``code`` ties a chat account and is shown this once; empty where its time has passed."""

    official: Official
    standing: Sequence[Standing]
    code: str
    minutes: int
