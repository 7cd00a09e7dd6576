"""One line of an administration's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.errors import DomainError

LONGEST_ENTRY = timedelta(days=366)
"""A longer one is a slip of the year, and would leave no free day to offer."""


class Kind(StrEnum):
    """What an entry is; its value is the word in commands and files."""

    PUBLIC_HOLIDAY = "public-holiday"
    CLOSURE = "closure"
    LEAVE = "leave"
    RECESS = "recess"
    PRE_ELECTION = "pre-election"
    SENSITIVE = "sensitive"
    """Days of care around something that isn't the administration's own election: warns, and moves no turn."""


BLOCKING = frozenset({Kind.PUBLIC_HOLIDAY, Kind.CLOSURE, Kind.LEAVE})
"""Days of these kinds are no working days, and no meeting is proposed on them. The others warn, and never block."""


@dataclass(eq=False)
class EntryEndsBeforeItBegins(DomainError):
    first_day: date
    last_day: date


@dataclass(eq=False)
class EntryTooLong(DomainError):
    first_day: date
    last_day: date
    most_days: int


@dataclass(frozen=True)
class CalendarEntry:
    """``administration`` (its code) has this from ``first_day`` to ``last_day``, local dates, both included.

    ``source`` says where it was read and ``checked_on`` when; ``provisional`` that it may still change.
    Raises ``EntryEndsBeforeItBegins`` or ``EntryTooLong``.
    """

    administration: str
    kind: Kind
    first_day: date
    last_day: date
    name: str
    source: str
    checked_on: date
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise EntryEndsBeforeItBegins(self.first_day, self.last_day)
        if self.last_day - self.first_day >= LONGEST_ENTRY:
            raise EntryTooLong(self.first_day, self.last_day, most_days=LONGEST_ENTRY.days)

    @property
    def blocks(self) -> bool:
        return self.kind in BLOCKING
