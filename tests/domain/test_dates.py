"""The date grammar: what it understands, what it refuses and why, and that nothing else comes out of it."""

from __future__ import annotations

import time as stopwatch
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TypeVar

import babel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import dates
from bot.domain.dates import words
from bot.domain.errors import DomainError

MONDAY = date(2026, 11, 23)
Refusal = TypeVar("Refusal", bound=DomainError)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 Dec", date(2026, 12, 3)),
        ("3/12", date(2026, 12, 3)),
        ("3/12/2026", date(2026, 12, 3)),
        ("3/12/26", date(2026, 12, 3)),
        ("3.12.2026", date(2026, 12, 3)),
        ("03-12-2026", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2026–12–03", date(2026, 12, 3)),
        ("3rd December", date(2026, 12, 3)),
        ("the 3rd of December, 2026", date(2026, 12, 3)),
        ("December 3rd", date(2026, 12, 3)),
        ("THURSDAY 3 DECEMBER 2026", date(2026, 12, 3)),
        ("Thu. 3 Dec.", date(2026, 12, 3)),
        ("Thursday, 3/12/2026", date(2026, 12, 3)),
        ("on Thursday 3 December", date(2026, 12, 3)),
        ("12 July 2027", date(2027, 7, 12)),
        ("22 Nov", date(2027, 11, 22)),
        ("23 Nov", MONDAY),
        ("1 Jan", date(2027, 1, 1)),
        ("29 Feb", date(2028, 2, 29)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("3 Dec 2019", date(2019, 12, 3)),
        ("today", MONDAY),
        ("tomorrow", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 22)),
        ("friday", date(2026, 11, 27)),
        ("Fri", date(2026, 11, 27)),
        ("by friday", date(2026, 11, 27)),
        ("this friday", date(2026, 11, 27)),
        ("monday", MONDAY),
        ("in 2 weeks", date(2026, 12, 7)),
        ("in two weeks", date(2026, 12, 7)),
        ("in a fortnight", date(2026, 12, 7)),
        ("in 1 day", date(2026, 11, 24)),
        ("in 3 months", date(2027, 2, 23)),
        ("in a year", date(2027, 11, 23)),
        ("end of month", date(2026, 11, 30)),
        ("end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
        ("end of February", date(2027, 2, 28)),
        ("end of February 2028", date(2028, 2, 29)),
        ("end of the year", date(2026, 12, 31)),
        ("a week on tuesday", date(2026, 12, 1)),
        ("2 weeks on Tuesday", date(2026, 12, 8)),
        ("a fortnight on tuesday", date(2026, 12, 8)),
        ("tuesday week", date(2026, 12, 1)),
        ("a week today", date(2026, 11, 30)),
        ("a week tomorrow", date(2026, 12, 1)),
        ("the 15th", date(2026, 12, 15)),
        ("31st", date(2026, 12, 31)),
        ("3 Rhagfyr 2026", date(2026, 12, 3)),
        ("3ydd o Ragfyr", date(2026, 12, 3)),
        ("dydd Iau 3 Rhagfyr 2026", date(2026, 12, 3)),
        ("1af o Fai 2027", date(2027, 5, 1)),
        ("dydd Gwener", date(2026, 11, 27)),
        ("ddydd Llun", MONDAY),
        ("yfory", date(2026, 11, 24)),
        ("3 Mawrth", date(2027, 3, 3)),
        ("dydd Mawrth", date(2026, 11, 24)),
        ("Mawrth 1 Rhagfyr 2026", date(2026, 12, 1)),
        ("Mawrth 3", date(2027, 3, 3)),
    ],
)
def test_a_day_is_read_day_first_and_without_a_year_is_the_next_one_from_today_on(text: str, day: date) -> None:
    assert dates.parse_date(text, today=MONDAY) == day


@pytest.mark.parametrize("month", range(1, 13))
def test_every_name_of_a_month_and_a_day_is_the_one_that_locale_data_knows(month: int) -> None:
    for language in ("en_GB", "cy"):
        locale = babel.Locale.parse(language)
        assert words.MONTHS[locale.months["format"]["wide"][month].casefold()] == month
        assert words.MONTHS[locale.months["stand-alone"]["abbreviated"][month].casefold().rstrip(".")] == month
        for weekday in range(7):
            name = locale.days["format"]["wide"][weekday].casefold().split()[-1]
            assert words.WEEKDAYS[name] == weekday
            assert words.WEEKDAYS[locale.days["format"]["abbreviated"][weekday].casefold().rstrip(".")] == weekday


def test_a_month_that_is_too_short_gives_its_last_day() -> None:
    assert dates.parse_date("in a month", today=date(2027, 1, 31)) == date(2027, 2, 28)
    assert dates.parse_date("end of next month", today=date(2027, 1, 31)) == date(2027, 2, 28)
    assert dates.parse_date("in a year", today=date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_day_of_the_month_skips_months_that_do_not_have_it() -> None:
    assert dates.parse_date("31st", today=date(2027, 2, 1)) == date(2027, 3, 31)
    assert dates.parse_date("the 30th", today=date(2027, 1, 31)) == date(2027, 3, 30)


def test_every_day_of_four_years_is_read_back_in_every_spelling() -> None:
    for offset in range(1461):
        day = date(2026, 1, 1) + timedelta(days=offset)
        for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%A %d %B %Y", "%a, %d %b %Y", "%d.%m.%y"):
            assert dates.parse_date(day.strftime(form), today=MONDAY) == day
        for form in ("%d %B", "%d/%m", "%A"):
            assert dates.parse_date(day.strftime(form), today=day) == day


def refusal(kind: type[Refusal], ask: Callable[[], object]) -> Refusal:
    with pytest.raises(DomainError) as caught:
        ask()
    assert type(caught.value) is kind
    assert isinstance(caught.value, kind)
    return caught.value


def test_twelve_thirteen_is_not_turned_round_but_says_what_it_might_have_meant() -> None:
    refused = refusal(dates.MonthFirst, lambda: dates.parse_date("12/13/2026", today=MONDAY))
    assert (refused.text, refused.meant) == ("12/13/2026", date(2026, 12, 13))
    assert refusal(dates.MonthFirst, lambda: dates.parse_date("12/13", today=MONDAY)).meant == date(2026, 12, 13)


def test_a_month_that_is_none_read_either_way_is_named() -> None:
    assert refusal(dates.NoSuchMonth, lambda: dates.parse_date("32/13/2026", today=MONDAY)).month == 13
    assert refusal(dates.NoSuchMonth, lambda: dates.parse_date("2026-00-10", today=MONDAY)).month == 0


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("29 Feb 2027", date(2027, 2, 28)),
        ("30 Feb", date(2027, 2, 28)),
        ("31 Nov", date(2026, 11, 30)),
        ("31 June", date(2027, 6, 30)),
        ("0 Dec", date(2026, 12, 31)),
        ("45/12/2026", date(2026, 12, 31)),
        ("Monday 31 April 2027", date(2027, 4, 30)),
        ("29 Feb 1900", date(1900, 2, 28)),
    ],
)
def test_a_day_that_its_month_lacks_is_refused_with_the_day_on_which_the_month_ends(text: str, last: date) -> None:
    refused = refusal(dates.NoSuchDay, lambda: dates.parse_date(text, today=MONDAY))
    assert (refused.text, refused.last) == (text, last)


def test_a_weekday_that_does_not_fit_is_refused_with_the_nearest_that_does() -> None:
    refused = refusal(dates.WrongWeekday, lambda: dates.parse_date("Friday 3 December 2026", today=MONDAY))
    assert (refused.day, refused.nearest) == (date(2026, 12, 3), date(2026, 12, 4))
    refused = refusal(dates.WrongWeekday, lambda: dates.parse_date("dydd Sul 3 Rhagfyr", today=MONDAY))
    assert refused.nearest == date(2026, 12, 6)


def test_next_friday_asks_which_of_two() -> None:
    refused = refusal(dates.NextIsAmbiguous, lambda: dates.parse_date("next Friday", today=MONDAY))
    assert (refused.first, refused.second) == (date(2026, 11, 27), date(2026, 12, 4))


def test_next_monday_said_on_a_monday_is_never_that_same_day() -> None:
    refused = refusal(dates.NextIsAmbiguous, lambda: dates.parse_date("next monday", today=MONDAY))
    assert (refused.first, refused.second) == (date(2026, 11, 30), date(2026, 12, 7))


@pytest.mark.parametrize("text", ["10", "1", "2026", " 10. "])
def test_a_bare_number_is_neither_a_day_nor_an_hour(text: str) -> None:
    assert refusal(dates.BareNumber, lambda: dates.parse_date(text, today=MONDAY)).text == text.strip()
    assert refusal(dates.BareNumber, lambda: dates.parse_time(text)).text == text.strip()


@pytest.mark.parametrize("text", ["3 Dec 0026", "1/1/1899", "in 9999 years", "in 9999 weeks", "end of may 2200"])
def test_years_that_nobody_meets_in_are_refused(text: str) -> None:
    refused = refusal(dates.YearOutOfRange, lambda: dates.parse_date(text, today=MONDAY))
    assert (refused.first, refused.last) == ("1900", "2199")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "december",
        "next week",
        "next month",
        "mawrth",
        "10.12",
        "3-12",
        "26-12-03",
        "3 dec 26",
        "fri sat",
        "on",
        "the",
        "in weeks",
        "in 2",
        "a week on",
        "week",
        "end of",
        "next",
        "this",
        "next 3 december",
        "asap, please",
        "3 dec 2026 10:00",
        "\ud800",
        "\x00",
        "３/１２",
        "٣/١٢",
        "1\u00b2 dec",
        "dydd",
        "99999999999999999999 weeks",
    ],
)
def test_whatever_else_is_typed_is_not_understood(text: str) -> None:
    assert refusal(dates.DateNotUnderstood, lambda: dates.parse_date(text, today=MONDAY)).text == text.strip()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:00", time(14)),
        ("9:05", time(9, 5)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        ("14.30", time(14, 30)),
        ("2pm", time(14)),
        ("2 PM", time(14)),
        ("2.30pm", time(14, 30)),
        ("2:30 p.m.", time(14, 30)),
        ("at 9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
    ],
)
def test_a_time_is_read_to_the_minute(text: str, at: time) -> None:
    assert dates.parse_time(text) == at


@pytest.mark.parametrize("text", ["25:00", "24:00", "10:60", "13pm", "0am", "10:61am"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    assert refusal(dates.NoSuchTime, lambda: dates.parse_time(text)).text == text


@pytest.mark.parametrize("text", ["", "soon", "10:0", "2 o'clock", "10:00:00", "10:00 11:00", "-1:00"])
def test_other_times_are_not_understood(text: str) -> None:
    assert refusal(dates.TimeNotUnderstood, lambda: dates.parse_time(text)).text == text


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("20 Jan 2027 10:00", date(2027, 1, 20), time(10)),
        ("26 Jan 10:00", date(2027, 1, 26), time(10)),
        ("tomorrow 2pm", date(2026, 11, 24), time(14)),
        ("tomorrow at 2 pm", date(2026, 11, 24), time(14)),
        ("10:00 on Friday", date(2026, 11, 27), time(10)),
        ("at noon tomorrow", date(2026, 11, 24), time(12)),
        ("Wednesday, 20 January 2027, 9.30", date(2027, 1, 20), time(9, 30)),
        ("20/1/2027 10:00", date(2027, 1, 20), time(10)),
        ("20.1.2027 10.00", date(2027, 1, 20), time(10)),
        ("2027-01-20T10:00", date(2027, 1, 20), time(10)),
        ("2027-01-20 10:00", date(2027, 1, 20), time(10)),
        ("a week on tuesday at 2.30pm", date(2026, 12, 1), time(14, 30)),
        ("dydd Gwener 10:00", date(2026, 11, 27), time(10)),
    ],
)
def test_a_day_and_a_time_are_read_in_either_order(text: str, day: date, at: time) -> None:
    assert dates.parse_when(text, today=MONDAY) == (day, at)


def test_a_day_without_its_time_and_a_time_without_its_day_say_what_is_missing() -> None:
    refused = refusal(dates.TimeMissing, lambda: dates.parse_when("20 Jan", today=MONDAY))
    assert refused.day == date(2027, 1, 20)
    assert refusal(dates.DayMissing, lambda: dates.parse_when("at 10:00", today=MONDAY)).at == time(10)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("20 Jan 10:00 11:00", dates.TimeNotUnderstood),
        ("20 Jan at 10", dates.BareNumber),
        ("20 Jan at ten", dates.TimeNotUnderstood),
        ("20 Jan 25:00", dates.NoSuchTime),
        ("29 Feb 2027 10:00", dates.NoSuchDay),
        ("next friday 10:00", dates.NextIsAmbiguous),
        ("10 10:00", dates.BareNumber),
        ("at", dates.DateNotUnderstood),
        ("", dates.DateNotUnderstood),
        ("whenever 10:00", dates.DateNotUnderstood),
    ],
)
def test_a_refused_day_or_time_in_a_pair_keeps_its_own_reason(text: str, kind: type[DomainError]) -> None:
    refusal(kind, lambda: dates.parse_when(text, today=MONDAY))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 hours", 120),
        ("1 hour", 60),
        ("an hour", 60),
        ("90 minutes", 90),
        ("45m", 45),
        ("1h", 60),
        ("1h30", 90),
        ("1h05", 65),
        ("1h 30m", 90),
        ("2 hours 15 minutes", 135),
        ("2 hours and 15 minutes", 135),
        ("two hours", 120),
        ("1.5 hours", 90),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("2 and a half hours", 150),
        ("24 hours", 1440),
    ],
)
def test_a_duration_is_read_in_hours_and_minutes(text: str, minutes: int) -> None:
    assert dates.parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "90", "1h5", "1h99", "2 days", "and a half", "2 hours and", "hours", "1h30 and a half"]
)
def test_other_durations_are_not_understood(text: str) -> None:
    assert refusal(dates.DurationNotUnderstood, lambda: dates.parse_duration(text)).text == text


@pytest.mark.parametrize("text", ["0 minutes", "25 hours", "24 hours 1 minute", "9999 hours"])
def test_a_duration_is_more_than_nothing_and_at_most_a_day(text: str) -> None:
    assert refusal(dates.DurationOutOfRange, lambda: dates.parse_duration(text)).most_hours == 24


PARSERS: list[Callable[[str], object]] = [
    lambda text: dates.parse_date(text, today=MONDAY),
    lambda text: dates.parse_when(text, today=MONDAY),
    dates.parse_time,
    dates.parse_duration,
]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("unit", ["1", "3 dec ", "a week on ", "\u00a0", "9" * 50 + "/", "and a half ", "\ud800"])
def test_a_hundred_kilobytes_are_refused_before_they_are_read(parser: Callable[[str], object], unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    started = stopwatch.process_time()
    for _ in range(100):
        refused = refusal(dates.PhraseTooLong, lambda: parser(text))
    assert (refused.length, refused.most) == (100_000, dates.LONGEST_PHRASE)
    # Reading it even once would take longer than this takes a hundred times over.
    assert stopwatch.process_time() - started < 1


VOCABULARY = [
    *words.MONTHS,
    *words.WEEKDAYS,
    *words.NUMBERS,
    *[
        "the",
        "of",
        "o",
        "on",
        "in",
        "at",
        "by",
        "a",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "end",
        "next",
        "this",
        "today",
        "tomorrow",
        "fortnight",
        "day",
        "days",
        "dydd",
    ],
    *[
        "0",
        "1",
        "3",
        "10",
        "13",
        "29",
        "30",
        "31",
        "32",
        "99",
        "0001",
        "1899",
        "1900",
        "2027",
        "2028",
        "2199",
        "2200",
        "9999",
        "3rd",
        "31st",
        "0th",
        "99th",
        "3/12",
        "12/13",
        "0/0",
    ],
    *[
        "29/2/2027",
        "29.2.2028",
        "2027-02-29",
        "9999-12-31",
        "10:00",
        "2pm",
        "2",
        "pm",
        "am",
        "25:00",
        "noon",
        "h",
        "m",
        "hours",
        "minutes",
        "and",
        "half",
        "1h30",
        ".",
    ],
]
PHRASES = st.one_of(
    st.text(max_size=250),
    st.text(alphabet="0123456789/.-: apmh,", max_size=24),
    st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join),
)
TODAYS = st.one_of(st.just(MONDAY), st.dates(date(1900, 1, 1), date(2199, 12, 31)))


@given(PHRASES, TODAYS)
def test_no_phrase_ever_brings_out_anything_but_a_value_or_a_refusal(text: str, today: date) -> None:
    for parse in (dates.parse_date, dates.parse_when):
        try:
            found = parse(text, today=today)
        except DomainError:
            continue
        day = found[0] if isinstance(found, tuple) else found
        assert dates.EARLIEST_YEAR <= day.year <= dates.LATEST_YEAR
    for parser in (dates.parse_time, dates.parse_duration):
        try:
            assert isinstance(parser(text), (time, timedelta))
        except DomainError:
            continue
