"""Why a date, a time or a zone was refused. ``text`` is always what was typed, never over-long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.domain.errors import DomainError

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199


@dataclass(eq=False)
class PhraseTooLong(DomainError):
    """More was typed than any date or series needs; refused before it is read."""

    length: int
    most: int


@dataclass(eq=False)
class DateNotUnderstood(DomainError):
    text: str


@dataclass(eq=False)
class BareNumber(DomainError):
    """``10`` alone: a day, an hour or a reference."""

    text: str


@dataclass(eq=False)
class MonthFirst(DomainError):
    """``12/13/2026``: no month 13, but read month first it is ``meant``. It isn't turned round in silence."""

    text: str
    meant: date


@dataclass(eq=False)
class NoSuchMonth(DomainError):
    text: str
    month: int


@dataclass(eq=False)
class NoSuchDay(DomainError):
    """``29 Feb 2027``: the month ends on ``last``."""

    text: str
    last: date


@dataclass(eq=False)
class WrongWeekday(DomainError):
    """``Friday 3 December 2026``: that ``day`` is a Thursday; ``nearest`` is the closest Friday to it."""

    text: str
    day: date
    nearest: date


@dataclass(eq=False)
class NextIsAmbiguous(DomainError):
    """``next friday``: the first one after today, or the one in the week after that."""

    text: str
    first: date
    second: date


@dataclass(eq=False)
class YearOutOfRange(DomainError):
    """Years are given in figures, not as numbers: nobody writes 1,900."""

    text: str
    first: str
    last: str


def year_out_of_range(text: str) -> YearOutOfRange:
    return YearOutOfRange(text, first=str(EARLIEST_YEAR), last=str(LATEST_YEAR))


@dataclass(eq=False)
class TimeNotUnderstood(DomainError):
    text: str


@dataclass(eq=False)
class NoSuchTime(DomainError):
    """``25:00`` or ``13pm``."""

    text: str


@dataclass(eq=False)
class TimeMissing(DomainError):
    """A day was named, but no time on it."""

    text: str
    day: date


@dataclass(eq=False)
class DayMissing(DomainError):
    """A time was named, but no day."""

    text: str
    at: time


@dataclass(eq=False)
class DurationNotUnderstood(DomainError):
    text: str


@dataclass(eq=False)
class DurationOutOfRange(DomainError):
    """Nothing lasts no time at all, and a meeting lasts at most ``most_hours``."""

    text: str
    most_hours: int


@dataclass(eq=False)
class UnknownTimeZone(DomainError):
    """Not a zone name of the IANA database, such as ``Europe/London``. Case counts."""

    name: str
