"""The days of a series."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import dropwhile

from bot.domain.cadence.rules import LAST, Cadence, Monthly, OnDays, OnWeekday, Weekly

_DAYS_IN_A_WEEK = 7


def occurrences(cadence: Cadence, start: date, until: date) -> Iterator[date]:
    """Local days of the series from ``start`` to ``until``, both included, ascending, each once.

    ``start`` is also what "every 6 weeks" and "every 2 months" count from: the first such day on or after it is the
    first of the series, and weeks (Monday to Sunday) or months are counted from the one that holds it. To go on with
    a series, ask again with the same ``start`` and a later ``until``.
    """
    match cadence.rule:
        case Weekly():
            return _weekly(cadence.rule, start, until)
        case Monthly():
            return _monthly(cadence.rule, start, until)


def _weekly(rule: Weekly, start: date, until: date) -> Iterator[date]:
    ahead = min((weekday - start.weekday()) % _DAYS_IN_A_WEEK for weekday in rule.weekdays)
    first = start.toordinal() + ahead
    monday = first - (start.weekday() + ahead) % _DAYS_IN_A_WEEK
    end = until.toordinal()
    for week in range(monday, end + 1, rule.interval * _DAYS_IN_A_WEEK):
        for weekday in rule.weekdays:
            if first <= week + weekday <= end:
                yield date.fromordinal(week + weekday)


def _monthly(rule: Monthly, start: date, until: date) -> Iterator[date]:
    months = range(start.year * 12 + start.month - 1, until.year * 12 + until.month)
    if rule.months:
        days = (_days(rule.on, month) for month in months if month % 12 + 1 in rule.months)
    else:
        begun = dropwhile(lambda month: not any(day >= start for day in _days(rule.on, month)), months)
        first = next(begun, months.stop)
        days = (_days(rule.on, month) for month in range(first, months.stop, rule.interval))
    for of_month in days:
        for day in of_month:
            if start <= day <= until:
                yield day


@lru_cache(maxsize=4096)
def _days(on: OnWeekday | OnDays, month: int) -> tuple[date, ...]:
    """The days of one month, ascending and each once. ``month`` counts from January of year 0. Remembered: a group's
    months are asked for with each command, and many groups have the same."""
    year, number = month // 12, month % 12 + 1
    first_weekday, length = monthrange(year, number)
    match on:
        case OnDays(days):
            numbers = {length if day == LAST else day for day in days}
        case OnWeekday(positions, weekday):
            first = 1 + (weekday - first_weekday) % _DAYS_IN_A_WEEK
            all_of_them = range(first, length + 1, _DAYS_IN_A_WEEK)
            numbers = {
                all_of_them[LAST if position == LAST else position - 1]
                for position in positions
                if position <= len(all_of_them)
            }
    start = date(year, number, 1)
    return tuple(start + timedelta(days=day - 1) for day in sorted(numbers))
