"""Our own table of days: it wins over the library.

Three bank holidays were announced late (10, 179 and 110 days before), later than any library can be counted on to
know; a new one is one line here. A line replaces whatever the library has for that calendar and day.

What isn't here, and why:

- Good Friday in Ireland: no public holiday in law (Organisation of Working Time Act 1997, second schedule), though many
  offices close. An Irish deadline counts it as a working day; a group whose Irish seat is away adds a closure.
- Weekdays in place of a holiday at a weekend in Ireland: the law gives another paid day off, on no fixed date.
- The day in May or June on which UK civil servants keep the Sovereign's birthday: each department chooses its own.
- Liberation Day at a weekend in Jersey and Guernsey: the law gives no other day unless the islands decide so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_UK = ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS")
_BANK_HOLIDAYS = "https://www.gov.uk/bank-holidays"
_PROCLAIMED = "Banking and Financial Dealings Act 1971, section 1(3), Royal Proclamation; " + _BANK_HOLIDAYS
_READ = date(2026, 11, 23)


@dataclass(frozen=True)
class OwnDay:
    """A public holiday on ``day`` in each of ``calendars`` (holiday codes), read at ``source`` on ``checked_on``."""

    day: date
    calendars: tuple[str, ...]
    name: str
    source: str
    checked_on: date


OWN_DAYS = (
    OwnDay(date(2022, 9, 19), _UK, "Bank holiday for the State Funeral of Queen Elizabeth II", _PROCLAIMED, _READ),
    OwnDay(date(2023, 5, 8), _UK, "Bank holiday for the coronation of King Charles III", _PROCLAIMED, _READ),
    OwnDay(
        date(2026, 6, 15),
        ("GB-SCT",),
        "Bank holiday for Scotland's return to the men's football World Cup",
        _PROCLAIMED,
        _READ,
    ),
)

NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2nd January",
    "Saint Patrick's Day": "St Patrick's Day",
    "Saint Andrew's Day": "St Andrew's Day",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen's Day)",
    "TT Bank Holiday": "TT bank holiday (Senior Race Day)",
}
"""What the library calls a day, and what the administrations of the UK and the Isle of Man call it."""

NAMED_OUR_WAY = frozenset({*_UK, "IM"})
