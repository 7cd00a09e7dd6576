"""Every refusal of the rooms about dates has its sentence, with each of its facts in it or left out on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from bot.calendars import HolidaySubdivisionNeeded, UnknownHolidayCode, holiday_code
from bot.domain import cadence, dates, days
from bot.domain.errors import DomainError
from bot.presenters.refusals import refused
from bot.presenters.speech import words

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 7, 12)


def sentence(error: DomainError) -> str:
    return refused(error, words("en-GB")).title


def said(ask: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as caught:
        ask()
    return sentence(caught.value)


@pytest.mark.parametrize("room", [dates, cadence, days])
def test_every_refusal_of_a_room_has_a_sentence(room: object) -> None:
    kinds = [kind for kind in vars(room).values() if isinstance(kind, type) and issubclass(kind, DomainError)]
    assert len(kinds) > 3
    assert [kind.key() for kind in kinds if not words("en-GB").has(kind.key())] == []


@pytest.mark.parametrize("kind", [UnknownHolidayCode, HolidaySubdivisionNeeded])
def test_every_refusal_of_a_holiday_code_has_a_sentence(kind: type[DomainError]) -> None:
    assert words("en-GB").has(kind.key())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/13/2026", ["“12/13/2026”", "day first", "Sunday 13 December 2026"]),
        ("32/13/2026", ["month 13", "only twelve"]),
        ("29 Feb 2027", ["“29 Feb 2027”", "ends on Sunday 28 February 2027"]),
        ("Friday 3 December 2026", ["It is Thursday 3 December 2026", "Friday 4 December 2026"]),
        ("10", ["could be a day or an hour"]),
        ("next friday", ["Friday 27 November 2026 or Friday 4 December 2026", "Which"]),
        ("soon", ["“soon”", "3 Dec"]),
        ("", ["Which day do you mean?"]),
        ("3 Dec 2300", ["1900 to 2199"]),
        ("3" * 300, ["300 characters", "200"]),
    ],
)
def test_a_refused_date_is_told_why(text: str, expected: list[str]) -> None:
    spoken = said(lambda: dates.parse_date(text, today=TODAY))
    assert [part for part in expected if part not in spoken] == []


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda: dates.parse_time("25:00"), "No clock shows “25:00”"),
        (lambda: dates.parse_time("soon"), "“soon” as one time"),
        (lambda: dates.parse_time(""), "At what time?"),
        (lambda: dates.parse_when("3 Dec", today=TODAY), "At what time on Thursday 3 December 2026?"),
        (lambda: dates.parse_when("14:00", today=TODAY), "On which day, at 14:00?"),
        (lambda: dates.parse_duration("90"), "how long “90” is"),
        (lambda: dates.parse_duration("48 hours"), "at most 24 hours"),
        (lambda: dates.zone("Europe/Londn"), "no time zone called “Europe/Londn”"),
        (lambda: cadence.parse_cadence("weekly on someday"), "“someday” in this series"),
        (lambda: cadence.parse_cadence(""), "How often?"),
        (lambda: cadence.parse_cadence("monthly"), "“monthly” doesn't say on which day"),
        (lambda: cadence.parse_cadence("twice a year"), "doesn't say in which months"),
        (lambda: cadence.parse_cadence("every 60 weeks on monday"), "At most 52 weeks or 12 months"),
        (lambda: cadence.parse_cadence("every 0 weeks on monday"), "The shortest is every week"),
        (lambda: cadence.parse_cadence("monthly on the 31st"), "has a day 31"),
        (lambda: cadence.parse_cadence("twice a year in june"), "says twice a year, but names one month."),
        (lambda: cadence.parse_cadence("once a year in may, june"), "says once a year, but names 2 months."),
        (lambda: holiday_code("ZZ"), "no holiday calendar called “ZZ”"),
        (lambda: holiday_code("GB"), "a part of GB whose holidays I know: ENG, NIR, SCT, WLS"),
    ],
)
def test_other_refusals_are_told_why(ask: Callable[[], object], expected: str) -> None:
    assert expected in said(ask)


def test_refusals_about_entries_and_free_days_name_the_days() -> None:
    assert "Monday 12 July 2027" in sentence(days.NoFreeDay(MONDAY))
    assert "Scotland has no working day" in sentence(days.NoWorkingDay("SCT", MONDAY))
    assert "before it begins on Monday 12 July 2027" in sentence(days.EntryEndsBeforeItBegins(MONDAY, TODAY))
    assert "366 days is the most" in sentence(days.EntryTooLong(TODAY, MONDAY, 366))
    assert "10:30" in sentence(dates.DayMissing("10:30", time(10, 30)))
