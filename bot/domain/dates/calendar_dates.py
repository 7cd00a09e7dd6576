"""``parse_date``: one day in words or figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import civil
from bot.domain.dates.refusals import (
    BareNumber,
    DateNotUnderstood,
    NextIsAmbiguous,
    WrongWeekday,
)
from bot.domain.dates.words import (
    BOTH_DAY_AND_MONTH,
    MONTHS,
    WEEKDAYS,
    WELSH_DAY,
    number,
    ordinal,
    tokens,
)

_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{2}|[0-9]{4}))?")
_FILLERS = frozenset({"the", "y", "of", "o"})
_NAMED_DAYS = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "heddiw": 0,
    "yfory": 1,
    "ddoe": -1,
}
_UNIT_DAYS = {
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "fortnight": 14,
    "fortnights": 14,
}
_UNIT_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}


@dataclass(frozen=True)
class _Phrase:
    text: str
    words: tuple[str, ...]
    today: date


def parse_date(text: str, *, today: date) -> date:
    """The day that ``text`` names, seen from ``today`` (the speaker's local date).

    ``3 Dec``, ``3/12``, ``Thursday 3rd December 2026``, ``2026-12-03``, ``tomorrow``, ``friday``, ``the 15th``,
    ``in 2 weeks``, ``a week on tuesday``, ``end of month``, ``end of next month``. Without a year, and for a
    weekday or a day of the month, it is the next such day from ``today`` on, ``today`` included. Past dates with
    their year are dates too: whether one makes sense is for the caller.

    Raises ``DateNotUnderstood``, ``BareNumber``, ``MonthFirst``, ``NoSuchMonth``, ``NoSuchDay``, ``WrongWeekday``,
    ``NextIsAmbiguous``, ``YearOutOfRange`` or ``PhraseTooLong``, and nothing else.
    """
    words = tokens(text)
    if words[:1] in (["on"], ["by"]):
        words = words[1:]
    phrase = _Phrase(text.strip(), tuple(words), today)
    for rule in _RULES:
        found = rule(phrase)
        if found is not None:
            return found
    raise DateNotUnderstood(phrase.text)


def _bare(phrase: _Phrase) -> date | None:
    if len(phrase.words) == 1 and re.fullmatch(r"[0-9]+", phrase.words[0]):
        raise BareNumber(phrase.text)
    return None


def _figures(phrase: _Phrase) -> date | None:
    """``2026-12-03``, ``3/12``, ``3/12/2026``, ``3/12/26``, ``3.12.2026``, ``3-12-2026``."""
    if len(phrase.words) != 1:
        return None
    if found := _YEAR_FIRST.fullmatch(phrase.words[0]):
        year, month, day = map(int, found.groups())
        return civil.on(day, month, year, phrase.text)
    found = _DAY_FIRST.fullmatch(phrase.words[0])
    if not found:
        return None
    day_said, mark, month_said, year_said = found.groups()
    # Only the slash may go without a year: 10.12 is also a time, 10-12 also a stretch of days.
    if year_said is None and mark != "/":
        return None
    if year_said is None:
        return civil.next_on(int(day_said), int(month_said), phrase.text, today=phrase.today)
    # Two figures are a year only where nobody could read the whole as year-month-day.
    if len(year_said) == 2 and mark == "-":
        return None
    year = int(year_said) + (2000 if len(year_said) == 2 else 0)
    return civil.on(int(day_said), int(month_said), year, phrase.text)


def _named(phrase: _Phrase) -> date | None:
    """``3 Dec``, ``3rd of December 2026``, ``December 3rd``, ``3 o Ragfyr``."""
    words = [word for word in phrase.words if word not in _FILLERS]
    if not 2 <= len(words) <= 3:
        return None
    first, second = words[:2]
    if second in MONTHS:
        day, month = _day_number(first), MONTHS[second]
    elif first in MONTHS:
        day, month = _day_number(second), MONTHS[first]
    else:
        return None
    if day is None:
        return None
    if len(words) == 2:
        return civil.next_on(day, month, phrase.text, today=phrase.today)
    return civil.on(day, month, int(words[2]), phrase.text) if re.fullmatch(r"[0-9]{4}", words[2]) else None


def _day_number(word: str) -> int | None:
    return int(word) if re.fullmatch(r"[0-9]{1,2}", word) else ordinal(word)


def _of_the_month(phrase: _Phrase) -> date | None:
    """``the 15th``, ``31st``: the next month that has such a day."""
    words = [word for word in phrase.words if word != "the"]
    day = ordinal(words[0]) if len(words) == 1 else None
    if day is None or not 1 <= day <= 31:
        return None
    start = phrase.today.replace(day=1)
    months = (civil.moved(start, months=count, text=phrase.text) for count in range(3))
    days = (month.replace(day=day) for month in months if day <= civil.last_of(month.year, month.month).day)
    return next(found for found in days if found >= phrase.today)


def _relative(phrase: _Phrase) -> date | None:
    """``tomorrow``, ``in 2 weeks``, ``a week on tuesday``, ``tuesday week``."""
    match phrase.words:
        case (word,) if word in _NAMED_DAYS:
            return civil.moved(phrase.today, days=_NAMED_DAYS[word], text=phrase.text)
        case ("in", count, unit):
            return _counted(phrase, count, unit, start=phrase.today)
        case (*rest, "week"):
            start = _near_day(rest, today=phrase.today)
            return None if start is None else civil.moved(start, days=7, text=phrase.text)
        case (count, unit, *rest) if unit in _UNIT_DAYS and unit not in ("day", "days"):
            start = _near_day(rest, today=phrase.today)
            return None if start is None else _counted(phrase, count, unit, start=start)
    return None


def _near_day(words: list[str], *, today: date) -> date | None:
    """``today``, ``tomorrow``, ``[on] tuesday``: what "a week" may be counted from."""
    if words in (["today"], ["tomorrow"]):
        return today + timedelta(days=_NAMED_DAYS[words[0]])
    weekday, rest = _leading_weekday(tuple(words[1:] if words[:1] == ["on"] else words))
    return civil.next_weekday(weekday, today=today) if weekday is not None and not rest else None


def _counted(phrase: _Phrase, count: str, unit: str, *, start: date) -> date | None:
    many = number(count)
    if many is None:
        return None
    if unit in _UNIT_DAYS:
        return civil.moved(start, days=many * _UNIT_DAYS[unit], text=phrase.text)
    if unit in _UNIT_MONTHS:
        return civil.moved(start, months=many * _UNIT_MONTHS[unit], text=phrase.text)
    return None


def _end_of(phrase: _Phrase) -> date | None:
    """``end of month``, ``end of next month``, ``end of december [2026]``, ``end of the year``."""
    words = [word for word in phrase.words if word not in ("the", "this")]
    today = phrase.today
    match words:
        case ["end", "of", "month"]:
            return civil.last_of(today.year, today.month)
        case ["end", "of", "next", "month"]:
            following = civil.moved(today, months=1, text=phrase.text)
            return civil.last_of(following.year, following.month)
        case ["end", "of", "year"]:
            return date(today.year, 12, 31)
        case ["end", "of", name] if name in MONTHS:
            year = today.year if MONTHS[name] >= today.month else today.year + 1
            return civil.last_of(civil.checked_year(year, phrase.text), MONTHS[name])
        case ["end", "of", name, year_said] if name in MONTHS and re.fullmatch(r"[0-9]{4}", year_said):
            return civil.last_of(civil.checked_year(int(year_said), phrase.text), MONTHS[name])
    return None


def _weekday(phrase: _Phrase) -> date | None:
    """``friday``, ``dydd Gwener``, ``next friday`` (refused), ``Thursday 3 December``, ``Thu 3/12/2026``."""
    words = phrase.words[1:] if phrase.words[:1] in (("next",), ("this",)) else phrase.words
    weekday, rest = _leading_weekday(words)
    if weekday is None:
        return None
    if not rest:
        if len(words) == 1 and words[0] in BOTH_DAY_AND_MONTH:
            return None
        if phrase.words[0] == "next":
            tomorrow = civil.moved(phrase.today, days=1, text=phrase.text)
            first = civil.next_weekday(weekday, today=tomorrow)
            raise NextIsAmbiguous(
                phrase.text,
                first=first,
                second=civil.moved(first, days=7, text=phrase.text),
            )
        return civil.next_weekday(weekday, today=phrase.today)
    if words is not phrase.words:
        return None
    dated = _Phrase(phrase.text, rest, phrase.today)
    day = _figures(dated) or _named(dated)
    if day is not None and day.weekday() != weekday:
        raise WrongWeekday(phrase.text, day=day, nearest=civil.nearest_weekday(weekday, to=day))
    return day


def _leading_weekday(words: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
    rest = words[1:] if words[:1] and words[0] in WELSH_DAY else words
    return (WEEKDAYS[rest[0]], rest[1:]) if rest and rest[0] in WEEKDAYS else (None, words)


# Dates before weekdays: "Mawrth 3" is 3 March, "Mawrth 3 Rhagfyr" a Tuesday.
_RULES: tuple[Callable[[_Phrase], date | None], ...] = (
    _bare,
    _figures,
    _named,
    _of_the_month,
    _relative,
    _end_of,
    _weekday,
)
