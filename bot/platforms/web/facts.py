"""What the console is told of the world, and the voice it speaks with. Both are handed in by the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from bot.messages.model import Moment

PLATFORM = "web"
WORKSPACE = "demo"


@dataclass(frozen=True)
class Post:
    """A post that somebody holds now. ``administration`` is its name, empty for the secretariat; ``kind`` is the
    word of the rules (``lead``, ``secretariat``); ``group`` is the group's short name."""

    group: str
    administration: str
    kind: str


@dataclass(frozen=True)
class Person:
    """An official whom one may be. ``account`` is the console account: an e-mail address.

    ``linked`` tells whether Convenor knows that account; to the others it writes by e-mail. With ``lists`` it is nobody
    in particular: whoever reads an e-mail list, of the groups with these short names.
    """

    account: str
    name: str
    language: str
    linked: bool
    posts: tuple[Post, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def groups(self) -> frozenset[str]:
        return frozenset(post.group for post in self.posts)


@dataclass(frozen=True)
class Channel:
    """A channel of the console: its name (without ``#``), and the short and full name of the group it is for."""

    name: str
    group: str
    title: str


@dataclass(frozen=True)
class Directory:
    """Everybody and every channel, read at one moment."""

    people: tuple[Person, ...]
    channels: tuple[Channel, ...]

    def person(self, account: str) -> Person | None:
        return next((person for person in self.people if person.account == account), None)

    def channels_of(self, person: Person) -> tuple[Channel, ...]:
        """The channels that the person is in: those of the groups where they hold a post."""
        return tuple(channel for channel in self.channels if channel.group in person.groups)


class Voice(Protocol):
    """Sentences in one language; the app hands over the presenters' own words."""

    language: str

    def __call__(self, key: str, **facts: Any) -> str: ...

    def day(self, day: date, /) -> str: ...

    def short_day(self, day: date, /) -> str: ...

    def time(self, at: time, /) -> str: ...

    def moment(self, instant: datetime, zone: str) -> Moment: ...


Voices = Callable[[str], Voice]
