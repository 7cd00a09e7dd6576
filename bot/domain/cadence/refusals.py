"""Why a series in words was refused. ``text`` is what was typed, never over-long."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import DomainError


@dataclass(eq=False)
class CadenceNotUnderstood(DomainError):
    """``part`` is what could not be read; the whole where nothing could."""

    text: str
    part: str


@dataclass(eq=False)
class CadenceDayMissing(DomainError):
    """``every 2 weeks``, ``monthly on tuesday``: on which day isn't said."""

    text: str


@dataclass(eq=False)
class CadenceMonthsMissing(DomainError):
    """``twice a year``, ``second tuesday``: in which months isn't said."""

    text: str


@dataclass(eq=False)
class CadenceTooRare(DomainError):
    """``every 60 weeks``: at most ``most_weeks`` weeks or ``most_months`` months may lie between."""

    text: str
    most_weeks: int
    most_months: int


@dataclass(eq=False)
class CadenceTooShort(DomainError):
    """``every 0 weeks``."""

    text: str


@dataclass(eq=False)
class DayNotInEveryMonth(DomainError):
    """``monthly on the 31st``: some month of the series has no such day, and none is invented for it."""

    text: str
    day: int


@dataclass(eq=False)
class TimesAYearMismatch(DomainError):
    """``twice a year in june``: so often a year was ``said``, so many months were ``named``."""

    text: str
    said: int
    named: int
