"""Office hours and languages as people type them."""

from __future__ import annotations

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import DomainError
from bot.domain.preferences import (
    HoursEndBeforeTheyBegin,
    HoursNotUnderstood,
    HoursTooShort,
    Language,
    NoOfficeHoursAtWeekends,
    NoWordsInLanguage,
    OfficeHours,
    parse_office_hours,
    pick_language,
    runs,
)

WEEK = (0, 1, 2, 3, 4)
ENGLISH = Language("en-GB", "English (United Kingdom)", ("English",))
WELSH = Language("cy", "Cymraeg", ("Welsh",))


@pytest.mark.parametrize(
    ("typed", "opens", "closes", "days"),
    [
        ("9:00-17:00", time(9), time(17), WEEK),
        ("9-17", time(9), time(17), WEEK),
        ("9am-5pm", time(9), time(17), WEEK),
        ("9 am to 5 pm", time(9), time(17), WEEK),
        ("9 a.m. to 5 p.m.", time(9), time(17), WEEK),
        ("09.30–14.45", time(9, 30), time(14, 45), WEEK),
        ("8:00 until noon", time(8), time(12), WEEK),
        ("mon-thu 9:00-15:00", time(9), time(15), (0, 1, 2, 3)),
        ("Monday to Thursday 9:00 to 15:00", time(9), time(15), (0, 1, 2, 3)),
        ("mon, wed, fri 9:30-14:00", time(9, 30), time(14), (0, 2, 4)),
        ("tue-wed, fri 10:00 - 16:00", time(10), time(16), (1, 2, 4)),
        ("fri, mon 10:00-16:00", time(10), time(16), (0, 4)),
        ("weekdays 10:00-16:00", time(10), time(16), WEEK),
        ("llun-iau 9:00-15:00", time(9), time(15), (0, 1, 2, 3)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, opens: time, closes: time, days: tuple[int, ...]) -> None:
    assert parse_office_hours(typed) == OfficeHours(opens, closes, days)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", HoursNotUnderstood),
        ("mornings", HoursNotUnderstood),
        ("9:00", HoursNotUnderstood),
        ("mon-thu", HoursNotUnderstood),
        ("9:00-12:00-17:00", HoursNotUnderstood),
        ("thu-mon 9:00-17:00", HoursNotUnderstood),
        ("mon-wed-fri 9:00-17:00", HoursNotUnderstood),
        ("9:00-17:00 mon-thu", HoursNotUnderstood),
        ("17:00-9:00", HoursEndBeforeTheyBegin),
        ("9:00-9:00", HoursEndBeforeTheyBegin),
        ("9:00-9:59", HoursTooShort),
        ("sat 9:00-17:00", NoOfficeHoursAtWeekends),
        ("mon-sun 9:00-17:00", NoOfficeHoursAtWeekends),
    ],
)
def test_what_cannot_be_hours_is_refused_with_its_reason(typed: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        parse_office_hours(typed)


@given(st.text(max_size=40) | st.from_regex(r"[a-z0-9:.\- ]{0,30}"))
def test_whatever_is_typed_nothing_but_hours_or_a_refusal_comes_back(typed: str) -> None:
    try:
        found = parse_office_hours(typed)
    except DomainError:
        return
    assert found.opens < found.closes
    assert found.days == tuple(sorted(set(found.days)))
    assert found.days
    assert set(found.days) <= set(WEEK)


@given(st.sets(st.integers(0, 4), min_size=1))
def test_stretches_of_days_hold_the_same_days(days: set[int]) -> None:
    stretches = runs(sorted(days))
    assert {day for first, last in stretches for day in range(first, last + 1)} == days
    assert all(after[0] > before[1] + 1 for before, after in pairwise(stretches))


@pytest.mark.parametrize("typed", ["en-GB", "EN-gb", "en_GB", "en", "english", " English "])
def test_a_language_is_known_by_its_tag_and_its_names(typed: str) -> None:
    assert pick_language(typed, [WELSH, ENGLISH]) == "en-GB"


@pytest.mark.parametrize("typed", ["cy", "Cymraeg", "welsh"])
def test_another_language_as_soon_as_it_has_words(typed: str) -> None:
    assert pick_language(typed, [WELSH, ENGLISH]) == "cy"
    with pytest.raises(NoWordsInLanguage) as refused:
        pick_language(typed, [ENGLISH])
    assert refused.value.spoken == ("English (United Kingdom) (en-GB)",)


def test_none_chosen_is_a_choice_too() -> None:
    assert pick_language("default", [ENGLISH]) == ""


def test_of_two_kinds_of_one_language_none_is_guessed() -> None:
    with pytest.raises(NoWordsInLanguage):
        pick_language("en", [ENGLISH, Language("en-IE", "English (Ireland)")])
