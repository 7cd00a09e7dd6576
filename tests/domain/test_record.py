"""The rules of a meeting's record: agendas, quorum, decisions in writing, texts that several people correct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import Gone, ItemState, Why, of_meeting, reordered, running, standing
from bot.domain.days import Calendar, CalendarEntry
from bot.domain.days import Kind as EntryKind
from bot.domain.decisions import Clearance, Cleared, Outcome, Position, Reason, cleared, settle
from bot.domain.meetings import MeetingState
from bot.domain.minutes import (
    Section,
    SectionChanged,
    SectionUnchanged,
    Version,
    corrected,
    held,
    refreshed,
    tidy,
)
from bot.domain.quorum import quorum
from bot.domain.record_policy import RecordPolicy, Silence, needed
from bot.domain.rotation import Kind
from tests.messages.gallery_agenda import PLACES
from tests.messages.gallery_meetings import MEETING

ITEM = replace(PLACES, meeting_id=None, gone=())
FIRST = replace(MEETING, id=1, number=1, day=date(2027, 1, 20))
EXTRA = replace(MEETING, id=2, number=2, day=date(2027, 2, 3), kind=Kind.EXTRAORDINARY)
SECOND = replace(MEETING, id=3, number=3, day=date(2027, 4, 21))


def test_an_item_stands_on_the_meeting_it_is_planned_for_else_on_the_next_regular_one() -> None:
    assert standing(replace(ITEM, meeting_id=2), [FIRST, EXTRA, SECOND]) == 2
    assert standing(ITEM, [FIRST, EXTRA, SECOND]) == 1
    assert standing(ITEM, [EXTRA, SECOND]) == 3, "an extraordinary meeting has an agenda of its own"
    assert standing(ITEM, [EXTRA]) == 2, "unless there is no other"
    assert standing(ITEM, []) is None


def test_a_deferred_item_does_not_come_back_to_the_meeting_it_left_nor_before_its_day() -> None:
    left = replace(ITEM, gone=(Gone(1, Why.DEFERRED),))
    assert standing(left, [FIRST, SECOND]) == 3
    assert standing(replace(left, returns_on=date(2027, 4, 22)), [FIRST, SECOND]) is None
    assert standing(replace(left, returns_on=date(2027, 4, 21)), [FIRST, SECOND]) == 3


def test_a_past_agenda_is_what_was_dealt_with_and_what_went_on() -> None:
    over = replace(FIRST, state=MeetingState.HELD)
    done = replace(ITEM, id=1, state=ItemState.DONE, meeting_id=1)
    went = replace(ITEM, id=2, gone=(Gone(1, Why.NOT_REACHED),))
    other = replace(ITEM, id=3)
    gone = replace(ITEM, id=4, state=ItemState.WITHDRAWN)
    assert [one.id for one in of_meeting([done, went, other, gone], over, [SECOND])] == [1, 2]
    assert [one.id for one in of_meeting([done, went, other, gone], SECOND, [SECOND])] == [2, 3]
    later = replace(went, state=ItemState.DONE, meeting_id=3)
    assert [one.id for one in of_meeting([later], over, [])] == [2], "that it went on stays in the record"


@given(st.lists(st.integers(1, 5), max_size=5), st.integers(0, 9))
def test_every_open_item_stands_on_one_agenda_at_most_and_on_one_if_any_fits(left: list[int], day: int) -> None:
    meetings = [replace(MEETING, id=one, number=one, day=date(2027, 1, one)) for one in range(1, 7)]
    item = replace(ITEM, gone=tuple(Gone(one, Why.DEFERRED) for one in left), returns_on=date(2027, 1, day + 1))
    agendas = [one.id for one in meetings if of_meeting([item], one, meetings)]
    fitting = [one.id for one in meetings if one.id not in left and one.day.day > day]
    assert agendas == fitting[:1]


def test_the_chair_sees_what_is_left() -> None:
    now = MEETING.starts_at + timedelta(minutes=50)
    current = replace(ITEM, id=1, state=ItemState.CURRENT, minutes=30, started_at=now - timedelta(minutes=45))
    coming = replace(ITEM, id=2, minutes=90)
    run = running([current, coming], MEETING, now)
    assert (run.spent, run.left, run.to_come, run.minutes, run.short) == (45, 70, 1, 90, 20)


@given(st.integers(1, 8), st.integers(-3, 12), st.integers(0, 7))
def test_a_new_order_keeps_everything_and_puts_the_item_where_it_was_asked_for(count: int, to: int, which: int) -> None:
    items = [replace(ITEM, id=one, number=one, position=one) for one in range(1, count + 1)]
    moved = items[which % count]
    places = reordered(items, moved, to)
    assert sorted(places.values()) == list(range(1, count + 1))
    assert places[moved.id] == min(max(to, 1), count)
    rest = sorted((one for one in places if one != moved.id), key=places.__getitem__)
    assert rest == [one.id for one in items if one is not moved]


def test_a_quorum_counts_seats_once() -> None:
    found = quorum(["SCT", "SCT", "WLS"], seats=5, needed=3, noted=True)
    assert (found.present, found.reached, found.lacking) == (2, False, True)
    assert not quorum([], seats=5, needed=3, noted=False).lacking, "nothing is known yet"


@pytest.mark.parametrize(
    ("asked", "seats", "wanted"),
    [
        ("majority", 5, 3),
        ("majority", 4, 3),
        ("majority", 1, 1),
        ("all", 5, 5),
        ("none", 5, 0),
        ("4", 5, 4),
        ("9", 5, 5),
    ],
)
def test_how_many_make_a_quorum(asked: str, seats: int, wanted: int) -> None:
    assert needed(RecordPolicy(quorum=asked), seats) == wanted


def test_every_outcome_of_a_decision_in_writing_by_brute_force() -> None:
    """Three seats, each of five answers, three meanings of silence, four quorums."""
    said = (None, *Position)
    for answers in product(said, repeat=3):
        positions = dict(zip(("IRL", "SCT", "WLS"), answers, strict=True))
        for silence, wanted in product(Silence, range(4)):
            found = settle(positions, silence, wanted)
            silent = answers.count(None)
            supports = answers.count(Position.SUPPORTS) + (silent if silence is Silence.SUPPORTS else 0)
            answered = 3 - silent + (silent if silence is Silence.SUPPORTS else 0)
            agreed = (
                Position.RESERVES not in answers
                and not (silent and silence is Silence.BLOCKS)
                and supports > 0
                and answered >= wanted
            )
            assert (found.outcome is Outcome.AGREED) == agreed, (positions, silence, wanted)
            assert (found.why is Reason.SUPPORTED) == agreed


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ((None, None), Outcome.SUBJECT),
        ((Cleared.GIVEN, None), Outcome.SUBJECT),
        ((Cleared.GIVEN, Cleared.GIVEN), Outcome.AGREED),
        ((Cleared.REFUSED, None), Outcome.NOT_AGREED),
        ((Cleared.GIVEN, Cleared.REFUSED), Outcome.NOT_AGREED),
    ],
)
def test_one_refusal_ends_what_waits_for_clearance(answers: tuple[Cleared | None, ...], outcome: Outcome) -> None:
    waiting = [Clearance(seat, date(2027, 2, 1), one) for seat, one in zip(("SCT", "WLS"), answers, strict=True)]
    assert cleared(waiting) is outcome


KEYS = ("people", "a1", "a2", "next")
TEXTS = st.text(alphabet="abc", min_size=1, max_size=3)


def version(number: int, **texts: str) -> Version:
    return Version(number, tuple(Section(key, key, texts.get(key, f"record {key}")) for key in KEYS))


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), TEXTS, st.integers(0, 8)), max_size=12),
)
def test_whoever_writes_over_others_unread_is_told_and_nothing_is_ever_lost(
    edits: list[tuple[str, str, int]],
) -> None:
    """Random writers, each of whom read one of the versions there are. What was saved stays in a version; what was
    refused was not saved; a section changed by others after it was read is never overwritten."""
    versions = [version(0)]
    for key, text, read in edits:
        current, base = versions[-1], versions[min(read, len(versions) - 1)]
        there, seen = current.section(key), base.section(key)
        assert there is not None
        assert seen is not None
        try:
            sections, _ = corrected(current, base, key, text)
        except SectionUnchanged:
            assert there.text == text
            continue
        except SectionChanged as told:
            theirs, carried = told.theirs, told.carries
            assert (theirs, carried) == (there.text, {"version": str(current.number)})
            assert there.edited
            assert seen.text != there.text
            continue
        assert seen.text == there.text
        new = Version(current.number + 1, sections)
        assert [one.text for one in new.sections if one.key != key] == [
            one.text for one in current.sections if one.key != key
        ]
        versions.append(new)


def test_what_people_wrote_stays_and_the_rest_follows_the_record() -> None:
    stored = Version(2, (Section("people", "People", "By hand", edited=True), Section("a1", "One", "Old")))
    fresh = [Section("people", "People", "Record"), Section("a1", "One", "New"), Section("a2", "Two", "More")]
    assert [one.text for one in refreshed(stored, fresh).sections] == ["By hand", "New", "More"]
    gone = refreshed(stored, [Section("a1", "One", "New")])
    assert [one.text for one in gone.sections] == ["New", "By hand"], "nobody's words go with the item"


def test_a_text_is_kept_tidy() -> None:
    assert tidy("  \r\nOne  \r\n\r\n\r\n- two\r\n  ") == "One\n\n- two"


def test_a_summary_waits_for_the_day_after_the_last_polling_day_in_sight() -> None:
    def period(code: str, first: date, last: date) -> CalendarEntry:
        return CalendarEntry(code, EntryKind.PRE_ELECTION, first, last, "", "test", date(2027, 1, 1))

    calendar = Calendar.of(
        [
            period("SCT", date(2027, 3, 25), date(2027, 5, 6)),
            period("WLS", date(2027, 5, 7), date(2027, 5, 20)),
            period("IMN", date(2027, 5, 1), date(2027, 9, 1)),
        ]
    )
    seats = ("SCT", "WLS")
    assert held(date(2027, 3, 24), seats, calendar) is None
    found = held(date(2027, 5, 6), seats, calendar)
    assert found is not None
    assert found.until == date(2027, 5, 21), "polling day itself counts, and the next period begins at once"
    assert [entry.administration for entry in found.because] == ["SCT"]
    assert held(date(2027, 5, 21), seats, calendar) is None
