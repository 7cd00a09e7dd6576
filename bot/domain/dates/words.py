"""The words of the date grammar, English and Welsh, and how a phrase is made ready for reading."""

from __future__ import annotations

import re
from types import MappingProxyType

from bot.domain.dates.refusals import PhraseTooLong

LONGEST_PHRASE = 200
"""Characters. Bounded first, so that 100 kB of anything is refused without being read."""

_ENGLISH_MONTHS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
# "Mai" stands before mutation, "Fai" after it: people write "3 o Fai" and "3 Mai".
_WELSH_MONTHS = (
    "ionawr ion",
    "chwefror chwef chwe chw",
    "mawrth fawrth maw",
    "ebrill ebr",
    "mai fai",
    "mehefin fehefin meh",
    "gorffennaf orffennaf gorff gor",
    "awst",
    "medi fedi",
    "hydref hyd",
    "tachwedd dachwedd tach",
    "rhagfyr ragfyr rhag",
)
_ENGLISH_DAYS = (
    "monday mon",
    "tuesday tues tue",
    "wednesday weds wed",
    "thursday thurs thur thu",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
_WELSH_DAYS = (
    "llun llu",
    "mawrth maw",
    "mercher mer",
    "iau",
    "gwener gwen gwe",
    "sadwrn sad",
    "sul",
)
_NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def _numbered(*languages: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        word: number for groups in languages for number, group in enumerate(groups, first) for word in group.split()
    }


MONTHS = MappingProxyType(_numbered(_ENGLISH_MONTHS, _WELSH_MONTHS, first=1))
"""Name of a month, casefolded, to 1–12."""

WEEKDAYS = MappingProxyType(_numbered(_ENGLISH_DAYS, _WELSH_DAYS, first=0))
"""Name of a day, casefolded, to 0 (Monday) – 6. Welsh "mawrth" is both Tuesday and March: the place decides."""

BOTH_DAY_AND_MONTH = frozenset(WEEKDAYS) & frozenset(MONTHS)
WELSH_DAY = frozenset({"dydd", "ddydd"})

NUMBERS = MappingProxyType(_numbered(_NUMBERS, first=1) | {"a": 1, "an": 1})

_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)")
_MARKS = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", ",": " ", "’": "'"})


def split(text: str) -> list[str]:
    """The words of ``text`` as typed, without commas and final stops, every kind of dash made a hyphen.

    Raises ``PhraseTooLong`` before doing anything else.
    """
    if len(text) > LONGEST_PHRASE:
        raise PhraseTooLong(length=len(text), most=LONGEST_PHRASE)
    return [word.rstrip(".") for word in text.translate(_MARKS).split() if word.rstrip(".")]


def tokens(text: str) -> list[str]:
    """The words of ``text`` as ``split`` gives them, casefolded."""
    return [word.casefold() for word in split(text)]


def ordinal(word: str) -> int | None:
    """``3rd``, ``3ydd`` → 3; anything else, a bare ``3`` too → ``None``."""
    found = _ORDINAL.fullmatch(word)
    return int(found[1]) if found else None


def number(word: str) -> int | None:
    """``2``, ``two``, ``a`` → the number, of at most four digits."""
    if re.fullmatch(r"[0-9]{1,4}", word):
        return int(word)
    return NUMBERS.get(word)
