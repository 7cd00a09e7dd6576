"""Every message about agendas and notes, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.agenda import Gone, Item, ItemState, Running, Why
from bot.domain.agenda_answers import Changed, Listed, Reminded, Stepped, Waiting
from bot.domain.meetings import MeetingState
from bot.domain.people import Marking
from bot.domain.quorum import Quorum
from bot.domain.record import Noted, NoteTaken
from bot.domain.record_policy import RecordPolicy, Shown
from bot.messages.model import Form, Message
from bot.presenters import agenda, meetings, record
from tests.messages.gallery_meetings import CHANGED, GROUP, HELD, MEETING, WORDS

NOW = datetime(2027, 7, 13, 9, 20, tzinfo=UTC)
PLACES = Item(
    id=4,
    number=4,
    reference="VAWG-A4",
    text="Refuge <places> & beds",
    minutes=30,
    paper="https://example.org/places",
    paper_at=datetime(2027, 7, 9, 9, tzinfo=UTC),
    seat="WLS",
    proposed_by="Bryn Rees",
    proposer_id=3,
    meeting_id=7,
    position=1,
    state=ItemState.PLANNED,
    returns_on=None,
    gone=(),
    started_at=None,
    ended_at=None,
    marking=Marking.OFFICIAL,
)
HOUSING = replace(
    PLACES,
    id=5,
    number=5,
    reference="VAWG-A5",
    text="Housing",
    paper="",
    paper_at=None,
    seat="",
    position=2,
    minutes=15,
)
CARRIED = replace(HOUSING, id=2, number=2, reference="VAWG-A2", text="Glossary", gone=(Gone(6, Why.NOT_REACHED),))
QUIET = replace(HOUSING, marking=Marking.SENSITIVE).discreet
DEADLINE = date(2027, 7, 3)
WAITING = Waiting("VAWG-M6", 5, 2, ("VAWG-D3",), ("VAWG-D1", "VAWG-D2"))
NOTHING = Waiting("", 0, 0, (), ())
LISTED = Listed(
    meeting=MEETING,
    items=(CARRIED, PLACES, HOUSING),
    late=frozenset({4}),
    deadline=DEADLINE,
    waiting=WAITING,
    running=None,
    came={2: ("VAWG-M6", Why.NOT_REACHED)},
)
TALKED = replace(PLACES, state=ItemState.CURRENT, started_at=NOW - timedelta(minutes=12))
RUN = Running(current=TALKED, spent=12, following=HOUSING, left=40, to_come=1, minutes=33)
OPEN = replace(MEETING, state=MeetingState.OPEN)
OVER = replace(RUN, current=None, following=None, left=-5, to_come=0, minutes=0)
PAST = replace(
    LISTED,
    meeting=HELD,
    items=(replace(PLACES, state=ItemState.DONE), replace(CARRIED, gone=(Gone(7, Why.DEFERRED),))),
    came={2: ("VAWG-M7", Why.DEFERRED)},
    waiting=NOTHING,
)
ADDED = Changed(PLACES, MEETING, True, DEADLINE)
NOTE = NoteTaken(OPEN, Noted(1, "Wales will share its <figures>", 4, Marking.OFFICIAL, "Sam Taylor", NOW), PLACES)

EXAMPLES: dict[str, Message | Form] = {
    "added": agenda.added(Changed(HOUSING, MEETING, False, DEADLINE), WORDS),
    "added-late": agenda.added(ADDED, WORDS),
    "added-waiting": agenda.added(Changed(HOUSING, None, False, None), WORDS),
    "added-sensitive": agenda.added(Changed(QUIET, MEETING, False, DEADLINE), WORDS),
    "papered": agenda.papered(ADDED, WORDS),
    "deferred": agenda.deferred(Changed(PLACES, MEETING, False, DEADLINE, "VAWG-M6"), WORDS),
    "deferred-waiting": agenda.deferred(
        Changed(replace(PLACES, returns_on=date(2027, 9, 1)), None, False, None), WORDS
    ),
    "withdrawn": agenda.withdrawn(ADDED, WORDS),
    "listed": agenda.listed(LISTED, GROUP, WORDS),
    "listed-empty": agenda.listed(replace(LISTED, items=(), waiting=NOTHING, came={}), GROUP, WORDS),
    "listed-open": agenda.listed(
        replace(LISTED, meeting=OPEN, items=(TALKED, HOUSING), running=RUN, came={}), GROUP, WORDS
    ),
    "listed-past": agenda.listed(PAST, GROUP, WORDS),
    "moved": agenda.listed(LISTED, GROUP, WORDS, changed=True),
    "stepped": agenda.stepped(Stepped(GROUP, OPEN, CARRIED, RUN), WORDS),
    "stepped-short-of-time": agenda.stepped(Stepped(GROUP, OPEN, None, replace(RUN, left=20)), WORDS),
    "stepped-through": agenda.stepped(Stepped(GROUP, OPEN, PLACES, OVER), WORDS),
    "ahead-members": agenda.reminded(Reminded(GROUP, LISTED, False, 10), WORDS),
    "ahead-runners": agenda.reminded(
        Reminded(GROUP, replace(LISTED, items=(replace(PLACES, minutes=180), HOUSING)), True, 21), WORDS
    ),
    "note-taken": record.noted(NOTE, WORDS),
    "note-taken-beside-nothing": record.noted(replace(NOTE, item=None), WORDS),
    "meeting-opened-quorum": meetings.opened(
        replace(CHANGED, meeting=OPEN, quorum=Quorum(0, 5, 3, noted=False)), WORDS
    ),
    "meeting-closed-quorum": meetings.closed(replace(CHANGED, meeting=HELD, quorum=Quorum(2, 5, 3, noted=True)), WORDS),
    "policy": record.policy(Shown(GROUP, RecordPolicy()), WORDS),
    "policy-changed": record.policy(Shown(GROUP, RecordPolicy(quorum="4"), ("quorum",)), WORDS),
}
