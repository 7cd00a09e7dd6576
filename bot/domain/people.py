"""Who somebody is in a group: posts, and the actor that a command is carried out for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Post(StrEnum):
    """A kind of post. A lead, deputy, member or observer belongs to a seat; the secretariat to none."""

    LEAD = "lead"
    DEPUTY = "deputy"
    MEMBER = "member"
    OBSERVER = "observer"
    SECRETARIAT = "secretariat"


class GroupKind(StrEnum):
    FORMAL = "formal"
    WORKING = "working"
    AD_HOC = "ad hoc"


class Marking(StrEnum):
    """The classification of a text. Anything higher is refused."""

    OFFICIAL = "OFFICIAL"
    SENSITIVE = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class Membership:
    """A post that somebody holds today; ``seat`` is the administration's code, ``None`` for the secretariat."""

    post_id: int
    post: Post
    seat: str | None


@dataclass(frozen=True)
class Actor:
    """Who acts, with the posts they hold today in the group in question (none outside a group).

    ``operator`` is somebody named in the settings: they may add administrations and create groups.
    ``official_id`` is ``None`` for an account that is tied to nobody. An empty ``language`` is that of the group in
    question. ``reader`` is somebody without a post who types
    in a channel whose people may read the group's turns, meetings and unmarked actions.
    """

    official_id: int | None
    name: str
    email: str | None = None
    language: str = ""
    zone: str = "Europe/London"
    operator: bool = False
    memberships: tuple[Membership, ...] = ()
    reader: bool = False

    @property
    def known(self) -> bool:
        """Whether this is an official, not just an account."""
        return self.official_id is not None

    @property
    def official(self) -> int:
        """The official's id, for what only an official may do. Raises ``LookupError`` for an account that is nobody's:
        a right should have been asked for."""
        if self.official_id is None:
            raise LookupError("only an official does this")
        return self.official_id

    def holds(self, *posts: Post) -> bool:
        """Whether any of these posts is held."""
        return any(membership.post in posts for membership in self.memberships)

    @property
    def secretariat(self) -> bool:
        return self.holds(Post.SECRETARIAT)

    @property
    def seats(self) -> tuple[str, ...]:
        """The codes of the seats in which this person holds a post, each once."""
        return tuple(dict.fromkeys(m.seat for m in self.memberships if m.seat is not None))

    def leads(self, seat: str) -> bool:
        """Whether this person is lead or deputy of the seat."""
        return any(m.seat == seat and m.post in (Post.LEAD, Post.DEPUTY) for m in self.memberships)


@dataclass(frozen=True)
class Account:
    """An account of an official on one platform."""

    platform: str
    workspace: str
    account: str


@dataclass(frozen=True)
class Official:
    """A person who takes part; ``email`` is ``None`` for somebody known by a chat account alone. An empty ``language``
    is that of the group in question."""

    id: int
    name: str
    email: str | None
    language: str
    zone: str
    accounts: tuple[Account, ...] = ()


_ELSEWHERE = re.compile(r"([A-Z0-9]+)/([A-Za-z0-9_.-]+)")


@dataclass(frozen=True)
class PersonName:
    """A person as somebody named them: by mention (``account`` is the platform's id, after the workspace where a face
    knows it: ``T9/U9``), address or name."""

    text: str
    account: str | None = None

    def meant(self, platform: str, workspace: str) -> Account | None:
        """The account that is mentioned, by somebody who speaks in that workspace."""
        if self.account is None:
            return None
        placed = _ELSEWHERE.fullmatch(self.account)
        return Account(platform, placed[1], placed[2]) if placed else Account(platform, workspace, self.account)

    @property
    def placed(self) -> bool:
        """Whether the mention says whose workspace it is."""
        return self.account is not None and _ELSEWHERE.fullmatch(self.account) is not None


@dataclass(frozen=True)
class Held:
    """A post that somebody holds today, with its group: by id, by slug, and whether that has ended."""

    membership: Membership
    group_id: int
    group: str
    ended: bool


@dataclass(frozen=True)
class Standing:
    """Who it is that asks, what they hold anywhere, and the group that the channel speaks for in which they do."""

    official: Official | None = None
    held: tuple[Held, ...] = ()
    linked: int | None = None

    def groups(self, *, ended: bool = False) -> Mapping[str, int]:
        """The groups in which a post is held, by slug: those that are running, or those that ended."""
        return {one.group: one.group_id for one in self.held if one.ended is ended}

    def memberships(self, group_id: int) -> tuple[Membership, ...]:
        """The posts that are held in the group."""
        return tuple(one.membership for one in self.held if one.group_id == group_id)
