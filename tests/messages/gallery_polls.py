"""Every message about finding a time, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.dates import to_instant
from bot.domain.polls import Because, Fit, Poll, PollShown, PollState, Slot, Tally
from bot.domain.rotation import Kind
from bot.messages.model import Form, Message
from bot.presenters import polls
from bot.presenters.speech import words
from tests.messages.gallery_meetings import GROUP, MEETING

ENGLISH = words("en-GB")


def _slot(number: int, day: date, at: time) -> Slot:
    starts_at = to_instant(day, at, "Europe/London")
    return Slot(number, day, at, starts_at, starts_at + timedelta(hours=2))


SLOTS = (
    _slot(1, date(2027, 5, 12), time(10)),
    _slot(2, date(2027, 5, 13), time(14)),
    _slot(3, date(2027, 7, 13), time(10)),
)
POLL = Poll(
    id=1,
    group=GROUP,
    number=1,
    reference="VAWG-P1",
    state=PollState.OPEN,
    kind=Kind.REGULAR,
    minutes=120,
    zone="Europe/London",
    mode="",
    place="",
    closes_at=datetime(2027, 4, 30, 15, tzinfo=UTC),
    slots=SLOTS,
)
TALLIES = (Tally(SLOTS[0], 3, 2, 3, 1), Tally(SLOTS[1]), Tally(SLOTS[2], 5, 5, 7, 0))
ASKED = PollShown(POLL, TALLIES, {}, 10, 4, 5, for_reader=True)
HALF = replace(ASKED, own={1: Fit.YES, 2: Fit.NO})
DONE = replace(ASKED, own={1: Fit.YES, 2: Fit.NO, 3: Fit.MAYBE}, answered=5)
BOOKED = replace(DONE, poll=replace(POLL, state=PollState.BOOKED, because=Because.COVERED), booked=MEETING, answered=10)

EXAMPLES: dict[str, Message | Form] = {
    "opened": polls.opened(ASKED, ENGLISH),
    "question": polls.question(ASKED, ENGLISH),
    "question-an-hour": polls.question(replace(ASKED, poll=replace(POLL, minutes=60)), ENGLISH),
    "answered-in-part": polls.answered(HALF, ENGLISH),
    "answered": polls.answered(DONE, ENGLISH),
    "answered-last": polls.answered(BOOKED, ENGLISH),
    "shown": polls.shown(ASKED, ENGLISH, runs=False),
    "shown-to-who-runs-it": polls.shown(replace(ASKED, for_reader=False), ENGLISH, runs=True),
    **{
        f"booked-{because.value}": polls.closed(replace(BOOKED, poll=replace(BOOKED.poll, because=because)), ENGLISH)
        for because in (Because.COVERED, Because.FIRMLY, Because.PEOPLE, Because.EARLIEST, Because.ALONE)
    },
    "nothing": polls.closed(
        replace(ASKED, poll=replace(POLL, state=PollState.NOTHING, because=Because.NOBODY), answered=0), ENGLISH
    ),
    "withdrawn": polls.closed(replace(ASKED, poll=replace(POLL, state=PollState.WITHDRAWN)), ENGLISH),
}
