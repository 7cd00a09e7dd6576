"""Public holidays of the built-in administrations and of those that are added, from the library and our own table."""

from __future__ import annotations

import calendar as civil
from datetime import date, timedelta

import holidays
import pytest

from bot.calendars import (
    OWN_DAYS,
    HolidaySubdivisionNeeded,
    UnknownHolidayCode,
    calendar_for,
    holiday_code,
    public_holidays,
)
from bot.domain.administrations import BUILT_IN, TERRITORIES, Administration
from bot.domain.dates import zone
from bot.domain.days import CalendarEntry, Kind, add_working_days, free_for_all, holidays_on, is_working_day, shift

YEARS = range(2022, 2031)
ALL = calendar_for(administrations=BUILT_IN, years=YEARS)
FIVE = ("UKG", "SCT", "WLS", "NIR", "IRL")
CODES = tuple(administration.code for administration in BUILT_IN)


def every_day(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=offset) for offset in range(365 + civil.isleap(year))]


def closed_on(day: date) -> set[str]:
    return {entry.administration for entry in holidays_on(day, CODES, ALL)}


def names(administration: str, day: date) -> list[str]:
    return [entry.name for entry in holidays_on(day, [administration], ALL)]


@pytest.mark.parametrize(("year", "free"), [(2026, 244), (2027, 245), (2028, 244), (2029, 245)])
def test_weekdays_free_for_all_five_are_as_many_as_were_counted(year: int, free: int) -> None:
    assert sum(free_for_all(day, FIVE, ALL) for day in every_day(year)) == free


def test_the_twelfth_of_july_is_a_holiday_in_northern_ireland_alone() -> None:
    for year in YEARS:
        assert closed_on(date(year, 7, 12)) == {"NIR"}
    assert closed_on(date(2026, 7, 13)) == {"NIR"}
    assert date(2026, 7, 13).weekday() == civil.MONDAY
    assert names("NIR", date(2026, 7, 13)) == ["Battle of the Boyne (Orangemen's Day) (substitute day)"]
    assert not is_working_day(date(2026, 7, 13), "NIR", ALL)
    assert closed_on(date(2027, 7, 13)) == set()


def test_scotland_alone_had_the_fifteenth_of_june_2026() -> None:
    assert closed_on(date(2026, 6, 15)) == {"SCT"}


def test_days_announced_late_are_there_from_our_own_table() -> None:
    assert {"UKG", "SCT", "WLS", "NIR"} <= closed_on(date(2022, 9, 19))
    assert {"UKG", "SCT", "WLS", "NIR"} <= closed_on(date(2023, 5, 8))
    assert "IRL" not in closed_on(date(2022, 9, 19)) | closed_on(date(2023, 5, 8))
    (entry,) = holidays_on(date(2026, 6, 15), ["SCT"], ALL)
    assert entry.source.startswith("Banking and Financial Dealings Act 1971")


def test_our_own_table_wins_over_the_library_day_by_day() -> None:
    for own in OWN_DAYS:
        for code in own.calendars:
            (entry,) = (found for found in public_holidays("XXX", code, [own.day.year]) if found.first_day == own.day)
            assert (entry.name, entry.source, entry.checked_on) == (own.name, own.source, own.checked_on)


def test_good_friday_is_no_public_holiday_in_ireland_and_one_everywhere_else() -> None:
    for good_friday in (date(2026, 4, 3), date(2027, 3, 26), date(2028, 4, 14)):
        assert closed_on(good_friday) == set(CODES) - {"IRL"}
        assert is_working_day(good_friday, "IRL", ALL)


def test_easter_monday_is_a_bank_holiday_everywhere_but_in_scotland() -> None:
    assert closed_on(date(2027, 3, 29)) == set(CODES) - {"SCT"}


def test_the_islands_have_their_own_days() -> None:
    assert closed_on(date(2027, 7, 5)) == {"IMN"}
    assert closed_on(date(2028, 5, 9)) == {"JEY", "GGY"}
    assert closed_on(date(2027, 6, 4)) == {"IMN"}


def test_ireland_has_its_own_bank_holidays() -> None:
    assert closed_on(date(2027, 2, 1)) == {"IRL"}
    assert closed_on(date(2027, 10, 25)) == {"IRL"}
    assert closed_on(date(2027, 3, 17)) == {"IRL", "NIR"}


def test_a_substitute_day_is_named_as_such_and_keeps_the_other_day_too() -> None:
    assert names("SCT", date(2028, 1, 1)) == ["New Year's Day"]
    assert names("SCT", date(2028, 1, 3)) == ["New Year's Day (substitute day)"]
    assert names("SCT", date(2028, 1, 4)) == ["2nd January (substitute day)"]
    assert names("WLS", date(2027, 12, 27)) == ["Christmas Day (substitute day)"]
    assert names("WLS", date(2027, 12, 28)) == ["Boxing Day (substitute day)"]
    assert names("JEY", date(2027, 12, 28)) == ["Boxing Day (substitute day)"]


def test_two_holidays_on_one_day_are_two_entries() -> None:
    assert names("SCT", date(2023, 1, 2)) == ["2nd January", "New Year's Day (substitute day)"]


def test_every_name_is_free_of_the_librarys_labels() -> None:
    for administration in BUILT_IN:
        for entry in public_holidays(administration.code, administration.holidays, YEARS):
            assert "observed" not in entry.name
            assert ";" not in entry.name
            assert entry.kind is Kind.PUBLIC_HOLIDAY
            assert not entry.provisional
            assert entry.first_day == entry.last_day


@pytest.mark.parametrize("administration", BUILT_IN, ids=lambda one: one.code)
def test_days_asked_for_year_by_year_are_those_of_the_library_asked_at_once(administration: Administration) -> None:
    country, _, part = administration.holidays.partition("-")
    library = holidays.country_holidays(country, subdiv=part or None, years=YEARS)
    ours = {entry.first_day for entry in public_holidays(administration.code, administration.holidays, YEARS)}
    own = {one.day for one in OWN_DAYS if administration.holidays in one.calendars}
    assert ours == {day for day in library if day.year in YEARS} | own


def test_uk_government_keeps_the_bank_holidays_of_england() -> None:
    assert {entry.first_day for entry in public_holidays("UKG", "GB-ENG", YEARS)} == {
        day for year in YEARS for day in every_day(year) if "UKG" in closed_on(day)
    }


def test_every_built_in_administration_has_a_zone_a_calendar_and_territories_that_exist() -> None:
    for administration in BUILT_IN:
        assert zone(administration.zone).key == administration.zone
        assert holiday_code(administration.holidays) == administration.holidays
        assert administration.territories
        assert set(administration.territories) <= set(TERRITORIES)
    assert set(CODES) == {"UKG", "SCT", "WLS", "NIR", "IRL", "IMN", "JEY", "GGY"}
    assert set(CODES) - set(TERRITORIES) == {"UKG"}
    assert set(TERRITORIES) - set(CODES) == {"ENG"}


@pytest.mark.parametrize(
    ("asked", "code"), [("DE", "DE"), ("de", "DE"), (" ca-on ", "CA-ON"), ("GB-SCT", "GB-SCT"), ("IE", "IE")]
)
def test_a_code_is_a_country_and_perhaps_a_part_of_it(asked: str, code: str) -> None:
    assert holiday_code(asked) == code
    assert public_holidays("XXX", asked, [2027]) == public_holidays("XXX", code, [2027]) != ()


@pytest.mark.parametrize(
    "asked", ["", "ZZ", "Germany", "DEU", "UK", "IM-X", "DE-", "DE-BY-X", "D\ud800", "../etc", "X" * 100_000, "NYSE"]
)
def test_a_code_of_no_country_is_refused_with_what_was_asked(asked: str) -> None:
    with pytest.raises(UnknownHolidayCode) as caught:
        holiday_code(asked)
    assert caught.value.asked == asked[:40]


def test_a_part_that_the_country_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(HolidaySubdivisionNeeded) as caught:
        holiday_code("CA-XX")
    assert (caught.value.asked, caught.value.country) == ("CA-XX", "CA")
    assert caught.value.known.startswith("AB, BC, MB")


def test_the_united_kingdom_as_a_whole_is_no_calendar() -> None:
    for asked in ("GB", "GB-UK"):
        with pytest.raises(HolidaySubdivisionNeeded) as caught:
            holiday_code(asked)
        assert caught.value.known == "ENG, NIR, SCT, WLS"


def test_an_added_administration_has_its_days_by_name_in_english() -> None:
    germany = Administration("DEU", "Germany", "Europe/Berlin", "DE", ("de",), ("DEU",))
    days = calendar_for(administrations=[germany], years=range(2027, 2028))
    assert [entry.name for entry in holidays_on(date(2027, 10, 3), ["DEU"], days)] == ["German Unity Day"]


def test_an_estimated_day_is_provisional_and_its_name_says_nothing_of_it() -> None:
    days = public_holidays("XXX", "AE", [2030])
    estimated = [entry for entry in days if entry.provisional]
    assert estimated
    assert not any("estimated" in entry.name for entry in days)


def test_without_a_code_no_holidays_are_known() -> None:
    assert public_holidays("XXX", "", [2027]) == ()


def test_the_years_on_either_side_are_there_for_counting_over_new_year() -> None:
    one_year = calendar_for(administrations=BUILT_IN, years=range(2027, 2028))
    assert add_working_days(date(2027, 12, 31), 1, "SCT", one_year) == date(2028, 1, 5)
    assert add_working_days(date(2027, 1, 1), -4, "SCT", one_year) == date(2026, 12, 24)


def test_entries_that_a_group_added_stand_beside_public_holidays() -> None:
    closure = CalendarEntry(
        "IRL", Kind.CLOSURE, date(2027, 3, 26), date(2027, 3, 26), "Office closed", "a note", date(2026, 11, 23)
    )
    days = calendar_for(administrations=BUILT_IN, years=range(2027, 2028), extra_entries=[closure])
    assert holidays_on(date(2027, 3, 26), ["IRL"], days) == (closure,)
    assert is_working_day(date(2027, 3, 26), "IRL", ALL)


def test_the_same_question_gives_the_same_index() -> None:
    once = calendar_for(administrations=BUILT_IN, years=YEARS)
    again = calendar_for(administrations=reversed(BUILT_IN), years=YEARS)
    assert again is once
    assert calendar_for(administrations=BUILT_IN, years=range(2022, 2030)) is not ALL


def test_a_meeting_on_the_twelfth_goes_to_the_day_after_and_says_why() -> None:
    shifted = shift(date(2027, 7, 12), FIVE, ALL)
    assert shifted.day == date(2027, 7, 13)
    assert [(entry.administration, entry.name) for entry in shifted.because] == [
        ("NIR", "Battle of the Boyne (Orangemen's Day)")
    ]


def test_christmas_week_leads_back_to_a_day_in_the_same_week() -> None:
    # Friday 25 December 2026: Thursday the 24th is a working day of all five.
    assert shift(date(2026, 12, 25), FIVE, ALL).day == date(2026, 12, 24)


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_the_last_year_that_dates_may_name_have_days_without_a_fault(year: int) -> None:
    for code in ("GB-SCT", "IE", "IM", "JE", "GG", "DE", "JP", "SA", "CA-ON"):
        assert all(entry.first_day.year == year for entry in public_holidays("XXX", code, [year]))
