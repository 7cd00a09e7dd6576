"""Days and times."""

from __future__ import annotations

from dataclasses import MISSING
from datetime import date, time, timedelta
from typing import Any

from bot.arguments.kinds.declaration import argument
from bot.arguments.model import Given
from bot.domain.dates import TimeMissing, parse_date, parse_when


def day(*, default: Any = MISSING, rest: bool = False) -> Any:
    """A day in the date grammar: ``date``."""
    return argument(
        lambda given, today: parse_date(given.text, today=today), ask="day", default=default, positional=rest, rest=rest
    )


def _later(given: Given, today: date) -> date:
    """A day from tomorrow on, where the words leave it open: ``monday`` said on a Monday is the next one."""
    found = parse_date(given.text, today=today)
    if found != today:
        return found
    next_week = parse_date(given.text, today=today + timedelta(days=1))
    return next_week if next_week == today + timedelta(weeks=1) else found


def later_day() -> Any:
    """All words as a day to come in the date grammar: ``date``."""
    return argument(_later, ask="day", positional=True, rest=True)


def day_or_off() -> Any:
    """All words as a day to come in the date grammar, or ``off``: ``date | None``."""

    def parse(given: Given, today: date) -> date | None:
        return None if given.text.strip().lower() in ("off", "none", "back") else _later(given, today)

    return argument(parse, ask="day", positional=True, rest=True)


def when(*, default: Any = MISSING, rest: bool = False) -> Any:
    """A day with a time: ``tuple[date, time]``."""
    return argument(
        lambda given, today: parse_when(given.text, today=today),
        ask="when",
        default=default,
        positional=rest,
        rest=rest,
    )


def moment(*, default: Any = MISSING, rest: bool = False) -> Any:
    """A day with or without a time: ``tuple[date, time | None]``."""

    def parse(given: Given, today: date) -> tuple[date, time | None]:
        try:
            return parse_when(given.text, today=today)
        except TimeMissing:
            return parse_date(given.text, today=today), None

    return argument(parse, ask="when", default=default, positional=rest, rest=rest)
