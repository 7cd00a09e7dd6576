"""A series written in its own grammar, in one way only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.cadence.rules import LAST, Cadence, Monthly, OnDays, OnWeekday, Weekly

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
POSITIONS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}
_SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def canonical(cadence: Cadence) -> str:
    """The series in words: ``third wednesday of jan, apr, jul, oct at 10:00 for 2 hours``.

    ``parse_cadence(canonical(cadence)) == cadence``. It is also what is stored and what an edit form shows.
    """
    rule = _weekly(cadence.rule) if isinstance(cadence.rule, Weekly) else _monthly(cadence.rule)
    return f"{rule} at {cadence.at:%H:%M} for {_length(cadence.length)}"


def _weekly(rule: Weekly) -> str:
    every = "weekly" if rule.interval == 1 else f"every {rule.interval} weeks"
    return f"{every} on {_listed([WEEKDAYS[day] for day in rule.weekdays])}"


def _monthly(rule: Monthly) -> str:
    if rule.months:
        return f"{_on(rule.on)} of {', '.join(MONTHS[month - 1] for month in rule.months)}"
    if rule.interval == 1:
        return f"{_on(rule.on)} of every month"
    return f"every {rule.interval} months on the {_on(rule.on)}"


def _on(on: OnWeekday | OnDays) -> str:
    match on:
        case OnWeekday(positions, weekday):
            return f"{_listed([POSITIONS[position] for position in positions])} {WEEKDAYS[weekday]}"
        case OnDays(days):
            return _listed(["last day" if day == LAST else f"{day}{_SUFFIXES.get(day, 'th')}" for day in days])


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _length(length: timedelta) -> str:
    minutes = length // timedelta(minutes=1)
    if minutes % 60:
        return f"{minutes} minutes"
    return "1 hour" if minutes == 60 else f"{minutes // 60} hours"
