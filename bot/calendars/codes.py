"""Codes of holiday calendars: ``DE``, ``CA-ON``, ``GB-SCT``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import holidays

from bot.domain.errors import DomainError

_LONGEST = 40
_CODE = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,4}))?")

# The library's United Kingdom as a whole leaves out Easter Monday, the summer bank holidays and 2 January.
_ONLY_BY_SUBDIVISION = frozenset({"GB"})


@dataclass(eq=False)
class UnknownHolidayCode(DomainError):
    """No calendar is known for the country that was asked for."""

    asked: str


@dataclass(eq=False)
class HolidaySubdivisionNeeded(DomainError):
    """The country is known, the part of it isn't, or is missing where it must be said; ``known`` lists the parts."""

    asked: str
    country: str
    known: str


def holiday_code(asked: str) -> str:
    """The code in its one spelling, as stored with an administration: ``ca-on`` is ``CA-ON``.

    Raises ``UnknownHolidayCode`` or ``HolidaySubdivisionNeeded``.
    """
    found = _CODE.fullmatch(asked.strip().upper()) if len(asked) <= _LONGEST else None
    country, part = (found[1], found[2]) if found else ("", None)
    parts = _subdivisions(country) if country else None
    if parts is None or (part and not parts):
        raise UnknownHolidayCode(asked[:_LONGEST])
    if part not in parts if part else country in _ONLY_BY_SUBDIVISION:
        raise HolidaySubdivisionNeeded(asked, country, known=", ".join(sorted(parts)))
    return f"{country}-{part}" if part else country


@lru_cache(maxsize=256)
def _subdivisions(country: str) -> frozenset[str] | None:
    """The parts of a country that have calendars of their own; ``None`` where the country has none itself."""
    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:
        return None
    # The library also answers to other names ("UK"); one country keeps one code.
    return frozenset(found.subdivisions) if found.country == country else None
