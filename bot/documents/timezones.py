"""VTIMEZONE in rule form, written from the zone data: what RFC 5545 (3.6.5) asks of every TZID.

A zone's rule for the years to come is the last line of its file, in POSIX's words (``GMT0BST,M3.5.0/1,M10.5.0``). From
the year on from which the clocks follow it, two observances with an RRULE say it; what differed before is listed
onset by onset. Dublin's winter offset is the negative one there, so nothing depends on which half is called daylight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Final

from bot.domain.dates import zone

DAY: Final = timedelta(days=1)
WEEKDAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LAST: Final = 5
EARLY: Final = datetime.combine(date(1970, 1, 1), time())
"""From when on what holds at the beginning is said to hold."""

_NAME = r"(?:<[^>]+>|[A-Za-z]+)"
_OFFSET = r"[+-]?\d+(?::\d+){0,2}"
_RULE = rf"M(\d+)\.(\d)\.(\d)(?:/({_OFFSET}))?"
_FOOTER = re.compile(rf"{_NAME}({_OFFSET}){_NAME}({_OFFSET})?,{_RULE},{_RULE}")


@dataclass(frozen=True)
class Onset:
    """Clocks change at an instant (UTC), from one offset to another."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def local(self) -> datetime:
        """What clocks show just before."""
        return (self.at + self.before).replace(tzinfo=None)


@dataclass(frozen=True)
class Rule:
    """A change of clocks in each year: on the ``week``-th ``weekday`` of ``month`` (0 is Sunday, 5 the last), ``hour``
    after the midnight with which that day begins (which may be another day), from one offset to another."""

    month: int
    week: int
    weekday: int
    hour: timedelta
    before: timedelta
    after: timedelta

    def onset(self, year: int) -> Onset:
        first = datetime.combine(date(year, self.month, 1), time())
        day = 1 + (self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1)
        while day > _length(year, self.month):
            day -= 7
        wall = first + timedelta(days=day - 1) + self.hour
        return Onset((wall - self.before).replace(tzinfo=UTC), self.before, self.after)

    def rrule(self) -> str | None:
        """The rule as iCalendar says it; ``None`` where it can't: another month's day, or February's last."""
        shift = self.hour // DAY
        weekday = WEEKDAYS[(self.weekday + shift) % 7]
        if not shift:
            return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={-1 if self.week == LAST else self.week}{weekday}"
        length = LENGTHS[self.month - 1]
        first = (length - 6 if self.week == LAST else 7 * self.week - 6) + shift
        if self.month == 2 or first < 1 or first + 6 > length:
            return None
        days = ",".join(str(day) for day in range(first, first + 7))
        return f"FREQ=YEARLY;BYMONTH={self.month};BYMONTHDAY={days};BYDAY={weekday}"


def vtimezone(name: str, first: int, last: int) -> list[str]:
    """The lines of the zone's VTIMEZONE, right for every instant of the years from ``first`` to ``last``, and for those
    after them as long as its rule stands. Raises ``UnknownTimeZone``."""
    return list(_lines(name, first, last))


@lru_cache(maxsize=64)
def _lines(name: str, first: int, last: int) -> tuple[str, ...]:
    years = range(first - 1, last + 1)
    onsets = {year: _onsets(name, year) for year in years}
    rules = tuple(rule for rule in _rules(name) if rule.rrule() is not None)
    since = _followed_since(rules, onsets) if len(rules) == 2 else None
    single = [onset for year in years if since is None or year < since for onset in onsets[year]]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if since != first - 1 and not (single and single[0].at.year < first):
        offset = _offset(name, datetime(first - 1, 1, 1, tzinfo=UTC))
        lines += _observance("STANDARD", EARLY, offset, offset)
    for onset in single:
        lines += _observance(_kind(onset), onset.local, onset.before, onset.after)
    if since is not None:
        for rule in rules:
            onset = rule.onset(since)
            lines += _observance(_kind(onset), onset.local, onset.before, onset.after, rule.rrule())
    return (*lines, "END:VTIMEZONE")


def _followed_since(rules: Sequence[Rule], onsets: dict[int, tuple[Onset, ...]]) -> int | None:
    """The first of these years from which on clocks do what the rule says."""
    since = None
    for year in sorted(onsets, reverse=True):
        if sorted((rule.onset(year) for rule in rules), key=lambda onset: onset.at) != list(onsets[year]):
            break
        since = year
    return since


def _observance(kind: str, start: datetime, before: timedelta, after: timedelta, rrule: str | None = None) -> list[str]:
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_written(before)}",
        f"TZOFFSETTO:{_written(after)}",
    ]
    return [*lines, *([f"RRULE:{rrule}"] if rrule else []), f"END:{kind}"]


def _kind(onset: Onset) -> str:
    return "DAYLIGHT" if onset.after > onset.before else "STANDARD"


def _written(offset: timedelta) -> str:
    seconds = abs(offset) // timedelta(seconds=1)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{'-' if offset < timedelta(0) else '+'}{hours:02}{minutes:02}" + (f"{rest:02}" if rest else "")


@lru_cache(maxsize=4096)
def _onsets(name: str, year: int) -> tuple[Onset, ...]:
    """Every change of clocks in a year (UTC), to the second, as the zone data has it."""
    return tuple(_found(name, year))


def _found(name: str, year: int) -> Iterator[Onset]:
    day, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    before = _offset(name, day)
    while day < end:
        after = _offset(name, day + DAY)
        if after != before:
            low, high = day, day + DAY
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (low, middle) if _offset(name, middle) != before else (middle, high)
            yield Onset(high, before, after)
        day, before = day + DAY, after


def _offset(name: str, at: datetime) -> timedelta:
    found = at.astimezone(zone(name)).utcoffset()
    assert found is not None
    return found


@lru_cache(maxsize=512)
def _rules(name: str) -> tuple[Rule, ...]:
    """The two changes of a year to come; none where clocks stay, or the file says it in words of another kind."""
    zone(name)  # only names of the list are files
    data = files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()
    found = _FOOTER.fullmatch(data.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace"))
    if found is None:
        return ()
    usual = -_span(found[1])
    other = -_span(found[2]) if found[2] else usual + timedelta(hours=1)
    begins, ends = found.groups()[2:6], found.groups()[6:10]
    return _rule(begins, usual, other), _rule(ends, other, usual)


def _rule(said: Sequence[str | None], before: timedelta, after: timedelta) -> Rule:
    month, week, weekday, hour = said
    assert month is not None
    assert week is not None
    assert weekday is not None
    return Rule(int(month), int(week), int(weekday), _span(hour or "2"), before, after)


def _span(said: str) -> timedelta:
    """``3:30`` or ``-1``: hours, minutes and seconds behind one sign."""
    hours, minutes, seconds = (*map(int, said.lstrip("+-").split(":")), 0, 0)[:3]
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -span if said.startswith("-") else span


def _length(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return LENGTHS[month - 1] + leap
