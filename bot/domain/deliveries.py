"""What was said to whom, what waits, and what could not be said: the delivery record of a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.domain.groups import Group

INSTEAD_OF: Final = "instead_of"
"""The fact of an entry that names, by their ids, whom a notice could not reach before it came to this person."""

NOT_INSTALLED: Final = frozenset(("not_installed", "AppNotInstalledInTenant"))
"""Platforms' words for a workspace where Convenor isn't, or no longer: nobody can mend that here, so whoever is known
there is written to elsewhere, or somebody else hears in their place."""

PAGE: Final = 20
"""Deliveries on one page of the record."""

_FOR_A_SEAT: Final = ("turn-", "handover", "meeting-question")


def for_a_seat(subject: str) -> bool:
    """Whether somebody must hear of it, even if not the person it was for: turns, and meetings that nobody closed."""
    return subject.startswith(_FOR_A_SEAT)


class Came(StrEnum):
    """What came of a delivery. ``unsure`` left us, and its answer was lost."""

    SENT = "sent"
    WAITING = "waiting"
    UNSURE = "unsure"
    FAILED = "failed"
    STALE = "stale"


@dataclass(frozen=True)
class Refused:
    """A platform that refused a delivery for good, and why, in the platform's own word."""

    platform: str
    reason: str


@dataclass(frozen=True)
class Delivery:
    """One thing that was to be said. ``subject`` is its kind, never its text. To a person (``to``) or a channel. ``at``
    is when it was sent, or else when it fell due; ``instead_of`` is whom it was meant for."""

    subject: str
    came: Came
    at: datetime
    platform: str
    to: str | None = None
    channel: str | None = None
    reason: str = ""
    attempts: int = 0
    refused: tuple[Refused, ...] = ()
    instead_of: str | None = None


@dataclass(frozen=True)
class Paused:
    """A channel that was lost: nothing is sent there until it is linked again, but for a try once a day. Where
    ``channel`` is empty, the whole workspace."""

    platform: str
    workspace: str
    channel: str
    since: datetime
    reason: str


@dataclass(frozen=True)
class Wanted:
    """Which deliveries are asked for. Days are those of the group."""

    came: Came | None = None
    official_id: int | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1


@dataclass(frozen=True)
class DeliveryRecord:
    """A page of a group's record, the latest first. ``counts`` are of everything that was ever to be said."""

    group: Group
    deliveries: tuple[Delivery, ...]
    found: int
    page: int
    counts: dict[Came, int]
    paused: tuple[Paused, ...]

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PAGE))
