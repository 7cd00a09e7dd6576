"""Days of the civil calendar, checked: every road to a ``date`` leads through here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.domain.dates.refusals import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MonthFirst,
    NoSuchDay,
    NoSuchMonth,
    year_out_of_range,
)


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def checked_year(year: int, text: str) -> int:
    """``year``, if Convenor deals in it."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise year_out_of_range(text)
    return year


def on(day: int, month: int, year: int, text: str) -> date:
    """That day of that year. Raises ``YearOutOfRange``, ``MonthFirst``, ``NoSuchMonth``, ``NoSuchDay``."""
    checked_year(year, text)
    if not 1 <= month <= 12:
        raise _bad_month(day, month, year, text)
    last = last_of(year, month)
    if not 1 <= day <= last.day:
        raise NoSuchDay(text, last)
    return date(year, month, day)


def next_on(day: int, month: int, text: str, *, today: date) -> date:
    """The next such day from ``today`` on, ``today`` included. 29 February waits for a leap year."""
    if not 1 <= month <= 12:
        raise _bad_month(day, month, today.year, text)
    # Eight years bridge the longest stretch without a 29 February (1896–1904, 2096–2104).
    for year in range(today.year, today.year + 9):
        if 1 <= day <= last_of(year, month).day:
            found = date(year, month, day)
            if found >= today:
                checked_year(year, text)
                return found
    ends = last_of(today.year, month)
    raise NoSuchDay(text, ends if ends >= today else last_of(today.year + 1, month))


def moved(day: date, *, days: int = 0, months: int = 0, text: str) -> date:
    """``day`` moved on. A month that is too short gives its last day."""
    month = day.month - 1 + months
    year = checked_year(day.year + month // 12, text)
    start = date(year, month % 12 + 1, min(day.day, last_of(year, month % 12 + 1).day))
    ordinal = start.toordinal() + days
    if not date(EARLIEST_YEAR, 1, 1).toordinal() <= ordinal <= date(LATEST_YEAR, 12, 31).toordinal():
        raise year_out_of_range(text)
    return date.fromordinal(ordinal)


def next_weekday(weekday: int, *, today: date) -> date:
    """The next such weekday from ``today`` on, ``today`` included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def nearest_weekday(weekday: int, *, to: date) -> date:
    """The closest such weekday to a day; never equally near."""
    return to + timedelta(days=(weekday - to.weekday() + 3) % 7 - 3)


def _bad_month(day: int, month: int, year: int, text: str) -> MonthFirst | NoSuchMonth:
    """Read the American way it may be a date: then that is said, not done."""
    if 1 <= day <= 12 and 1 <= month <= last_of(year, day).day:
        return MonthFirst(text, meant=date(year, day, month))
    return NoSuchMonth(text, month)
