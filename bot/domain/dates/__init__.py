"""Dates, times and durations in words, and wall time turned into instants.

A closed grammar of UK English, day first, that also knows Welsh names of months and days. Nothing is
guessed: what could mean two days is refused with both. The replies of the house always echo a date in
full with its weekday.

No function here asks the time: ``today`` is the local date of whoever is speaking. Whatever text
comes in, of whatever length, the only exception that leaves the parsers is a ``DomainError``.
"""

from __future__ import annotations

from bot.domain.dates.calendar_dates import parse_date
from bot.domain.dates.durations import LONGEST, parse_duration
from bot.domain.dates.refusals import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    BareNumber,
    DateNotUnderstood,
    DayMissing,
    DurationNotUnderstood,
    DurationOutOfRange,
    MonthFirst,
    NextIsAmbiguous,
    NoSuchDay,
    NoSuchMonth,
    NoSuchTime,
    PhraseTooLong,
    TimeMissing,
    TimeNotUnderstood,
    UnknownTimeZone,
    WrongWeekday,
    YearOutOfRange,
)
from bot.domain.dates.times import parse_time
from bot.domain.dates.when import parse_when
from bot.domain.dates.words import LONGEST_PHRASE
from bot.domain.dates.zones import local, to_instant, zone

__all__ = [
    "EARLIEST_YEAR",
    "LATEST_YEAR",
    "LONGEST",
    "LONGEST_PHRASE",
    "BareNumber",
    "DateNotUnderstood",
    "DayMissing",
    "DurationNotUnderstood",
    "DurationOutOfRange",
    "MonthFirst",
    "NextIsAmbiguous",
    "NoSuchDay",
    "NoSuchMonth",
    "NoSuchTime",
    "PhraseTooLong",
    "TimeMissing",
    "TimeNotUnderstood",
    "UnknownTimeZone",
    "WrongWeekday",
    "YearOutOfRange",
    "local",
    "parse_date",
    "parse_duration",
    "parse_time",
    "parse_when",
    "to_instant",
    "zone",
]
