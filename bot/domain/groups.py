"""A working group and its seats, as facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import GroupKind, Marking, Official
from bot.domain.rotation import Turn

LONGEST_SLUG = 32
SLUG = re.compile(rf"[a-z][a-z0-9-]{{0,{LONGEST_SLUG - 2}}}[a-z0-9]")
MOST_NOTICES = 5
LONGEST_NOTICE = 366


@dataclass(eq=False)
class NoSuchGroup(DomainError):
    """No group of that name that the person may know of: the same answer whether or not it exists."""

    slug: str


@dataclass(eq=False)
class OfAnotherGroup(DomainError):
    """A whole reference begins with another group's name than the one in question, whether or not that exists."""

    reference: str
    slug: str


@dataclass(eq=False)
class NotAGroupName(DomainError):
    """A short name begins references: letters, digits and dashes, two to ``longest`` of them, a letter first."""

    asked: str
    longest: int


@dataclass(eq=False)
class GroupNameTaken(DomainError):
    """Another group, running or ended, has this short name."""

    slug: str


@dataclass(eq=False)
class MarkingTooHigh(DomainError):
    """Convenor holds nothing above OFFICIAL-SENSITIVE; ``highest`` says so."""

    asked: str
    highest: str


@dataclass(eq=False)
class NotNoticeDays(DomainError):
    """Notices are given some whole numbers of days before: one to ``most`` of them, each up to ``longest``."""

    asked: str
    most: int
    longest: int


@dataclass(eq=False)
class GroupHasEnded(DomainError):
    """The group ended on that day: its record can be read, and nothing in it changes any more."""

    name: str
    day: date


@dataclass(eq=False)
class NothingToChange(DomainError):
    """An edit that says nothing new."""


@dataclass(eq=False)
class ChannelNeeded(DomainError):
    """Typed where there is no channel."""


@dataclass(eq=False)
class ChannelTaken(DomainError):
    """The channel speaks for another group already. Which one is not said: the asker may not belong to it."""


@dataclass(eq=False)
class ChannelLinkedAlready(DomainError):
    """The channel speaks for this very group."""


@dataclass(eq=False)
class ChannelNotLinked(DomainError):
    """The channel doesn't speak for this group."""


@dataclass(eq=False)
class SeatDayPassed(DomainError):
    """Seats join and leave from a day that is still to come, today included: turns of the past stand."""

    day: date


@dataclass(eq=False)
class SeatLeavesAlready(DomainError):
    """It was said before that the seat leaves, from that day on."""

    name: str
    day: date


@dataclass(eq=False)
class SeatNotYetThere(DomainError):
    """A seat can't leave before it has been there for a day."""

    name: str
    day: date


@dataclass(frozen=True)
class Group:
    """A working group. Its references are ``VAWG-12`` (an action), ``VAWG-M7`` (a meeting), ``VAWG-A4`` (an item of an
    agenda) and ``VAWG-D3`` (a decision)."""

    id: int
    slug: str
    name: str
    purpose: str
    kind: GroupKind
    marking: Marking
    zone: str
    language: str
    starts_on: date
    closed_on: date | None
    policy: dict[str, Any]
    notice_days: tuple[int, ...]
    terms: str = ""
    themes: tuple[str, ...] = ()
    review_on: date | None = None

    def action(self, number: int) -> str:
        return f"{self.slug.upper()}-{number}"

    def meeting(self, number: int) -> str:
        return f"{self.slug.upper()}-M{number}"

    def turn(self, number: int) -> str:
        """What a turn of that number in the ledger falls on: ``VAWG-M7``, or for a term, below nought, ``VAWG-T3``."""
        return self.meeting(number) if number > 0 else f"{self.slug.upper()}-T{-number}"

    def item(self, number: int) -> str:
        return f"{self.slug.upper()}-A{number}"

    def decision(self, number: int) -> str:
        return f"{self.slug.upper()}-D{number}"


@dataclass(frozen=True)
class Seat:
    """An administration's place in one group. ``last_day`` is the last day on which it is seated."""

    id: int
    code: str
    name: str
    zone: str
    holidays: str
    territories: tuple[str, ...]
    first_day: date
    last_day: date | None

    def seated(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True)
class LinkedChannel:
    """A channel that speaks for a group. ``readers``: ``channel`` (everybody there may read) or ``members``; an empty
    ``language`` is the group's."""

    platform: str
    workspace: str
    channel: str
    readers: str
    language: str = ""


@dataclass(frozen=True)
class LinkedList:
    """An e-mail list that was asked to be a place of the group, and whether it ``agreed`` already."""

    address: str
    agreed: bool
    language: str = ""


@dataclass(frozen=True)
class Created:
    """A new group with its seats in rota order and its first turns. ``linked``: the channel speaks for it now;
    ``occupied``: it couldn't, because it speaks for another group."""

    group: Group
    seats: tuple[Seat, ...]
    turns: tuple[Turn, ...]
    linked: bool
    occupied: bool


@dataclass(frozen=True)
class Shown:
    """A group as it stands: seats in rota order, who serves it, the next turn, where it is linked."""

    group: Group
    seats: tuple[Seat, ...]
    secretariat: tuple[Official, ...]
    next_turn: Turn | None
    channels: tuple[LinkedChannel, ...]
    lists: tuple[LinkedList, ...] = ()


@dataclass(frozen=True)
class Edited:
    """A group after a change; ``changed`` are the names of what is new."""

    group: Group
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Closed:
    """A group that has ended, and how many of its actions and meetings were still open."""

    group: Group
    reason: str
    actions: int
    meetings: int


def group_slug(text: str) -> str:
    """A group's short name in lower case. Raises ``NotAGroupName``."""
    slug = text.strip().lower()
    if not SLUG.fullmatch(slug):
        raise NotAGroupName(text[:40], LONGEST_SLUG)
    return slug


def marking(text: str) -> Marking:
    """A marking as typed, in any case of letters and with or without its dash. Raises ``MarkingTooHigh`` for
    everything but the two that may be held here."""
    asked = "-".join(text.upper().replace("-", " ").split())
    try:
        return Marking(asked)
    except ValueError:
        raise MarkingTooHigh(text[:40], Marking.SENSITIVE.value) from None


def notice_days(text: str) -> tuple[int, ...]:
    """Days before a meeting, the longest first. Raises ``NotNoticeDays``."""
    words = text.replace(",", " ").split()
    days = {int(word) for word in words if word.isascii() and word.isdigit() and 0 < int(word[:6]) <= LONGEST_NOTICE}
    if not 1 <= len(words) <= MOST_NOTICES or len(days) != len(set(words)):
        raise NotNoticeDays(text[:40], MOST_NOTICES, LONGEST_NOTICE)
    return tuple(sorted(days, reverse=True))
