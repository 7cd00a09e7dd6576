"""Finding a time, decided purely: what wins and why, what is proposed, when a poll closes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import DateNotUnderstood, TimeMissing, local, to_instant
from bot.domain.poll_slots import MOST, Hours, NoSuchSlot, TooManySlots, parse_numbers, parse_slots, proposed
from bot.domain.polls import (
    Because,
    Fit,
    PollClosesInThePast,
    PollClosesTooLate,
    Said,
    Slot,
    best_first,
    closing,
    tallied,
    why,
)
from bot.domain.preferences import OfficeHours

TODAY = date(2027, 4, 1)
NOW = datetime(2027, 4, 1, 9, tzinfo=UTC)
LONDON = "Europe/London"


def slot(number: int, day: date, at: time = time(10)) -> Slot:
    starts_at = to_instant(day, at, LONDON)
    return Slot(number, day, at, starts_at, starts_at + timedelta(hours=2))


SLOTS = tuple(slot(number, date(2027, 5, 10) + timedelta(days=number)) for number in (1, 2, 3))
SEATS = {1: ("UKG",), 2: ("UKG",), 3: ("SCT",), 4: ("WLS",), 5: ()}


def said(**fits: str) -> list[Said]:
    """``p1="yny"``: what person 1 says of each slot."""
    letters = {"y": Fit.YES, "m": Fit.MAYBE, "n": Fit.NO}
    return [
        Said(number, int(person[1:]), SEATS[int(person[1:])], letters[letter])
        for person, row in fits.items()
        for number, letter in enumerate(row, 1)
        if letter != "-"
    ]


@pytest.mark.parametrize(
    ("fits", "winner", "because"),
    [
        ({"p1": "ynn", "p2": "ynn", "p3": "nyn", "p4": "nyn"}, 2, Because.COVERED),
        ({"p1": "yyn", "p2": "yyn", "p3": "mnn", "p4": "nyn"}, 2, Because.FIRMLY),
        ({"p1": "yyn", "p2": "ymn", "p3": "yyn"}, 1, Because.PEOPLE),
        ({"p1": "nyy", "p3": "nyy"}, 2, Because.EARLIEST),
        ({"p1": "nnm"}, 3, Because.ALONE),
        ({"p5": "nnm"}, 3, Because.ALONE),
    ],
)
def test_administrations_count_once_each_then_people(fits: dict[str, str], winner: int, because: Because) -> None:
    ranked = best_first(tallied(SLOTS, said(**fits)))
    assert (ranked[0].slot.number, why(ranked)) == (winner, because)


@pytest.mark.parametrize("fits", [{}, {"p1": "nnn", "p3": "nnn"}])
def test_nobody_can(fits: dict[str, str]) -> None:
    ranked = best_first(tallied(SLOTS, said(**fits)))
    assert (ranked, why(ranked)) == ([], Because.NOBODY)


FITS = st.dictionaries(
    st.sampled_from(["p1", "p2", "p3", "p4", "p5"]), st.text(alphabet="ymn-", min_size=3, max_size=3)
)


@given(FITS)
def test_no_slot_beats_one_that_covers_more(fits: dict[str, str]) -> None:
    ranked = best_first(tallied(SLOTS, said(**fits)))
    for better, worse in pairwise(ranked):
        assert better.covered >= worse.covered
        assert (better.rank, worse.slot.starts_at) >= (worse.rank, better.slot.starts_at)
        assert better.firmly <= better.covered <= 3
    assert all(one.yes + one.maybe <= len(fits) for one in ranked)


def test_slots_as_they_are_typed() -> None:
    assert parse_slots("13 May 14:00, 12 May 10:00; 12 May 10:00,", TODAY) == (
        (date(2027, 5, 12), time(10)),
        (date(2027, 5, 13), time(14)),
    )
    with pytest.raises(TimeMissing):
        parse_slots("12 May", TODAY)
    with pytest.raises(DateNotUnderstood):
        parse_slots("12 May 10:00, whenever at 9:00", TODAY)
    with pytest.raises(TooManySlots):
        parse_slots(", ".join(f"{day} May 10:00" for day in range(3, 4 + MOST)), TODAY)


def test_numbers_as_they_are_typed() -> None:
    assert parse_numbers("1, 3", 3) == parse_numbers("1 3 1", 3) == (1, 3)
    assert parse_numbers("all", 3) == (1, 2, 3)
    assert parse_numbers("", 3) == ()
    for wrong in ("0", "4", "-1", "two", "1.", "²"):
        with pytest.raises(NoSuchSlot):
            parse_numbers(wrong, 3)


def test_a_poll_closes_in_time_for_its_first_slot() -> None:
    first = SLOTS[0]
    assert closing(None, first, LONDON, NOW) == datetime(2027, 4, 8, 15, tzinfo=UTC)
    assert closing(date(2027, 4, 30), first, LONDON, NOW) == datetime(2027, 4, 30, 15, tzinfo=UTC)
    soon = slot(1, date(2027, 4, 2), time(12))
    assert NOW < closing(None, soon, LONDON, NOW) < soon.starts_at
    with pytest.raises(PollClosesTooLate):
        closing(first.day, first, LONDON, NOW)
    with pytest.raises(PollClosesInThePast):
        closing(date(2027, 3, 31), first, LONDON, NOW)


def days(first: date, count: int) -> list[date]:
    found = (first + timedelta(days=number) for number in range(count * 2))
    return [day for day in found if day.weekday() < 5][:count]


def offered(
    people: list[Hours], busy: list[tuple[datetime, datetime]] | None = None, count: int = 5, minutes: int = 120
) -> tuple[tuple[date, time], ...]:
    return proposed(
        days(date(2027, 5, 3), 20),
        people=people,
        busy=busy or [],
        minutes=minutes,
        zone=LONDON,
        usual=time(10),
        now=NOW,
        count=count,
    )


def test_slots_are_spread_at_the_usual_hour() -> None:
    found = offered([Hours(LONDON, OfficeHours())])
    assert [at for _, at in found] == [time(10)] * 5
    assert found[0][0] == date(2027, 5, 3)
    assert found[-1][0] == date(2027, 5, 28)
    assert len({day for day, _ in found}) == 5


def test_everybody_is_at_work_wherever_they_are() -> None:
    toronto = Hours("America/Toronto", OfficeHours())
    found = offered([Hours(LONDON, OfficeHours()), toronto])
    assert {at for _, at in found} == {time(14)}
    sydney = Hours("Australia/Sydney", OfficeHours())
    assert offered([toronto, sydney]) == (), "nobody is asked to sit up at night"
    early = Hours("Australia/Sydney", OfficeHours(time(7), time(15)))
    late = Hours("America/Vancouver", OfficeHours(time(12), time(20)))
    assert len(offered([late, early])) == 5


def test_part_time_is_respected() -> None:
    found = offered([Hours(LONDON, OfficeHours(time(9, 30), time(14), (0, 2)))], minutes=240)
    assert {day.weekday() for day, _ in found} == {0, 2}
    assert {at for _, at in found} == {time(10)}


def test_other_meetings_are_kept_clear_of() -> None:
    busy = [(datetime(2027, 5, 3, 8, tzinfo=UTC), datetime(2027, 5, 3, 11, 30, tzinfo=UTC))]
    found = dict(offered([Hours(LONDON, OfficeHours())], busy, count=20))
    assert found[date(2027, 5, 3)] == time(12, 30)
    assert found[date(2027, 5, 4)] == time(10)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([LONDON, "America/Toronto", "Europe/Berlin", "Asia/Kolkata"]),
            st.integers(6, 11),
            st.integers(14, 22),
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 8),
    st.sampled_from([30, 60, 90, 120, 240]),
)
def test_whatever_is_proposed_suits_every_clock(people: list[tuple[str, int, int]], count: int, minutes: int) -> None:
    hours = [Hours(zone, OfficeHours(time(opens), time(closes))) for zone, opens, closes in people]
    found = offered(hours, count=count, minutes=minutes)
    assert len(found) <= count
    for day, at in found:
        begins = to_instant(day, at, LONDON)
        for one in hours:
            there, ends = local(begins, one.zone), local(begins + timedelta(minutes=minutes), one.zone)
            assert one.office.opens <= there.time() <= ends.time() <= one.office.closes
            assert there.date() == ends.date()
