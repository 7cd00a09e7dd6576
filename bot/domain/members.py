"""Who holds which post of a group, and what is refused when that changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.errors import DomainError
from bot.domain.groups import Group, Seat
from bot.domain.people import Membership, Official, PersonName, Post
from bot.domain.preferences import Preferences

_ADDRESS = re.compile(r"[^@\s<>\",;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:.]+")  # O'Brien has an apostrophe there too
_LONGEST_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3


@dataclass(eq=False)
class NotAnAddress(DomainError):
    asked: str


@dataclass(eq=False)
class AddressNeeded(DomainError):
    """A name that nobody of the group has: an address or a mention says who it is."""

    asked: str


@dataclass(eq=False)
class AddressOfSomebodyElse(DomainError):
    """The mentioned account is tied to an official with another address: only a merge makes them one."""


@dataclass(eq=False)
class SecretariatHasNoSeat(DomainError):
    """The secretariat belongs to no seat."""


@dataclass(eq=False)
class AlreadyHolds(DomainError):
    """The person holds that post already. ``post`` is the value of a ``Post``; ``seat`` is empty for the
    secretariat."""

    name: str
    post: str
    seat: str


@dataclass(eq=False)
class HoldsNoSuchPost(DomainError):
    """The person holds no post here that fits."""

    name: str


@dataclass(eq=False)
class LastOfTheSecretariat(DomainError):
    """A group is never without secretariat: somebody else is added first."""


@dataclass(eq=False)
class SeatNotGiven(DomainError):
    """A line of several people says no seat, nor is one said for all."""


@dataclass(eq=False)
class PostNotGiven(DomainError):
    """A line of several people says no post, nor is one said for all."""

    choices: str


@dataclass(eq=False)
class RowsRefused(DomainError):
    """Some of several lines can't be used, so none was: ``problems`` are sentences."""

    problems: str


@dataclass(eq=False)
class TooManyPeopleAtOnce(DomainError):
    """More people at once than anybody reads through."""

    most: int


@dataclass(frozen=True)
class ToAdd:
    """Whom somebody wants to have a post, and which: ``called`` and ``email`` were given beside, or are empty.
    ``seat`` is empty for the secretariat."""

    person: PersonName
    seat: str
    post: Post
    called: str
    email: str


@dataclass(frozen=True)
class Refused:
    """A line that can't be used, by its number as it was pasted, and why."""

    line: int
    text: str
    why: DomainError


@dataclass(frozen=True)
class Holding:
    """A post and who holds it: ``official`` is ``None`` while it is vacant, ``since`` when that began (UTC;
    ``None`` for a post that nobody ever held)."""

    post_id: int
    post: Post
    seat: str | None
    official: Official | None
    since: datetime | None


@dataclass(frozen=True)
class Added:
    """A post was taken up. ``tied``: the mention tied the account; ``needs_code``: a known official's account
    isn't tied by a mention alone; ``beside`` hold the same kind of post at the same seat; ``invited`` by mail.
    ``holder_id`` and ``tie`` are what taking it back needs."""

    group: Group
    holding: Holding
    seat: Seat | None
    beside: tuple[Official, ...] = ()
    tied: bool = False
    needs_code: bool = False
    invited: bool = False
    holder_id: int = 0
    tie: int | None = None


@dataclass(frozen=True)
class AddedTogether:
    """Several people took up posts at once."""

    group: Group
    people: tuple[Added, ...]


@dataclass(frozen=True)
class LeftBehind:
    """An open action that stays with a post or a seat: its reference, text, and where it applies."""

    reference: str
    text: str
    extent: tuple[str, ...]


@dataclass(frozen=True)
class Removed:
    """Posts were given up; what was theirs stays with them. ``gone``: the person has no post left here."""

    group: Group
    official: Official
    posts: tuple[Holding, ...]
    actions: tuple[LeftBehind, ...]
    gone: bool


@dataclass(frozen=True)
class Myself:
    """Who somebody is here: the official, the posts by group, and what they set for themselves."""

    official: Official
    operator: bool
    groups: tuple[tuple[Group, tuple[Membership, ...]], ...]
    preferences: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True)
class Left:
    """A seat that leaves; ``on`` is the first day on which it is no longer seated. Its open actions are not closed."""

    seat: Seat
    on: date
    actions: tuple[LeftBehind, ...]


def address(text: str) -> str:
    """An e-mail address in lower case. Raises ``NotAnAddress``."""
    plain = text.strip().lower()
    if not looks_like_address(plain):
        raise NotAnAddress(text[:40])
    return plain


def looks_like_address(text: str) -> bool:
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text.strip()) is not None


def require_secretariat(holdings: Sequence[Holding], giving_up: Sequence[Holding]) -> None:
    """Raise ``LastOfTheSecretariat`` if nobody would serve the group any more. ``holdings`` are all of the group."""
    serving = {h.post_id for h in holdings if h.post is Post.SECRETARIAT and h.official is not None}
    if serving and serving <= {h.post_id for h in giving_up}:
        raise LastOfTheSecretariat
