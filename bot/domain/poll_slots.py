"""Slots of a poll: read from words, or proposed where everybody has an hour in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.dates import local, parse_when, to_instant
from bot.domain.errors import DomainError
from bot.domain.preferences import OfficeHours

MOST: Final = 8
"""Slots in one poll: more are no choice but a chore."""


STEP: Final = timedelta(minutes=30)
"""Proposed slots begin on the hour or half past."""


LONGEST_SEARCH: Final = timedelta(days=92)


@dataclass(eq=False)
class NoSuchSlot(DomainError):
    asked: str
    most: int


@dataclass(eq=False)
class TooManySlots(DomainError):
    most: int


@dataclass(eq=False)
class NoCommonHour(DomainError):
    """No slot between these days is free of holidays, in everybody's office hours, and away from other meetings."""

    first: date
    last: date


@dataclass(eq=False)
class SearchTooLong(DomainError):
    most_days: int


@dataclass(eq=False)
class SearchEndsBeforeItBegins(DomainError):
    first: date
    last: date


@dataclass(frozen=True)
class Hours:
    """When somebody is at work."""

    zone: str
    office: OfficeHours

    def cover(self, starts_at: datetime, ends_at: datetime) -> bool:
        begins, ends = local(starts_at, self.zone), local(ends_at, self.zone)
        return (
            begins.date() == ends.date()
            and begins.weekday() in self.office.days
            and self.office.opens <= begins.time()
            and ends.time() <= self.office.closes
        )


def parse_slots(text: str, today: date) -> tuple[tuple[date, time], ...]:
    """``12 May 10:00, 13 May 14:00``: each once, in the order of time. Raises what ``parse_when`` raises, or
    ``TooManySlots``."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    found = sorted({parse_when(part, today=today) for part in parts if part})
    if len(found) > MOST:
        raise TooManySlots(MOST)
    return tuple(found)


def parse_numbers(text: str, slots: int) -> tuple[int, ...]:
    """``1, 3`` or ``all``; nothing is nothing. Raises ``NoSuchSlot``."""
    plain = text.replace(",", " ").replace(";", " ").split()
    if [one.casefold() for one in plain] == ["all"]:
        return tuple(range(1, slots + 1))
    for one in plain:
        if not (one.isascii() and one.isdigit() and 1 <= int(one) <= slots):
            raise NoSuchSlot(one[:20], slots)
    return tuple(dict.fromkeys(int(one) for one in plain))


def proposed(
    days: Iterable[date],
    *,
    people: Collection[Hours],
    busy: Collection[tuple[datetime, datetime]],
    minutes: int,
    zone: str,
    usual: time,
    now: datetime,
    count: int,
    free: Callable[[date, time], bool] = lambda _day, _at: True,
) -> tuple[tuple[date, time], ...]:
    """Up to ``count`` slots, at most one a day, spread evenly over the days that have one: each as near to the usual
    time as everybody's office hours and other meetings allow. ``free`` tells whether every seat is free then, on its
    own day."""
    found = [slot for day in days if (slot := _on(day, people, busy, minutes, zone, usual, now, free)) is not None]
    if len(found) <= count:
        return tuple(found)
    if count == 1:
        return (found[0],)
    return tuple(found[index * (len(found) - 1) // (count - 1)] for index in range(count))


def _on(
    day: date,
    people: Collection[Hours],
    busy: Collection[tuple[datetime, datetime]],
    minutes: int,
    zone: str,
    usual: time,
    now: datetime,
    free: Callable[[date, time], bool],
) -> tuple[date, time] | None:
    for start in sorted(_starts(), key=lambda at: (abs(_minutes(at) - _minutes(usual)), at)):
        begins = to_instant(day, start, zone)
        ends = begins + timedelta(minutes=minutes)
        if begins <= now or not (all(one.cover(begins, ends) for one in people) and free(day, start)):
            continue
        if all(ends <= other_begins or other_ends <= begins for other_begins, other_ends in busy):
            return day, start
    return None


def _starts() -> Iterator[time]:
    for number in range(timedelta(days=1) // STEP):
        minutes = number * (STEP // timedelta(minutes=1))
        yield time(minutes // 60, minutes % 60)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
