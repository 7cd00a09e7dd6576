"""What is sent to whom so that calendars are true, decided purely."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.appointments import AHEAD, Booked, Held, Letter, What, letters

MEETINGS = st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=6).map(
    lambda found: [Booked(number, sequence, cancelled) for number, (sequence, cancelled) in enumerate(found, 1)]
)
PEOPLE = st.sets(st.integers(1, 5))


def test_a_first_look_invites_everybody_to_the_next_two_that_stand() -> None:
    meetings = [Booked(1, 1, True), Booked(2, 0, False), Booked(3, 4, False), Booked(4, 0, False)]
    assert list(letters(meetings, {}, {8, 9})) == [
        Letter(2, 8, 0, What.REQUEST),
        Letter(2, 9, 0, What.REQUEST),
        Letter(3, 8, 4, What.REQUEST),
        Letter(3, 9, 4, What.REQUEST),
    ]


def test_a_meeting_far_ahead_that_somebody_holds_is_kept_true() -> None:
    meetings = [Booked(number, 1, number == 4) for number in range(1, 6)]
    held = {4: [Held(8, 0)], 5: [Held(8, 0), Held(9, 1)]}
    assert [one for one in letters(meetings, held, {8, 9}) if one.meeting_id > AHEAD] == [
        Letter(4, 8, 1, What.CANCEL),
        Letter(5, 8, 1, What.REQUEST),
    ]


@given(MEETINGS, PEOPLE, PEOPLE, st.data())
def test_what_was_sent_is_sent_once_and_calendars_are_true_after_it(
    meetings: list[Booked], before: set[int], after: set[int], data: st.DataObject
) -> None:
    held: dict[int, dict[int, int]] = {}

    def send(people: set[int], now: list[Booked]) -> list[Letter]:
        shown = {id: [Held(*one) for one in calendar.items()] for id, calendar in held.items()}
        found = list(letters(now, shown, people))
        for one in found:
            calendar = held.setdefault(one.meeting_id, {})
            if one.what is What.REQUEST:
                calendar[one.official_id] = one.sequence
            else:
                del calendar[one.official_id]
        return found

    send(before, meetings)
    later = [Booked(m.id, m.sequence + data.draw(st.integers(0, 2)), data.draw(st.booleans())) for m in meetings]
    found = send(after, later)
    assert len({(one.meeting_id, one.official_id) for one in found}) == len(found), "one mail each"
    assert send(after, later) == [], "and nothing more"
    coming = [one.id for one in later if not one.cancelled][:AHEAD]
    for meeting in later:
        calendar = held.get(meeting.id, {})
        assert set(calendar) <= after
        assert not (meeting.cancelled and calendar)
        assert all(sequence == meeting.sequence for sequence in calendar.values())
        if meeting.id in coming:
            assert set(calendar) == after
