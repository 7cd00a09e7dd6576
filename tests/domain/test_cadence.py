"""Series in words: the grammar, its canonical text, and the days checked against a slow reading and dateutil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import cadence as cadences
from bot.domain import dates
from bot.domain.cadence import (
    LAST,
    Cadence,
    Monthly,
    OnDays,
    OnWeekday,
    SeriesSaysMore,
    Weekly,
    canonical,
    moved,
    occurrences,
    parse_cadence,
)
from bot.domain.errors import DomainError

Refusal = TypeVar("Refusal", bound=DomainError)
AT, LENGTH = cadences.DEFAULT_AT, cadences.DEFAULT_LENGTH
QUARTERS = (1, 4, 7, 10)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("third wednesday of jan, apr, jul, oct", Monthly(OnWeekday((3,), 2), months=QUARTERS)),
        ("Third Wednesday of January, April, July and October", Monthly(OnWeekday((3,), 2), months=QUARTERS)),
        ("the 3rd wed in jan apr jul oct", Monthly(OnWeekday((3,), 2), months=QUARTERS)),
        ("on the third wednesday of oct, jul, apr, jan", Monthly(OnWeekday((3,), 2), months=QUARTERS)),
        ("every 6 weeks on tuesday", Weekly(6, (1,))),
        ("every six weeks on Tuesdays", Weekly(6, (1,))),
        ("every 2 weeks on tue and thu", Weekly(2, (1, 3))),
        ("every other week on thu & tue", Weekly(2, (1, 3))),
        ("every second week on tue", Weekly(2, (1,))),
        ("fortnightly on tuesday", Weekly(2, (1,))),
        ("every fortnight on tuesday", Weekly(2, (1,))),
        ("weekly on friday", Weekly(1, (4,))),
        ("every week on friday", Weekly(1, (4,))),
        ("every friday", Weekly(1, (4,))),
        ("every monday, wednesday and friday", Weekly(1, (0, 2, 4))),
        ("monthly on the first thursday", Monthly(OnWeekday((1,), 3))),
        ("every month on the first thursday", Monthly(OnWeekday((1,), 3))),
        ("every first thursday of the month", Monthly(OnWeekday((1,), 3))),
        ("first and third thursday of every month", Monthly(OnWeekday((1, 3), 3))),
        ("monthly on the 15th", Monthly(OnDays((15,)))),
        ("monthly on the 1st and 15th", Monthly(OnDays((1, 15)))),
        ("last day of every month", Monthly(OnDays((LAST,)))),
        ("31st of jan, jul", Monthly(OnDays((31,)), months=(1, 7))),
        ("last friday of every month", Monthly(OnWeekday((LAST,), 4))),
        ("last friday of each month", Monthly(OnWeekday((LAST,), 4))),
        ("quarterly on the second tuesday", Monthly(OnWeekday((2,), 1), months=QUARTERS)),
        ("every quarter on the second tuesday", Monthly(OnWeekday((2,), 1), months=QUARTERS)),
        ("every 2 months on the second tuesday", Monthly(OnWeekday((2,), 1), interval=2)),
        ("every other month on the 15th", Monthly(OnDays((15,)), interval=2)),
        ("twice a year in june and december", Monthly(OnWeekday((1,), 2), months=(6, 12))),
        ("twice a year on the second monday of june and december", Monthly(OnWeekday((2,), 0), months=(6, 12))),
        ("twice a year in june and december on the 15th", Monthly(OnDays((15,)), months=(6, 12))),
        ("in june and december", Monthly(OnWeekday((1,), 2), months=(6, 12))),
        ("three times a year in mar, jul, nov", Monthly(OnWeekday((1,), 2), months=(3, 7, 11))),
        ("once a year in may", Monthly(OnWeekday((1,), 2), months=(5,))),
        ("yearly on the last monday of may", Monthly(OnWeekday((LAST,), 0), months=(5,))),
        ("every year in may", Monthly(OnWeekday((1,), 2), months=(5,))),
        ("weekly on dydd mawrth", Weekly(1, (1,))),
        ("first dydd mercher of ionawr, mawrth", Monthly(OnWeekday((1,), 2), months=(1, 3))),
    ],
)
def test_a_series_is_understood_and_its_canonical_text_means_the_same(text: str, rule: Weekly | Monthly) -> None:
    understood = parse_cadence(text)
    assert understood == Cadence(rule, AT, LENGTH)
    assert parse_cadence(canonical(understood)) == understood


@pytest.mark.parametrize(
    ("text", "at", "length"),
    [
        ("weekly on monday", time(10), timedelta(hours=2)),
        ("weekly on monday at 14:00", time(14), timedelta(hours=2)),
        ("weekly on monday for 90 minutes", time(10), timedelta(minutes=90)),
        ("weekly on monday at 2pm for 1 hour", time(14), timedelta(hours=1)),
        ("weekly on monday for 1h30 at 9.15", time(9, 15), timedelta(minutes=90)),
    ],
)
def test_time_and_length_may_be_said_in_either_order_or_left_out(text: str, at: time, length: timedelta) -> None:
    assert parse_cadence(text) == Cadence(Weekly(1, (0,)), at, length)


@pytest.mark.parametrize(
    "text",
    [
        "third wednesday of jan, apr, jul, oct at 10:00 for 2 hours",
        "every 6 weeks on tuesday at 14:00 for 90 minutes",
        "every 2 weeks on tuesday and thursday at 09:15 for 1 hour",
        "weekly on monday, wednesday and friday at 10:00 for 2 hours",
        "first and third thursday of every month at 10:00 for 2 hours",
        "1st, 22nd and last day of every month at 10:00 for 2 hours",
        "every 2 months on the last friday at 10:00 for 2 hours",
        "first wednesday of jun, dec at 10:00 for 2 hours",
    ],
)
def test_a_canonical_text_stays_as_it_is(text: str) -> None:
    assert canonical(parse_cadence(text)) == text


def refusal(kind: type[Refusal], text: str) -> Refusal:
    with pytest.raises(DomainError) as caught:
        parse_cadence(text)
    assert type(caught.value) is kind
    assert isinstance(caught.value, kind)
    return caught.value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", ""),
        ("at 10:00", "at 10:00"),
        ("now and then", "now then"),
        ("weekly on someday", "someday"),
        ("every 2 weeks on tuesday maybe", "maybe"),
        ("every 2 years on tuesday", "2 years on tuesday"),
        ("every now", "now"),
        ("third wednesday of Smarch", "Smarch"),
        ("sixth tuesday of jan", "sixth tuesday of jan"),
        ("15th tuesday of jan", "15th tuesday of jan"),
        ("third wednesday jan", "jan"),
        ("monthly on the 15", "15"),
        ("weekly on monday at 10:00 at 11:00", "at 11:00"),
        ("weekly on monday at", "at"),
        ("weekly on monday for", "for"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ("in 2 weeks", "2 weeks"),
    ],
)
def test_what_was_not_understood_is_named(text: str, part: str) -> None:
    refused = refusal(cadences.CadenceNotUnderstood, text)
    assert (refused.text, refused.part) == (text, part)


@pytest.mark.parametrize(
    "text", ["weekly", "every 2 weeks", "monthly", "monthly on tuesday", "monthly on the last", "quarterly"]
)
def test_a_series_without_its_day_asks_for_it(text: str) -> None:
    refusal(cadences.CadenceDayMissing, text)


@pytest.mark.parametrize("text", ["twice a year", "second tuesday", "second tuesday of", "in", "every third wednesday"])
def test_a_series_without_its_months_asks_for_them(text: str) -> None:
    refusal(cadences.CadenceMonthsMissing, text)


def test_as_many_months_are_named_as_times_a_year_are_said() -> None:
    refused = refusal(cadences.TimesAYearMismatch, "twice a year in june")
    assert (refused.said, refused.named) == (2, 1)
    refused = refusal(cadences.TimesAYearMismatch, "twice a year on the first monday of every month")
    assert (refused.said, refused.named) == (2, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("monthly on the 31st", 31),
        ("29th of feb", 29),
        ("31st of jan, jun", 31),
        ("0th of jan", 0),
        ("monthly on the 99th", 99),
    ],
)
def test_a_day_that_some_month_lacks_is_refused_rather_than_moved(text: str, day: int) -> None:
    assert refusal(cadences.DayNotInEveryMonth, text).day == day


def test_a_series_has_at_most_a_year_between_its_meetings_and_at_least_a_week() -> None:
    assert refusal(cadences.CadenceTooRare, "every 53 weeks on monday").most_weeks == 52
    assert refusal(cadences.CadenceTooRare, "every 13 months on the first monday").most_months == 12
    refusal(cadences.CadenceTooShort, "every 0 weeks on monday")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("weekly on monday at 25:00", dates.NoSuchTime),
        ("weekly on monday at 10", dates.BareNumber),
        ("weekly on monday at ten", dates.TimeNotUnderstood),
        ("weekly on monday for ever", dates.DurationNotUnderstood),
        ("weekly on monday for 2 days", dates.DurationNotUnderstood),
        ("weekly on monday for 48 hours", dates.DurationOutOfRange),
        ("weekly on monday " * 100, dates.PhraseTooLong),
    ],
)
def test_a_refused_time_or_length_keeps_its_own_reason(text: str, kind: type[DomainError]) -> None:
    refusal(kind, text)


def days_of(text: str, start: date, count: int) -> list[date]:
    return list(islice(occurrences(parse_cadence(text), start, date(2199, 12, 31)), count))


def test_a_quarterly_series_begins_with_the_first_such_day_from_its_start_on() -> None:
    days = days_of("third wednesday of jan, apr, jul, oct", date(2027, 1, 21), 3)
    assert days == [date(2027, 4, 21), date(2027, 7, 21), date(2027, 10, 20)]
    assert days_of("third wednesday of jan, apr, jul, oct", date(2027, 1, 20), 1) == [date(2027, 1, 20)]


def test_six_weeks_are_counted_from_the_first_tuesday_on_or_after_the_start() -> None:
    assert days_of("every 6 weeks on tuesday", date(2027, 1, 6), 2) == [date(2027, 1, 12), date(2027, 2, 23)]
    assert days_of("every 6 weeks on tuesday", date(2027, 1, 5), 2) == [date(2027, 1, 5), date(2027, 2, 16)]


def test_two_days_every_other_week_stay_in_the_same_weeks() -> None:
    days = days_of("every 2 weeks on tue and thu", date(2027, 1, 6), 4)
    assert days == [date(2027, 1, 7), date(2027, 1, 19), date(2027, 1, 21), date(2027, 2, 2)]


def test_every_other_month_is_counted_from_the_first_month_with_such_a_day_left() -> None:
    days = days_of("every 2 months on the first thursday", date(2027, 1, 8), 3)
    assert days == [date(2027, 2, 4), date(2027, 4, 1), date(2027, 6, 3)]


def test_a_fifth_friday_is_met_only_in_months_that_have_one() -> None:
    days = days_of("fifth friday of every month", date(2027, 1, 1), 3)
    assert days == [date(2027, 1, 29), date(2027, 4, 30), date(2027, 7, 30)]


def test_a_fourth_friday_that_is_also_the_last_is_one_meeting() -> None:
    days = days_of("fourth and last friday of every month", date(2027, 1, 1), 3)
    assert days == [date(2027, 1, 22), date(2027, 1, 29), date(2027, 2, 26)]


def test_nothing_happens_between_an_end_and_a_start() -> None:
    for text in ("weekly on monday", "monthly on the 15th", "every 2 months on the last day", "15th of jan"):
        assert list(occurrences(parse_cadence(text), date(2027, 1, 2), date(2027, 1, 1))) == []


def test_the_calendar_may_end_without_an_error() -> None:
    for text in ("every 6 weeks on friday", "last day of every month", "every 5 months on the fifth friday"):
        assert list(occurrences(parse_cadence(text), date(9998, 1, 1), date.max))[-1] <= date.max


CADENCES = st.builds(
    Cadence,
    st.one_of(
        st.builds(
            Weekly,
            st.integers(1, 52),
            st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        ),
        st.builds(
            Monthly,
            st.one_of(
                st.builds(
                    OnWeekday,
                    st.sets(st.sampled_from([1, 2, 3, 4, 5, LAST]), min_size=1).map(
                        lambda found: tuple(sorted(found, key=lambda position: position % 9))
                    ),
                    st.integers(0, 6),
                ),
                st.builds(
                    OnDays,
                    st.sets(st.sampled_from([*range(1, 29), LAST]), min_size=1, max_size=8).map(
                        lambda found: tuple(sorted(found, key=lambda day: day % 99))
                    ),
                ),
            ),
            months=st.just(()),
            interval=st.integers(1, 12),
        ),
        st.builds(
            Monthly,
            st.builds(OnWeekday, st.just((2,)), st.integers(0, 6)),
            months=st.sets(st.integers(1, 12), min_size=1, max_size=11).map(lambda months: tuple(sorted(months))),
        ),
    ),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(1, 1440).map(lambda minutes: timedelta(minutes=minutes)),
)


@given(CADENCES)
def test_canonical_text_reads_back_as_the_same_series(cadence: Cadence) -> None:
    text = canonical(cadence)
    assert parse_cadence(text) == cadence
    assert canonical(parse_cadence(text)) == text


def in_month(on: OnWeekday | OnDays, day: date) -> bool:
    """Slowly: counting through the days of the month that stand before and after this one."""
    before = [day.replace(day=number) for number in range(1, day.day + 1)]
    after = []
    following = day + timedelta(days=1)
    while following.month == day.month:
        after.append(following)
        following += timedelta(days=1)
    if isinstance(on, OnDays):
        return day.day in on.days or (LAST in on.days and not after)
    same = sum(1 for other in before if other.weekday() == day.weekday())
    last = not any(other.weekday() == day.weekday() for other in after)
    return day.weekday() == on.weekday and (same in on.positions or (LAST in on.positions and last))


def slowly(cadence: Cadence, start: date, until: date) -> Iterator[date]:
    """Every day looked at on its own, counting from the first that fits."""
    first: date | None = None
    for offset in range((until - start).days + 1):
        day = start + timedelta(days=offset)
        rule = cadence.rule
        if isinstance(rule, Weekly):
            fits = day.weekday() in rule.weekdays
        else:
            fits = in_month(rule.on, day) and (not rule.months or day.month in rule.months)
        if not fits:
            continue
        first = first or day
        if isinstance(rule, Weekly):
            weeks = (day - timedelta(days=day.weekday()) - (first - timedelta(days=first.weekday()))).days // 7
            fits = weeks % rule.interval == 0
        elif not rule.months:
            fits = ((day.year - first.year) * 12 + day.month - first.month) % rule.interval == 0
        if fits:
            yield day


def by_dateutil(cadence: Cadence, start: date, until: date) -> Iterator[date]:
    """The same days by the recurrence rules of RFC 5545, begun where the series begins."""
    rule = cadence.rule
    first = next(slowly(cadence, start, until), None)
    if first is None:
        return iter(())
    begin = datetime.combine(first, time())
    end = datetime.combine(until, time())
    if isinstance(rule, Weekly):
        rules = [rrule.rrule(rrule.WEEKLY, begin, rule.interval, wkst=rrule.MO, until=end, byweekday=rule.weekdays)]
    else:
        months = rule.months or None
        days = rule.on.days if isinstance(rule.on, OnDays) else None
        weekdays = None
        if isinstance(rule.on, OnWeekday):
            weekdays = [rrule.weekday(rule.on.weekday, position) for position in rule.on.positions]
        rules = [
            rrule.rrule(
                rrule.MONTHLY,
                begin,
                rule.interval,
                until=end,
                bymonth=months,
                bymonthday=days,
                byweekday=weekdays,
            )
        ]
    return iter(sorted({found.date() for one in rules for found in one}))


@given(CADENCES, st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 3 * 366))
def test_days_agree_with_a_slow_reading_and_with_dateutil(cadence: Cadence, start: date, length: int) -> None:
    until = start + timedelta(days=length)
    days = list(occurrences(cadence, start, until))
    assert days == list(slowly(cadence, start, until))
    assert days == list(by_dateutil(cadence, start, until))
    longer = list(occurrences(cadence, start, until + timedelta(days=400)))
    assert longer[: len(days)] == days


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5, LAST])
@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_of_a_month_over_twenty_years(position: int, weekday: int) -> None:
    cadence = Cadence(Monthly(OnWeekday((position,), weekday)), AT, LENGTH)
    start, until = date(2020, 1, 1), date(2039, 12, 31)
    assert list(occurrences(cadence, start, until)) == list(by_dateutil(cadence, start, until))


WORDS = [
    word
    for line in (
        "every weekly monthly quarterly fortnightly twice a year once times in of on the and first last 15th 31st",
        "3rd day other second 2 6 0 99 weeks months week month quarter wednesday tue dydd mawrth jan december each",
        "at for 10:00 2pm hours minutes 90 1h30 , &",
    )
    for word in line.split()
]


@given(st.one_of(st.text(max_size=250), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)))
def test_no_phrase_ever_brings_out_anything_but_a_series_or_a_refusal(text: str) -> None:
    try:
        understood = parse_cadence(text)
    except DomainError:
        return
    assert parse_cadence(canonical(understood)) == understood
    assert next(occurrences(understood, date(2027, 1, 1), date(2029, 12, 31))).year >= 2027


@pytest.mark.parametrize(
    ("text", "before", "after", "becomes"),
    [
        ("weekly on monday", date(2027, 1, 4), date(2027, 1, 7), "weekly on thursday"),
        ("every 2 weeks on tue and thu", date(2027, 1, 5), date(2027, 1, 6), "every 2 weeks on wednesday and thursday"),
        ("every 6 weeks on tuesday", date(2027, 1, 5), date(2027, 1, 12), "every 6 weeks on tuesday"),
        ("third wednesday of jan, jul", date(2027, 1, 20), date(2027, 1, 14), "second thursday of jan, jul"),
        ("last friday of every month", date(2027, 1, 29), date(2027, 1, 28), "last thursday of every month"),
        ("last friday of every month", date(2027, 1, 29), date(2027, 1, 15), "third friday of every month"),
        ("first monday of jan, jul", date(2027, 3, 1), date(2027, 3, 30), "last tuesday of jan, jul"),
        ("monthly on the 15th", date(2027, 1, 15), date(2027, 1, 20), "20th of every month"),
        ("monthly on the 15th", date(2027, 1, 15), date(2027, 1, 31), "last day of every month"),
    ],
)
def test_one_day_moved_tells_what_the_series_becomes(text: str, before: date, after: date, becomes: str) -> None:
    found = moved(parse_cadence(text), before, after, time(14))
    assert canonical(found) == f"{becomes} at 14:00 for 2 hours"
    assert canonical(moved(parse_cadence(text), before, before, None)) == canonical(parse_cadence(text))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("weekly on tue and thu", date(2027, 1, 5), date(2027, 1, 7)),
        ("first and third monday of every month", date(2027, 1, 4), date(2027, 1, 5)),
        ("monthly on the 1st and 15th", date(2027, 1, 15), date(2027, 1, 16)),
        ("monthly on the 15th", date(2027, 1, 15), date(2027, 2, 15)),
        ("monthly on the 15th", date(2027, 1, 15), date(2027, 1, 30)),
    ],
)
def test_where_one_day_doesn_t_tell_it_is_asked_for_anew(text: str, before: date, after: date) -> None:
    with pytest.raises(SeriesSaysMore):
        moved(parse_cadence(text), before, after, None)
