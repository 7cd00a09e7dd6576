"""A series that goes on in another way: what its rule becomes when one of its days is put on another."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from bot.domain.cadence.canonical import canonical
from bot.domain.cadence.grammar import parse_cadence
from bot.domain.cadence.refusals import DayNotInEveryMonth
from bot.domain.cadence.rules import LAST, Cadence, Monthly, OnDays, OnWeekday, Weekly
from bot.domain.errors import DomainError


@dataclass(eq=False)
class SeriesSaysMore(DomainError):
    """One day doesn't tell what the whole series is to become: it has several in a month or week, or the day is in a
    month that it doesn't name. ``cadence`` is the series as it stands."""

    cadence: str


def moved(cadence: Cadence, before: date, after: date, at: time | None) -> Cadence:
    """The series in which ``before`` has become ``after``, and the time ``at``, where one is given.

    Raises ``SeriesSaysMore``.
    """
    rule = cadence.rule if before == after else _rule(cadence, before, after)
    found = replace(cadence, rule=rule, at=at or cadence.at)
    try:
        return parse_cadence(canonical(found))
    except DayNotInEveryMonth as never:
        raise SeriesSaysMore(canonical(cadence)) from never


def begins(cadence: Cadence, day: date) -> date:
    """From which day on a new rule stands in the place of a meeting on ``day``: the beginning of its week or month."""
    if isinstance(cadence.rule, Weekly):
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)


def _rule(cadence: Cadence, before: date, after: date) -> Weekly | Monthly:
    match cadence.rule:
        case Weekly(interval, weekdays):
            others = set(weekdays) - {before.weekday()}
            if after.weekday() in others or before.weekday() not in weekdays:
                raise SeriesSaysMore(canonical(cadence))
            return Weekly(interval, tuple(sorted(others | {after.weekday()})))
        case Monthly(on, months, interval):
            if (before.year, before.month) != (after.year, after.month):
                raise SeriesSaysMore(canonical(cadence))
            several = len(on.positions if isinstance(on, OnWeekday) else on.days) > 1
            if several:
                raise SeriesSaysMore(canonical(cadence))
            return Monthly(_on(on, after), months, interval)


def _on(on: OnWeekday | OnDays, after: date) -> OnWeekday | OnDays:
    length = monthrange(after.year, after.month)[1]
    if isinstance(on, OnDays):
        return OnDays((LAST if after.day == length else after.day,))
    position = (after.day - 1) // 7 + 1
    last = after.day + 7 > length
    return OnWeekday((LAST if position == 5 or (last and LAST in on.positions) else position,), after.weekday())
