"""How long one waits for an answer, and when a chair has its pack."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.policies import Limits, NotALimit, limit
from bot.domain.rotation import Role, Slot, assign, events, replay
from bot.domain.turn_notices import pack_at, pack_day

SEATS = ("UKG", "SCT", "WLS")


@pytest.mark.parametrize(("typed", "days"), [("1", 1), (" 3 ", 3), ("60", 60), ("05", 5)])
def test_a_limit_is_a_number_of_working_days(typed: str, days: int) -> None:
    assert limit(typed) == days


@pytest.mark.parametrize("typed", ["", "0", "61", "-1", "1.5", "three", "9" * 50, "٣", "3 days"])
def test_anything_else_is_no_limit(typed: str) -> None:
    with pytest.raises(NotALimit):
        limit(typed)


def test_unless_a_group_says_otherwise_three_days_to_answer_and_five_for_an_offer() -> None:
    assert Limits() == Limits(answer=3, offer=5)


def test_the_pack_comes_a_week_before_at_nine_in_the_groups_zone_or_at_once() -> None:
    day, starts_at = date(2027, 4, 21), datetime(2027, 4, 21, 9, tzinfo=UTC)
    assert pack_day(day) == date(2027, 4, 14)
    early, late = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2027, 4, 20, 9, tzinfo=UTC)
    assert pack_at(day, starts_at, "Europe/London", early) == datetime(2027, 4, 14, 8, tzinfo=UTC)
    assert pack_at(day, starts_at, "Europe/London", late) == late
    assert pack_at(day, starts_at, "Europe/London", starts_at) is None


def test_the_next_dated_change_is_known_until_it_holds() -> None:
    rotation = replay(SEATS)
    assert rotation.changes_on is None
    later = rotation.then(
        events.DayCame(date(2027, 1, 4)),
        events.Resumed("SCT", date(2027, 6, 1)),
        events.Suspended("SCT", date(2027, 3, 1)),
    )
    assert later.changes_on == date(2027, 3, 1)
    assert later.then(events.DayCame(date(2027, 3, 1))).changes_on == date(2027, 6, 1)


def test_whether_a_seat_is_suspended_by_a_day_follows_what_was_said() -> None:
    rotation = replay(SEATS).then(
        events.DayCame(date(2027, 1, 4)),
        events.Suspended("SCT", date(2027, 3, 1)),
        events.Resumed("SCT", date(2027, 6, 1)),
    )
    days = (date(2027, 2, 28), date(2027, 3, 1), date(2027, 5, 31), date(2027, 6, 1))
    assert [rotation.suspended_by("SCT", day) for day in days] == [False, True, True, False]
    assert not rotation.suspended_by("WLS", date(2027, 4, 1))


def test_what_a_suspension_frees_is_told_on_and_nobody_else_is_moved() -> None:
    slots = [Slot(1, date(2027, 1, 20)), Slot(2, date(2027, 4, 21))]
    rotation = replay(SEATS)
    told = rotation.then(*assign(rotation, slots, through=1))
    suspended = told.then(events.Suspended("UKG"))
    again = suspended.then(*assign(suspended, slots))
    assert again.holder(1, Role.CHAIR) == "WLS"
    assert again.holder(1, Role.HOST) == told.holder(1, Role.HOST) == "SCT"
