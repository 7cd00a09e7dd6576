"""Where terms lie, and in which of them a meeting falls."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import term_plans
from bot.domain.errors import DomainError
from bot.domain.term_plans import Laid, Plan, lay, months_later, planned, relaid, stored
from bot.domain.terms import Handover, Sitting, Term, term_of
from tests.messages.gallery_rotation import GROUP

TODAY = date(2027, 1, 4)
DAY = timedelta(days=1)


def at(day: date, hour: int = 0) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def term(nth: int, day: date, until: date | None, how: Handover = Handover.DATE) -> Term:
    return Term(nth, -nth, f"VAWG-T{nth}", day, until, "Europe/London", at(day), how)


def meeting(number: int, day: date, *, over: bool = False) -> Sitting:
    return Sitting(number, day, at(day, 10), over, not over)


# Months and spans


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
        (date(2027, 1, 1), 120, date(2037, 1, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_its_month(day: date, months: int, found: date) -> None:
    assert months_later(day, months) == found


@pytest.mark.parametrize(
    ("text", "months"), [("6 months", 6), ("a year", 12), ("Two  Years", 24), ("18-months", 18), ("1 month", 1)]
)
def test_a_span_is_read_as_people_say_it(text: str, months: int) -> None:
    assert term_plans.span(text) == months


@pytest.mark.parametrize("text", ["", "6", "0 months", "11 years", "six weeks", "1 months and a day", "9" * 500])
def test_a_span_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(term_plans.NotASpan):
        term_plans.span(text)


def test_a_span_begins_each_term_where_the_first_one_says_without_drifting() -> None:
    plan = Plan(date(2027, 8, 31), span=6)
    found = list(islice(plan.beginning(), 4))
    assert found == [date(2027, 8, 31), date(2028, 2, 29), date(2028, 8, 31), date(2029, 2, 28)]


def test_dates_given_one_by_one_stand_in_order() -> None:
    assert term_plans.days("1 Feb 2027, 2027-05-15", today=TODAY) == (date(2027, 2, 1), date(2027, 5, 15))
    for text in ("1 May 2027, 1 Feb 2027", "1 Feb 2027, 1 Feb 2027"):
        with pytest.raises(term_plans.TermsInOrder):
            term_plans.days(text, today=TODAY)
    for text in ("1 Feb 2099", ", ".join((TODAY + DAY * n).isoformat() for n in range(50))):
        with pytest.raises((term_plans.TermTooFarAhead, DomainError)):
            term_plans.days(text, today=TODAY)


def test_a_plan_is_kept_as_it_is() -> None:
    for plan in (Plan(TODAY, 6), Plan(TODAY, None, (TODAY, TODAY + DAY), Handover.START)):
        assert planned({"answer": 3, **stored(plan)}) == plan
    assert planned({"answer": 3}) is None
    assert stored(None) == {}


# Laying


def test_terms_are_laid_as_far_as_is_asked_and_each_ends_as_the_next_begins() -> None:
    found = lay(Plan(date(2027, 2, 1), 6), after=None, many=2, until=date(2027, 12, 31))
    assert found == [Laid(date(2027, 2, 1), date(2027, 7, 31)), Laid(date(2027, 8, 1), date(2028, 1, 31))]


def test_the_last_of_the_dates_given_has_no_end_yet() -> None:
    found = lay(Plan(TODAY, None, (date(2027, 2, 1), date(2027, 5, 1))), after=None, many=2, until=TODAY)
    assert found[-1] == Laid(date(2027, 5, 1), None)


def test_terms_to_come_keep_their_numbers_where_they_are_laid_again() -> None:
    begun = replace(term(1, TODAY, date(2027, 6, 30)), began_at=at(TODAY))
    standing = (begun, term(2, date(2027, 7, 1), None))
    found = relaid(
        standing, [Laid(date(2027, 9, 1), date(2027, 12, 31)), Laid(date(2028, 1, 1), None)], Handover.END, GROUP
    )
    assert [(one.number, one.day, one.until) for one in found] == [
        (-1, TODAY, date(2027, 8, 31)),
        (-2, date(2027, 9, 1), date(2027, 12, 31)),
        (-3, date(2028, 1, 1), None),
    ]
    assert [one.handover for one in found] == [Handover.DATE, Handover.END, Handover.END]


def test_nobody_hands_over_the_first_term_so_it_begins_on_its_day() -> None:
    assert [one.handover for one in relaid((), [Laid(TODAY, None)], Handover.START, GROUP)] == [Handover.DATE]


# Whose meeting it is

FIRST, SECOND, THIRD = date(2027, 2, 1), date(2027, 8, 1), date(2028, 2, 1)
MEETINGS = [meeting(n, day) for n, day in enumerate((date(2027, 4, 21), date(2027, 10, 20), date(2028, 1, 19)), 2)]


def spans(how: Handover) -> list[Term]:
    begun = replace(term(1, FIRST, SECOND - DAY), began_at=at(FIRST))
    return [begun, term(2, SECOND, THIRD - DAY, how), term(3, THIRD, None, how)]


@pytest.mark.parametrize(
    ("how", "numbers"), [(Handover.DATE, [-1, -2, -2]), (Handover.START, [-1, -2, -2]), (Handover.END, [-1, -1, -2])]
)
def test_a_meeting_falls_into_the_term_of_its_day_and_at_the_end_the_outgoing_chair_has_the_first(
    how: Handover, numbers: list[int]
) -> None:
    found = [term_of(one, spans(how), MEETINGS) for one in MEETINGS]
    assert [one.number if one else None for one in found] == numbers


def test_hand_overs_that_wait_happen_one_at_a_meeting() -> None:
    late = [meeting(7, date(2028, 3, 1)), meeting(8, date(2028, 6, 1)), meeting(9, date(2028, 9, 1))]
    starting = [term_of(one, spans(Handover.START), late) for one in late]
    ending = [term_of(one, spans(Handover.END), late) for one in late]
    assert [one.number if one else None for one in starting] == [-2, -3, -3]
    assert [one.number if one else None for one in ending] == [-1, -2, -3]


def test_a_cancelled_meeting_hands_nothing_over() -> None:
    cancelled = replace(MEETINGS[1], hands_over=False)
    found = term_of(MEETINGS[2], spans(Handover.END), [MEETINGS[0], cancelled, MEETINGS[2]])
    assert found is not None
    assert found.number == -1


def test_what_was_really_handed_over_counts_before_what_was_planned() -> None:
    early = [
        replace(term(1, FIRST, SECOND - DAY), began_at=at(FIRST), ended_at=at(date(2027, 3, 1))),
        replace(term(2, SECOND, THIRD - DAY), began_at=at(date(2027, 3, 1))),
    ]
    held = meeting(2, date(2027, 4, 21), over=True)
    found = term_of(held, early, [])
    assert found is not None
    assert found.number == -2
    assert term_of(meeting(1, date(2027, 1, 20), over=True), early, []) is None


def test_after_the_last_term_has_ended_no_term_covers_a_meeting() -> None:
    over = [replace(term(1, FIRST, SECOND - DAY), began_at=at(FIRST), ended_at=at(SECOND))]
    assert term_of(MEETINGS[1], over, MEETINGS) is None
    under_way = [replace(term(1, FIRST, SECOND - DAY), began_at=at(FIRST))]
    assert term_of(MEETINGS[0], under_way, MEETINGS) is not None
    assert term_of(MEETINGS[1], under_way, MEETINGS) is None


@given(
    gaps=st.lists(st.integers(1, 200), min_size=1, max_size=6),
    days=st.lists(st.integers(0, 900), min_size=1, max_size=10, unique=True),
    how=st.sampled_from(Handover),
)
def test_what_is_foreseen_of_each_meeting_is_what_happens_when_they_are_held_in_turn(
    gaps: list[int], days: list[int], how: Handover
) -> None:
    """Whatever the terms and meetings: holding the meetings one after the other, and handing over as the rules say,
    each is chaired by the term that was foreseen at the beginning."""
    day, found = FIRST, []
    for nth, gap in enumerate(gaps, 1):
        found.append(
            term(nth, day, day + DAY * (gap - 1) if nth < len(gaps) else None, Handover.DATE if nth == 1 else how)
        )
        day += DAY * gap
    coming = [meeting(n, FIRST + DAY * n) for n in sorted(days)]
    foreseen = [one.number if (one := term_of(each, found, coming)) else None for each in coming]
    happened = []
    for index, each in enumerate(coming):
        for place, one in enumerate(found):
            handed = one.handover is Handover.DATE and one.began_at is None and one.day <= each.day
            first = next((other for other in found if other.began_at is None), None)
            if handed or (one is first and one.handover is Handover.START and one.day <= each.day):
                found = _begin(found, place, at(one.day) if handed else each.starts_at)
                if not handed:
                    break
        now = [one for one in found if one.began_at is not None and one.ended_at is None]
        happened.append(now[-1].number if now else None)
        again = term_of(replace(each, over=True, hands_over=False), found, coming[index + 1 :])
        assert (again.number if again else None) == happened[-1]
        first_left = next((place for place, one in enumerate(found) if one.began_at is None), None)
        if first_left is not None and found[first_left].handover is Handover.END and found[first_left].day <= each.day:
            found = _begin(found, first_left, each.starts_at + timedelta(hours=2))
    assert foreseen == happened


def _begin(found: list[Term], place: int, instant: datetime) -> list[Term]:
    began = [replace(one, ended_at=instant) if one.began_at and not one.ended_at else one for one in found]
    began[place] = replace(began[place], began_at=instant)
    return began


def test_laid_terms_follow_each_other_without_a_gap() -> None:
    for plan in (Plan(date(2027, 1, 31), 1), Plan(date(2027, 1, 1), 7)):
        found = lay(plan, after=None, many=30, until=TODAY)
        assert all(before.until == after.day - DAY for before, after in pairwise(found))
