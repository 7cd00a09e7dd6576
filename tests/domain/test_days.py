"""Holidays, working days and free days, over small calendars written out here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.days import (
    Calendar,
    CalendarEntry,
    EntryEndsBeforeItBegins,
    EntryTooLong,
    Kind,
    NoFreeDay,
    NoWorkingDay,
    add_working_days,
    check,
    first_clear,
    free_for_all,
    holidays_on,
    is_working_day,
    nearest_free,
    shift,
    shift_all,
    working_days_between,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (
    date(2027, 7, 12) + timedelta(days=n) for n in range(7)
)
WEEK = timedelta(days=7)


def entry(administration: str, kind: Kind, first: date, last: date | None = None, name: str = "A day") -> CalendarEntry:
    return CalendarEntry(administration, kind, first, last or first, name, "https://example.org", date(2026, 11, 23))


def holiday(administration: str, *days: date) -> list[CalendarEntry]:
    return [entry(administration, Kind.PUBLIC_HOLIDAY, day) for day in days]


def test_a_holiday_of_one_administration_is_no_holiday_of_another() -> None:
    calendar = Calendar.of(holiday("NIR", MONDAY))
    assert not is_working_day(MONDAY, "NIR", calendar)
    assert is_working_day(MONDAY, "SCT", calendar)
    assert not free_for_all(MONDAY, ["SCT", "NIR"], calendar)
    assert free_for_all(MONDAY, ["SCT", "WLS"], calendar)


@pytest.mark.parametrize(
    ("kind", "working"),
    [
        (Kind.PUBLIC_HOLIDAY, False),
        (Kind.CLOSURE, False),
        (Kind.LEAVE, False),
        (Kind.RECESS, True),
        (Kind.PRE_ELECTION, True),
    ],
)
def test_closure_and_leave_count_as_holidays_recess_and_pre_election_do_not(kind: Kind, working: bool) -> None:
    calendar = Calendar.of([entry("WLS", kind, MONDAY, WEDNESDAY)])
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        assert is_working_day(day, "WLS", calendar) is working
    assert is_working_day(THURSDAY, "WLS", calendar)


def test_a_weekend_is_no_working_day_of_anybody() -> None:
    calendar = Calendar.of([])
    assert not is_working_day(SATURDAY, "IRL", calendar)
    assert not is_working_day(SUNDAY, "IRL", calendar)
    assert not free_for_all(SATURDAY, [], calendar)


def test_holidays_are_listed_in_the_order_of_the_seats() -> None:
    calendar = Calendar.of(holiday("NIR", MONDAY) + holiday("IRL", MONDAY) + [entry("IRL", Kind.RECESS, MONDAY)])
    assert [found.administration for found in holidays_on(MONDAY, ["IRL", "SCT", "NIR"], calendar)] == ["IRL", "NIR"]


def test_an_entry_may_not_end_before_it_begins_nor_last_longer_than_a_year() -> None:
    with pytest.raises(EntryEndsBeforeItBegins) as ends:
        entry("SCT", Kind.RECESS, TUESDAY, MONDAY)
    assert (ends.value.first_day, ends.value.last_day) == (TUESDAY, MONDAY)
    with pytest.raises(EntryTooLong) as long:
        entry("SCT", Kind.RECESS, MONDAY, MONDAY + timedelta(days=366))
    assert long.value.most_days == 366
    assert entry("SCT", Kind.RECESS, MONDAY, MONDAY + timedelta(days=365)).last_day == date(2028, 7, 11)


def test_three_working_days_are_counted_in_the_calendar_of_whoever_must_act() -> None:
    calendar = Calendar.of(holiday("NIR", MONDAY, TUESDAY))
    friday_before = MONDAY - timedelta(days=3)
    assert add_working_days(friday_before, 3, "SCT", calendar) == WEDNESDAY
    assert add_working_days(friday_before, 3, "NIR", calendar) == FRIDAY


def test_five_working_days_before_are_counted_backwards() -> None:
    calendar = Calendar.of(holiday("NIR", MONDAY))
    assert add_working_days(FRIDAY, -5, "SCT", calendar) == FRIDAY - WEEK
    assert add_working_days(FRIDAY, -5, "NIR", calendar) == THURSDAY - WEEK
    assert add_working_days(SUNDAY, -1, "SCT", calendar) == FRIDAY
    assert add_working_days(SATURDAY, 1, "SCT", calendar) == MONDAY + WEEK


def test_no_working_days_at_all_is_the_day_itself_or_the_next_that_is_one() -> None:
    calendar = Calendar.of(holiday("NIR", MONDAY))
    assert add_working_days(TUESDAY, 0, "NIR", calendar) == TUESDAY
    assert add_working_days(MONDAY, 0, "NIR", calendar) == TUESDAY
    assert add_working_days(SATURDAY, 0, "NIR", calendar) == MONDAY + WEEK


def closed_for_years(administration: str) -> Calendar:
    return Calendar.of(
        entry(administration, Kind.CLOSURE, date(year, 1, 1), date(year, 12, 31)) for year in range(2020, 2035)
    )


def test_an_administration_that_never_works_is_said_to_have_no_working_day() -> None:
    for count in (1, -1, 0):
        with pytest.raises(NoWorkingDay) as caught:
            add_working_days(MONDAY, count, "SCT", closed_for_years("SCT"))
        assert (caught.value.administration, caught.value.day) == ("SCT", MONDAY)
    with pytest.raises(NoFreeDay):
        nearest_free(MONDAY, ["SCT", "WLS"], closed_for_years("SCT"))
    with pytest.raises(NoFreeDay):
        check(MONDAY, ["SCT"], closed_for_years("SCT"))


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
ENTRIES = st.lists(
    st.builds(
        lambda who, kind, first, length: entry(who, kind, first, first + timedelta(days=length)),
        st.sampled_from(["UKG", "SCT", "NIR"]),
        st.sampled_from(list(Kind)),
        DAYS,
        st.integers(0, 12),
    ),
    max_size=25,
)


def slowly_working(day: date, administration: str, entries: Sequence[CalendarEntry]) -> bool:
    return day.isoweekday() <= 5 and not any(
        found.administration == administration
        and found.kind.value in ("public-holiday", "closure", "leave")
        and found.first_day <= day <= found.last_day
        for found in entries
    )


@given(ENTRIES, DAYS, DAYS)
def test_working_days_between_agree_with_looking_at_every_day(
    entries: list[CalendarEntry], one: date, other: date
) -> None:
    calendar = Calendar.of(entries)
    earlier, later = min(one, other), max(one, other)
    between = [earlier + timedelta(days=n) for n in range((later - earlier).days + 1)]
    after = sum(slowly_working(day, "SCT", entries) for day in between[1:])
    before = sum(slowly_working(day, "SCT", entries) for day in between[:-1])
    assert working_days_between(earlier, later, "SCT", calendar) == after
    if earlier != later:
        assert working_days_between(later, earlier, "SCT", calendar) == -before


@given(ENTRIES, DAYS, st.integers(-40, 40).filter(bool))
def test_counting_there_and_measuring_back_agree(entries: list[CalendarEntry], day: date, count: int) -> None:
    calendar = Calendar.of(entries)
    found = add_working_days(day, count, "NIR", calendar)
    assert slowly_working(found, "NIR", entries)
    assert (found > day) is (count > 0)
    assert working_days_between(day, found, "NIR", calendar) == count


def slowly_nearest(day: date, entries: Sequence[CalendarEntry]) -> date:
    """Every day of a year on either side, sorted by the rule as it is written."""
    days = [day + timedelta(days=n) for n in range(-370, 371)]
    free = [found for found in days if all(slowly_working(found, who, entries) for who in ("UKG", "SCT", "NIR"))]
    monday = day - timedelta(days=day.weekday())
    return min(
        free,
        key=lambda found: (
            found != day,
            not monday <= found < monday + WEEK,
            abs((found - day).days),
            -found.toordinal(),
        ),
    )


@given(ENTRIES, DAYS)
def test_the_nearest_free_day_is_in_the_same_week_if_there_is_one_and_else_the_nearest_later_first(
    entries: list[CalendarEntry], day: date
) -> None:
    assert nearest_free(day, ["UKG", "SCT", "NIR"], Calendar.of(entries)) == slowly_nearest(day, entries)


def test_of_two_days_equally_near_the_later_is_taken() -> None:
    calendar = Calendar.of(holiday("NIR", WEDNESDAY))
    assert nearest_free(WEDNESDAY, ["SCT", "NIR"], calendar) == THURSDAY
    assert nearest_free(WEDNESDAY, ["SCT"], calendar) == WEDNESDAY


def test_a_day_in_the_same_week_is_taken_before_a_nearer_one_in_the_next() -> None:
    calendar = Calendar.of(holiday("NIR", THURSDAY, FRIDAY))
    assert nearest_free(FRIDAY, ["NIR"], calendar) == WEDNESDAY
    assert nearest_free(SUNDAY, ["SCT"], calendar) == FRIDAY


def test_a_whole_week_of_holidays_leads_to_the_nearest_free_day_outside_it() -> None:
    calendar = Calendar.of([entry("JEY", Kind.CLOSURE, MONDAY, FRIDAY)])
    assert nearest_free(TUESDAY, ["JEY"], calendar) == MONDAY - timedelta(days=3)
    assert nearest_free(WEDNESDAY, ["JEY"], calendar) == MONDAY + WEEK
    assert nearest_free(TUESDAY, ["JEY"], calendar, not_before=TUESDAY) == MONDAY + WEEK


def test_a_shift_says_what_it_is_because_of() -> None:
    twelfth = holiday("NIR", MONDAY)
    shifted = shift(MONDAY, ["IRL", "NIR"], Calendar.of(twelfth))
    assert (shifted.asked, shifted.day, shifted.because) == (MONDAY, TUESDAY, tuple(twelfth))
    assert shifted.moved
    assert not shifted.weekend
    stayed = shift(TUESDAY, ["IRL", "NIR"], Calendar.of(twelfth))
    assert (stayed.day, stayed.because, stayed.moved) == (TUESDAY, (), False)
    assert shift(SATURDAY, ["IRL"], Calendar.of([])).weekend


def test_a_series_never_has_two_meetings_shifted_onto_one_day() -> None:
    calendar = Calendar.of(holiday("SCT", MONDAY))
    shifts = shift_all([MONDAY, TUESDAY, WEDNESDAY], ["SCT"], calendar)
    assert [found.day for found in shifts] == [THURSDAY, TUESDAY, WEDNESDAY]
    assert [found.moved for found in shifts] == [True, False, False]
    two_away = Calendar.of(holiday("SCT", MONDAY, TUESDAY))
    assert [found.day for found in shift_all([MONDAY, TUESDAY], ["SCT"], two_away)] == [WEDNESDAY, THURSDAY]


def test_a_shifted_series_keeps_off_days_already_taken() -> None:
    calendar = Calendar.of(holiday("SCT", MONDAY))
    (shifted,) = shift_all([MONDAY], ["SCT"], calendar, avoiding=[TUESDAY])
    assert shifted.day == WEDNESDAY
    (moved,) = shift_all([TUESDAY], ["SCT"], calendar, avoiding=[TUESDAY])
    assert (moved.day, moved.because) == (WEDNESDAY, ())


@given(ENTRIES, st.lists(DAYS, unique=True, max_size=30).map(sorted))
def test_shifted_days_are_all_free_and_all_different(entries: list[CalendarEntry], days: list[date]) -> None:
    calendar = Calendar.of(entries)
    shifts = shift_all(days, ["UKG", "SCT"], calendar)
    assert [found.asked for found in shifts] == days
    assert len({found.day for found in shifts}) == len(days)
    assert all(free_for_all(found.day, ["UKG", "SCT"], calendar) for found in shifts)
    for found in shifts:
        assert found.moved or not found.because
        assert found.moved is not free_for_all(found.asked, ["UKG", "SCT"], calendar)


def test_a_check_names_who_is_affected_by_what_and_the_free_days_around_it() -> None:
    calendar = Calendar.of(
        [
            *holiday("NIR", MONDAY),
            entry("WLS", Kind.PRE_ELECTION, MONDAY - WEEK, WEDNESDAY),
            entry("SCT", Kind.RECESS, MONDAY, FRIDAY),
        ]
    )
    found = check(MONDAY, ["SCT", "WLS", "NIR", "IRL"], calendar)
    assert [one.administration for one in found.blocked] == ["NIR"]
    assert [one.administration for one in found.warnings] == ["SCT", "WLS"]
    assert found.affected == ("NIR", "SCT", "WLS")
    assert not found.free
    assert (found.before, found.after) == (MONDAY - timedelta(days=3), TUESDAY)
    assert found.clear == THURSDAY


def test_a_free_day_with_warnings_may_still_be_proposed() -> None:
    calendar = Calendar.of([entry("WLS", Kind.PRE_ELECTION, MONDAY, FRIDAY)])
    found = check(TUESDAY, ["WLS"], calendar)
    assert found.free
    assert (found.before, found.after, found.clear) == (MONDAY, WEDNESDAY, MONDAY + WEEK)
    assert first_clear(TUESDAY, ["SCT"], calendar) == TUESDAY


def test_a_weekend_is_checked_as_such() -> None:
    found = check(SATURDAY, ["SCT"], Calendar.of([]))
    assert (found.weekend, found.free, found.affected) == (True, False, ())
    assert (found.before, found.after) == (FRIDAY, MONDAY + WEEK)


def test_equal_entries_count_once_and_holidays_stand_first() -> None:
    twice = [entry("SCT", Kind.RECESS, MONDAY), *holiday("SCT", MONDAY), *holiday("SCT", MONDAY)]
    assert [found.kind for found in Calendar.of(twice).on(MONDAY, "SCT")] == [Kind.PUBLIC_HOLIDAY, Kind.RECESS]
