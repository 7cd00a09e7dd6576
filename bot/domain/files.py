"""Files that wait to be fetched, and exports that come by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.dates import local, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group

FETCHED_WITHIN: Final = timedelta(days=7)
"""How long a file that was asked for waits."""
MONTHLY_WITHIN: Final = timedelta(days=31)
"""How long one that came by itself does: until the next."""
MADE_AT: Final = time(6)
"""When it is made, before anybody of the secretariat is at work."""


@dataclass(eq=False)
class NoSuchFile(DomainError):
    """None that waits for this person: never there, over, revoked, or somebody else's."""

    number: str


@dataclass(eq=False)
class NothingScheduled(DomainError):
    """No such export comes by itself."""


@dataclass(eq=False)
class ScheduledAlready(DomainError):
    """It comes in that format already."""

    format: str


@dataclass(frozen=True)
class Offered:
    """A file that waits, and until when (UTC)."""

    id: int
    group: Group
    what: str
    filename: str
    media_type: str
    length: int
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Scheduled:
    """An export that comes each month; ``next_on`` is the local day of the next."""

    what: str
    format: str
    next_on: date


def following(after: datetime, zone: str) -> datetime:
    """The next first weekday of a month, early in the morning there. Who is to hear of it does so in their own office
    hours, on a working day of theirs: so a holiday on that day delays the message, not the file."""
    day = local(after, zone).date().replace(day=1)
    while (found := to_instant(_first_weekday(day), MADE_AT, zone)) <= after:
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _first_weekday(first: date) -> date:
    return first + timedelta(days=max(0, 7 - first.weekday()) if first.weekday() > 4 else 0)
