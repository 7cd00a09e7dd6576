"""Days that are free for every seat, and where a meeting goes that falls on one that isn't."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.days.calendar import SATURDAY, Calendar
from bot.domain.days.entries import CalendarEntry
from bot.domain.days.working import SEARCH_DAYS
from bot.domain.errors import DomainError


@dataclass(eq=False)
class NoFreeDay(DomainError):
    """No day within about three years of ``day`` is free for all of them."""

    day: date


@dataclass(frozen=True)
class Shift:
    """Where an occurrence asked for on ``asked`` stands: on ``day``. If that is another day, ``because`` of these
    entries, or because it was a ``weekend``, or (neither) because the series is there already or it was too early."""

    asked: date
    day: date
    because: tuple[CalendarEntry, ...]
    weekend: bool

    @property
    def moved(self) -> bool:
        return self.day != self.asked


def holidays_on(day: date, administrations: Iterable[str], calendar: Calendar) -> tuple[CalendarEntry, ...]:
    """Holidays, closures and leave on that day, in the order in which the administrations are given."""
    return tuple(entry for code in administrations for entry in calendar.on(day, code) if entry.blocks)


def free_for_all(day: date, administrations: Iterable[str], calendar: Calendar) -> bool:
    """A weekday that is no holiday, closure or leave of any of these administrations."""
    return day.weekday() < SATURDAY and all(calendar.working(day, code) for code in administrations)


def nearest_free(
    day: date,
    administrations: Collection[str],
    calendar: Calendar,
    *,
    not_before: date = date.min,
    avoiding: Collection[date] = (),
) -> date:
    """``day`` if it is free for all, else the nearest free day within its week (Monday to Sunday), else the nearest
    at all; of two equally near the later.

    Days before ``not_before`` and those in ``avoiding`` aren't offered. Raises ``NoFreeDay``.
    """

    def free(candidate: date) -> bool:
        return (
            candidate >= not_before and candidate not in avoiding and free_for_all(candidate, administrations, calendar)
        )

    if free(day):
        return day
    week = day.isocalendar()[:2]
    same_week = (candidate for candidate in _outward(day, 6) if candidate.isocalendar()[:2] == week)
    for candidates in (same_week, _outward(day, SEARCH_DAYS)):
        found = next(filter(free, candidates), None)
        if found is not None:
            return found
    raise NoFreeDay(day)


def shift(
    day: date,
    administrations: Collection[str],
    calendar: Calendar,
    *,
    not_before: date = date.min,
    avoiding: Collection[date] = (),
) -> Shift:
    """Where an occurrence of a series goes, and why. Raises ``NoFreeDay``."""
    found = nearest_free(day, administrations, calendar, not_before=not_before, avoiding=avoiding)
    because = holidays_on(day, administrations, calendar) if found != day else ()
    return Shift(day, found, because, weekend=found != day and day.weekday() >= SATURDAY)


def shift_all(
    days: Sequence[date],
    administrations: Collection[str],
    calendar: Calendar,
    *,
    not_before: date = date.min,
    avoiding: Collection[date] = (),
) -> tuple[Shift, ...]:
    """Where the occurrences of one series go: never two on one day, nor on one in ``avoiding``.

    Those that can stay stay, so an Easter Monday doesn't go onto a Tuesday on which the series meets anyway.
    Raises ``NoFreeDay``.
    """
    taken = set(avoiding)
    staying = {day for day in days if day not in taken and day >= not_before}
    staying = {day for day in staying if free_for_all(day, administrations, calendar)}
    shifts = []
    for day in days:
        others = taken | (staying - {day})
        found = shift(day, administrations, calendar, not_before=not_before, avoiding=others)
        taken.add(found.day)
        shifts.append(found)
    return tuple(shifts)


def _outward(day: date, furthest: int) -> Iterator[date]:
    """Days by their distance, the later of two first."""
    for distance in range(1, furthest + 1):
        yield day + timedelta(days=distance)
        yield day - timedelta(days=distance)
