"""Public holidays of one administration: the library's, with our own table over them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Protocol

import holidays

from bot.calendars.codes import holiday_code
from bot.calendars.own_days import NAMED_OUR_WAY, NAMES, OWN_DAYS
from bot.domain.days import CalendarEntry, Kind

CHECKED_ON = date(2026, 11, 23)
"""When the library's days of the built-in administrations, for 2022 to 2027, were last read through."""

_LANGUAGES = ("en_GB", "en_US", "en_IE")
_LABEL = re.compile(r"(?P<name>.*?) ?\((?P<label>observed|substitute day|estimated|observed, estimated)\)")


class Observes(Protocol):
    """Whoever keeps holidays: an administration, or its seat. ``holidays`` is a code such as ``GB-SCT``; empty means
    that none are known."""

    @property
    def code(self) -> str: ...

    @property
    def holidays(self) -> str: ...


@dataclass(frozen=True)
class _Day:
    day: date
    name: str
    source: str
    checked_on: date
    provisional: bool


@cache
def holiday_revision() -> str:
    """A name for the library and our own table together: another one, and days may be others."""
    table = hashlib.sha256(repr((OWN_DAYS, NAMES)).encode()).hexdigest()[:12]
    return f"holidays {version('holidays')}, own days {table}"


def public_holidays(administration: str, code: str, years: Iterable[int]) -> tuple[CalendarEntry, ...]:
    """The public holidays of ``administration`` (its code) by the calendar ``code``, in order of the day.

    A holiday at a weekend and the day in its place are two entries; two holidays on one day are two entries too. A
    date that the library only estimates (a new moon) is provisional. No code, no holidays.
    Raises ``UnknownHolidayCode`` or ``HolidaySubdivisionNeeded``.
    """
    if not code:
        return ()
    calendar = holiday_code(code)
    return tuple(
        CalendarEntry(
            administration,
            Kind.PUBLIC_HOLIDAY,
            found.day,
            found.day,
            found.name,
            found.source,
            found.checked_on,
            found.provisional,
        )
        for year in sorted(set(years))
        for found in _year(calendar, year)
    )


@lru_cache(maxsize=1024)
def _year(calendar: str, year: int) -> tuple[_Day, ...]:
    own = {
        one.day: _Day(one.day, one.name, one.source, one.checked_on, provisional=False)
        for one in OWN_DAYS
        if calendar in one.calendars and one.day.year == year
    }
    library = [found for found in _from_library(calendar, year) if found.day not in own]
    return tuple(sorted([*own.values(), *library], key=lambda found: (found.day, found.name)))


def _from_library(calendar: str, year: int) -> Iterable[_Day]:
    country, _, part = calendar.partition("-")
    known = holidays.country_holidays(country).supported_languages
    language = next((one for one in _LANGUAGES if one in known), None)
    days = holidays.country_holidays(country, subdiv=part or None, years=year, language=language)
    source = f"python-holidays {version('holidays')}, {calendar}"
    for day, names in days.items():
        # Expanding a year may bring in a substitute that falls into the next one.
        if day.year == year:
            for name in names.split("; "):
                worded, provisional = _worded(name, calendar)
                yield _Day(day, worded, source, CHECKED_ON, provisional)


def _worded(name: str, calendar: str) -> tuple[str, bool]:
    """The name as the administration has it, and whether the date is only an estimate."""
    found = _LABEL.fullmatch(name)
    plain, label = (found["name"], found["label"]) if found else (name, "")
    if calendar in NAMED_OUR_WAY:
        plain = NAMES.get(plain, plain)
    substitute = " (substitute day)" if "observed" in label or "substitute" in label else ""
    return plain + substitute, "estimated" in label
