"""Working days of one administration: "three working days" is counted in the calendar of whoever must act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.days.calendar import Calendar
from bot.domain.errors import DomainError

SEARCH_DAYS = 3 * 366
"""How far a working or free day is looked for, before it is said that there is none."""


@dataclass(eq=False)
class NoWorkingDay(DomainError):
    """``administration`` has no working day within about three years of ``day``."""

    administration: str
    day: date


def is_working_day(day: date, administration: str, calendar: Calendar) -> bool:
    """A weekday that is no holiday, closure or leave of ``administration`` (its code)."""
    return calendar.working(day, administration)


def add_working_days(day: date, count: int, administration: str, calendar: Calendar) -> date:
    """The ``count``-th working day after ``day``; for a negative count, before it.

    ``day`` itself is never counted, working or not: one working day after a Friday and after the Saturday that
    follows are the same Monday. For 0 it is ``day`` if that is a working day, else the next one.
    Raises ``NoWorkingDay``.
    """
    if count == 0:
        return day if calendar.working(day, administration) else add_working_days(day, 1, administration, calendar)
    step = timedelta(days=1 if count > 0 else -1)
    found = day
    for _ in range(abs(count)):
        found = _next(found, step, administration, calendar)
    return found


def working_days_between(earlier: date, later: date, administration: str, calendar: Calendar) -> int:
    """How many working days after ``earlier`` are over with ``later``: ``later`` counts, ``earlier`` doesn't.

    Negative if ``later`` is the earlier one: then ``later`` counts up to, and not with, ``earlier``. So
    ``working_days_between(day, add_working_days(day, n, …), …) == n`` for every ``n`` but 0.
    """
    if later < earlier:
        return calendar.working_days_before(later, administration) - calendar.working_days_before(
            earlier, administration
        )
    after = timedelta(days=1)
    return calendar.working_days_before(later + after, administration) - calendar.working_days_before(
        earlier + after, administration
    )


def _next(day: date, step: timedelta, administration: str, calendar: Calendar) -> date:
    found = day
    for _ in range(SEARCH_DAYS):
        found += step
        if calendar.working(found, administration):
            return found
    raise NoWorkingDay(administration, day)
