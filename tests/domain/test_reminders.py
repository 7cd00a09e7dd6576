"""When somebody hears of actions that are due. Weeks and days are those of the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.days import Calendar, CalendarEntry, Kind
from bot.domain.ladders import Concern, Desk
from bot.domain.reminders import (
    BUDGET,
    LEAD_AFTER,
    SECRETARIAT_AFTER,
    Digest,
    answerable,
    concern,
    listed,
    plan,
)

LONDON = "Europe/London"
SCT = Desk(LONDON, time(9), time(17), ("SCT",))
NONE = Calendar.of([])
MONDAY = date(2027, 3, 1)


def holiday(day: date, administration: str = "SCT") -> CalendarEntry:
    return CalendarEntry(administration, Kind.PUBLIC_HOLIDAY, day, day, "Holiday", "test", MONDAY)


def days_said(
    concerns: Sequence[Concern],
    *,
    since: date,
    until: date,
    desk: Desk = SCT,
    calendar: Calendar = NONE,
) -> list[Digest]:
    """Every digest from midnight of one day to another, as the clock would say them one after the other."""
    now = datetime.combine(since, time(0), ZoneInfo(desk.zone)).astimezone(UTC)
    said: list[Digest] = []
    while True:
        heard = [digest.day for digest in said]
        found = plan(now=now, desk=desk, concerns=concerns, calendar=calendar, heard=heard, late=False)
        if found is None or found.day > until:
            return said
        said.append(found)
        now = found.opens_at


def days(*concerns: Concern, since: date = MONDAY, until: date = date(2027, 4, 4), **more: object) -> list[str]:
    said = days_said(concerns, since=since, until=until, **more)  # type: ignore[arg-type]
    return [f"{digest.day:%a} {digest.day.day} {digest.day:%b}" for digest in said]


def test_an_action_due_on_a_friday_is_said_the_week_before_on_its_monday_the_day_before_and_weekly_after() -> None:
    assert days(Concern(date(2027, 3, 12), "SCT")) == [
        "Mon 1 Mar",
        "Mon 8 Mar",
        "Thu 11 Mar",
        "Mon 15 Mar",
        "Mon 22 Mar",
        "Mon 29 Mar",
    ]


def test_an_action_due_on_a_monday_is_said_the_friday_before_on_the_day_and_two_days_after() -> None:
    assert days(Concern(date(2027, 3, 15), "SCT"), until=date(2027, 3, 22)) == [
        "Mon 8 Mar",
        "Fri 12 Mar",
        "Mon 15 Mar",
        "Wed 17 Mar",
        "Mon 22 Mar",
    ]


def test_an_action_due_on_a_tuesday_is_said_the_day_before_and_on_the_day() -> None:
    assert days(Concern(date(2027, 3, 9), "SCT"), until=date(2027, 3, 15)) == [
        "Mon 1 Mar",
        "Mon 8 Mar",
        "Tue 9 Mar",
        "Mon 15 Mar",
    ]


def test_two_working_days_after_is_said_where_the_round_up_came_too_early_and_nothing_else_was_said() -> None:
    said = days(Concern(date(2027, 3, 9), "SCT"), since=date(2027, 3, 9), until=date(2027, 3, 15))
    assert said == ["Tue 9 Mar", "Thu 11 Mar", "Mon 15 Mar"]


def test_a_round_up_on_a_bank_holiday_moves_to_the_next_working_day() -> None:
    calendar = Calendar.of([holiday(date(2027, 3, 8)), holiday(date(2027, 3, 9))])
    assert days(Concern(date(2027, 3, 12), "SCT"), until=date(2027, 3, 12), calendar=calendar) == [
        "Mon 1 Mar",
        "Wed 10 Mar",
        "Thu 11 Mar",
    ]


def test_working_days_are_counted_in_the_owners_own_calendar() -> None:
    calendar = Calendar.of([holiday(date(2027, 3, 11), "NIR")])
    nir = Desk(LONDON, time(9), time(17), ("NIR",))
    action = Concern(date(2027, 3, 12), "NIR")
    assert days(action, until=date(2027, 3, 12), calendar=calendar, desk=nir)[-1] == "Wed 10 Mar"


def test_an_action_due_on_a_weekend_is_said_on_the_last_working_day_before_it() -> None:
    said = days(Concern(date(2027, 3, 13), "SCT"), since=date(2027, 3, 9), until=date(2027, 3, 17))
    assert said == ["Fri 12 Mar", "Mon 15 Mar"]


def test_many_actions_in_one_week_make_two_messages_at_most() -> None:
    week = [Concern(date(2027, 3, 8) + timedelta(days=ahead), "SCT") for ahead in range(7)]
    assert days(*week, since=date(2027, 3, 8), until=date(2027, 3, 14)) == ["Mon 8 Mar", "Tue 9 Mar"]


def test_what_somebody_heard_of_already_counts_against_the_week() -> None:
    now = datetime(2027, 3, 8, 12, tzinfo=UTC)
    heard = [date(2027, 3, 8), date(2027, 3, 8)]
    due = [Concern(date(2027, 3, 11), "SCT")]
    found = plan(now=now, desk=SCT, concerns=due, calendar=NONE, heard=heard, late=False)
    assert found is not None
    assert found.day == date(2027, 3, 15)


def test_nothing_due_means_nothing_to_say() -> None:
    now = datetime(2027, 3, 8, 12, tzinfo=UTC)
    assert plan(now=now, desk=SCT, concerns=[], calendar=NONE, heard=[], late=False) is None


def test_an_action_due_in_ten_years_is_found_at_once() -> None:
    found = days_said([Concern(date(2037, 3, 13), "SCT")], since=MONDAY, until=date(2037, 3, 13))
    assert [digest.day for digest in found] == [date(2037, 3, 2), date(2037, 3, 9), date(2037, 3, 12)]


def test_the_seats_lead_hears_after_five_working_days_and_the_secretariat_after_ten() -> None:
    calendar = Calendar.of([holiday(date(2027, 3, 10))])
    lead = Concern(date(2027, 3, 4), "SCT", LEAD_AFTER)
    secretariat = Concern(date(2027, 3, 4), "SCT", SECRETARIAT_AFTER)
    office = Desk(LONDON, time(9), time(17), (), ("SCT", "WLS"))
    assert days(lead, until=date(2027, 3, 22), calendar=calendar) == ["Fri 12 Mar", "Mon 15 Mar", "Mon 22 Mar"]
    assert days(secretariat, until=date(2027, 3, 22), calendar=calendar, desk=office) == ["Fri 19 Mar", "Mon 22 Mar"]


def test_the_secretariat_is_off_only_where_every_seat_it_serves_is() -> None:
    calendar = Calendar.of([holiday(MONDAY), holiday(date(2027, 3, 2)), holiday(date(2027, 3, 2), "WLS")])
    office = Desk(LONDON, time(9), time(17), (), ("SCT", "WLS"))
    assert office.working(MONDAY, calendar)
    assert not office.working(date(2027, 3, 2), calendar)


def test_somebody_of_two_administrations_is_off_when_either_is() -> None:
    calendar = Calendar.of([holiday(MONDAY, "WLS")])
    assert not Desk(LONDON, time(9), time(17), ("SCT", "WLS")).working(MONDAY, calendar)


def test_a_digest_that_nothing_could_say_is_said_when_office_hours_begin_again() -> None:
    now = datetime(2027, 3, 8, 18, tzinfo=UTC)
    due = [Concern(date(2027, 3, 12), "SCT")]
    found = plan(now=now, desk=SCT, concerns=due, calendar=NONE, heard=[], late=True)
    assert found is not None
    assert found.opens_at == datetime(2027, 3, 9, 9, tzinfo=UTC)


def test_what_is_listed_in_a_digest_is_overdue_due_this_week_or_five_working_days_from_a_day_of_it() -> None:
    monday = date(2027, 3, 8)
    assert listed(Concern(date(2026, 1, 1), "SCT"), monday, SCT, NONE)
    assert listed(Concern(date(2027, 3, 14), "SCT"), monday, SCT, NONE)
    assert listed(Concern(date(2027, 3, 19), "SCT"), monday, SCT, NONE)
    assert not listed(Concern(date(2027, 3, 20), "SCT"), monday, SCT, NONE)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 29, 8, tzinfo=UTC)),
        (datetime(2027, 10, 30, 12, tzinfo=UTC), datetime(2027, 11, 1, 9, tzinfo=UTC)),
    ],
)
def test_nine_o_clock_stays_nine_o_clock_over_both_clock_changes(now: datetime, opens: datetime) -> None:
    for name in (LONDON, "Europe/Dublin", "Europe/Jersey"):
        desk = Desk(name, time(9), time(17), ("SCT",))
        due = [Concern(now.date(), "SCT")]
        found = plan(now=now, desk=desk, concerns=due, calendar=NONE, heard=[], late=False)
        assert found is not None
        assert found.opens_at == opens


def test_who_must_act_is_the_holder_else_the_lead_else_the_secretariat() -> None:
    assert answerable(3, (1, 2), (9,)) == 3
    assert answerable(None, (1, 2), (9,)) == 1
    assert answerable(None, (), (9,)) == 9
    assert answerable(None, (), ()) is None


def test_an_action_concerns_its_owner_now_and_its_lead_and_secretariat_later() -> None:
    facts = {"due": MONDAY, "seat": "SCT", "holder": 3, "leads": (1,), "secretariat": (9,)}
    assert concern(3, **facts) == Concern(MONDAY, "SCT")  # type: ignore[arg-type]
    assert concern(1, **facts) == Concern(MONDAY, "SCT", LEAD_AFTER)  # type: ignore[arg-type]
    assert concern(9, **facts) == Concern(MONDAY, "SCT", SECRETARIAT_AFTER)  # type: ignore[arg-type]
    assert concern(4, **facts) is None  # type: ignore[arg-type]


def test_a_lead_who_owns_it_hears_as_the_owner_and_not_twice() -> None:
    found = concern(1, due=MONDAY, seat="SCT", holder=1, leads=(1,), secretariat=())
    assert found == Concern(MONDAY, "SCT")


_DAYS = st.dates(date(2027, 3, 1), date(2027, 5, 31))


@settings(max_examples=150, deadline=None)
@given(
    concerns=st.lists(st.builds(Concern, _DAYS, st.just("SCT"), st.sampled_from([0, 0, 0, 5, 10])), max_size=12),
    off=st.lists(_DAYS, max_size=15),
)
def test_whatever_is_due_nobody_hears_more_than_twice_a_week_nor_outside_their_working_days(
    concerns: list[Concern], off: list[date]
) -> None:
    calendar = Calendar.of([holiday(day) for day in off])
    said = days_said(concerns, since=MONDAY, until=date(2027, 6, 30), calendar=calendar)
    weeks = [digest.day - timedelta(days=digest.day.weekday()) for digest in said]
    assert all(weeks.count(week) <= BUDGET for week in weeks)
    assert len({digest.day for digest in said}) == len(said)
    assert all(SCT.working(digest.day, calendar) for digest in said)
    assert all(any(listed(one, digest.day, SCT, calendar) for one in concerns) for digest in said)


@settings(max_examples=150, deadline=None)
@given(due=st.lists(_DAYS, min_size=1, max_size=12), off=st.lists(_DAYS, max_size=10))
def test_every_action_is_said_before_its_day_and_again_within_a_working_week_after_it(
    due: list[date], off: list[date]
) -> None:
    calendar = Calendar.of([holiday(day) for day in off])
    said = days_said(
        [Concern(one, "SCT") for one in due], since=date(2027, 2, 1), until=date(2027, 7, 31), calendar=calendar
    )
    for one in due:
        told = [digest.day for digest in said if listed(Concern(one, "SCT"), digest.day, SCT, calendar)]
        working_before = [day for day in told if day < one]
        assert working_before
        assert any(one < day <= SCT.step(one + timedelta(days=7), 1, calendar) for day in told)
