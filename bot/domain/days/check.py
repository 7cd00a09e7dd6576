"""What a day means to a group: ``calendar check``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.days.calendar import SATURDAY, Calendar
from bot.domain.days.entries import CalendarEntry, Kind
from bot.domain.days.free import NoFreeDay, free_for_all, holidays_on
from bot.domain.days.working import SEARCH_DAYS


@dataclass(frozen=True)
class DayCheck:
    """``blocked``: holidays, closures and leave on that day; ``warnings``: recesses and pre-election periods.

    ``before`` and ``after`` are the nearest days on either side that are free for all; ``clear`` the first day from
    the one asked for on that is free for all and in nobody's pre-election period.
    """

    day: date
    weekend: bool
    blocked: tuple[CalendarEntry, ...]
    warnings: tuple[CalendarEntry, ...]
    before: date
    after: date
    clear: date

    @property
    def free(self) -> bool:
        """Whether a meeting may be proposed on it: warnings don't count."""
        return not self.weekend and not self.blocked

    @property
    def affected(self) -> tuple[str, ...]:
        """Administrations that have anything on that day, each once, in the order in which they were given."""
        return tuple(dict.fromkeys(entry.administration for entry in self.blocked + self.warnings))


def check(day: date, administrations: Collection[str], calendar: Calendar) -> DayCheck:
    """Everything to say of a day for these administrations (codes). Raises ``NoFreeDay``."""
    return DayCheck(
        day=day,
        weekend=day.weekday() >= SATURDAY,
        blocked=holidays_on(day, administrations, calendar),
        warnings=tuple(entry for code in administrations for entry in calendar.on(day, code) if not entry.blocks),
        before=_next_free(day, -1, administrations, calendar),
        after=_next_free(day, 1, administrations, calendar),
        clear=first_clear(day, administrations, calendar),
    )


def first_clear(day: date, administrations: Collection[str], calendar: Calendar) -> date:
    """The first day from ``day`` on, it included, free for all and in nobody's pre-election period.

    Raises ``NoFreeDay``.
    """
    for distance in range(SEARCH_DAYS):
        found = day + timedelta(days=distance)
        if free_for_all(found, administrations, calendar) and not _pre_election(found, administrations, calendar):
            return found
    raise NoFreeDay(day)


def _pre_election(day: date, administrations: Collection[str], calendar: Calendar) -> bool:
    return any(entry.kind is Kind.PRE_ELECTION for code in administrations for entry in calendar.on(day, code))


def _next_free(day: date, step: int, administrations: Collection[str], calendar: Calendar) -> date:
    for distance in range(1, SEARCH_DAYS):
        found = day + timedelta(days=step * distance)
        if free_for_all(found, administrations, calendar):
            return found
    raise NoFreeDay(day)
