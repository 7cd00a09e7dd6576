"""A group's day as each seat lives it: at 08:00 on a Tuesday in Sydney it is Monday evening in London, where a bank
holiday on that Monday is in the way, and one on Tuesday isn't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache

from bot.domain.dates import local, to_instant
from bot.domain.days.calendar import Calendar
from bot.domain.days.entries import CalendarEntry

SAMPLES = tuple(datetime(year, month, 15, 12, tzinfo=UTC) for year in range(2020, 2040) for month in range(1, 13))
"""Instants at which clocks are compared."""


@dataclass(frozen=True, eq=False)
class Elsewhere(Calendar):
    """The same entries, asked by days of the group's zone at the hour at which it meets. ``zones`` are those of the
    seats whose clocks show another time, by code."""

    at: time = field(default=time(12), kw_only=True)
    zone: str = field(default="UTC", kw_only=True)
    zones: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def on(self, day: date, administration: str) -> tuple[CalendarEntry, ...]:
        return super().on(self._there(day, administration), administration)

    def working(self, day: date, administration: str) -> bool:
        there = self._there(day, administration)
        return there.weekday() < 5 and not any(entry.blocks for entry in super().on(there, administration))

    def _there(self, day: date, administration: str) -> date:
        zone = self.zones.get(administration)
        return day if zone is None else _day_there(day, self.at, self.zone, zone)


def seen_from(calendar: Calendar, *, at: time, zone: str, zones: Iterable[tuple[str, str]]) -> Calendar:
    """The calendar asked by days of ``zone`` at that hour; ``zones`` are those of the seats, by code. Where all clocks
    show the same, it is the calendar itself."""
    others = {code: theirs for code, theirs in zones if other_clocks(theirs, zone)}
    if not others:
        return calendar
    return Elsewhere(calendar._entries, calendar._closed, at=at, zone=zone, zones=others)


@lru_cache(maxsize=256)
def other_clocks(one: str, other: str) -> bool:
    """Whether clocks of two zones ever show different times."""
    return one != other and any(local(at, one).utcoffset() != local(at, other).utcoffset() for at in SAMPLES)


@lru_cache(maxsize=8192)
def _day_there(day: date, at: time, zone: str, theirs: str) -> date:
    return local(to_instant(day, at, zone), theirs).date()
