"""Every message about meetings, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.days import CalendarEntry, DayCheck, Shift
from bot.domain.days import Kind as EntryKind
from bot.domain.groups import Group
from bot.domain.meetings import Attended, Changed, Made, Meeting, MeetingState, Noted, Shown
from bot.domain.people import GroupKind, Marking
from bot.domain.rotation import Kind, Turn, TurnState
from bot.domain.rotation.reasons import IN_ORDER
from bot.messages.model import Form, Message
from bot.presenters import attendance, calendars, meetings
from bot.presenters.speech import words

WORDS = words("en-GB")
GROUP = Group(
    id=1,
    slug="vawg",
    name="Ending violence against women and girls",
    purpose="",
    kind=GroupKind.WORKING,
    marking=Marking.OFFICIAL,
    zone="Europe/London",
    language="en-GB",
    starts_on=date(2027, 1, 1),
    closed_on=None,
    policy={},
    notice_days=(28, 7),
)
BOYNE = CalendarEntry(
    "NIR",
    EntryKind.PUBLIC_HOLIDAY,
    date(2027, 7, 12),
    date(2027, 7, 12),
    "Battle of the Boyne",
    "law",
    date(2026, 11, 1),
)
MEETING = Meeting(
    id=7,
    number=7,
    reference="VAWG-M7",
    kind=Kind.REGULAR,
    state=MeetingState.SCHEDULED,
    assumed=False,
    day=date(2027, 7, 13),
    start=time(10),
    minutes=120,
    zone="Europe/London",
    starts_at=datetime(2027, 7, 13, 9, tzinfo=UTC),
    ends_at=datetime(2027, 7, 13, 11, tzinfo=UTC),
    mode="hybrid",
    place="Cardiff <Cathays Park>",
    occurrence=date(2027, 7, 12),
    shifted_for="Battle of the Boyne (NIR)",
    cancelled_reason="",
)
FREE = DayCheck(date(2027, 7, 13), False, (), (), date(2027, 7, 9), date(2027, 7, 14), date(2027, 7, 13))
TAKEN = DayCheck(date(2027, 7, 12), False, (BOYNE,), (), date(2027, 7, 9), date(2027, 7, 13), date(2027, 7, 13))
SENEDD = CalendarEntry(
    "WLS",
    EntryKind.PRE_ELECTION,
    date(2030, 3, 21),
    date(2030, 5, 2),
    "Senedd election <2030>",
    "senedd.wales",
    date(2026, 11, 1),
    provisional=True,
)
RECESS = CalendarEntry(
    "IRL", EntryKind.RECESS, date(2030, 4, 1), date(2030, 4, 26), "", "oireachtas.ie", date(2029, 1, 1)
)
PERIODS = DayCheck(
    date(2030, 4, 17), False, (), (RECESS, SENEDD), date(2030, 4, 16), date(2030, 4, 18), date(2030, 5, 3)
)
TURN = Turn(7, MEETING.day, Kind.REGULAR, "WLS", TurnState.ACCEPTED, IN_ORDER, "NIR", TurnState.ASSIGNED, IN_ORDER)
NEXT = TURN._replace(number=8, day=date(2027, 10, 20), chair="NIR", host="IRL")
BEFORE = replace(MEETING, day=date(2027, 7, 12))
CHANGED = Changed(MEETING, FREE, TURN, BEFORE, NEXT)
CANCELLED = replace(MEETING, state=MeetingState.CANCELLED, cancelled_reason="storm & <flood>")
HELD = replace(MEETING, state=MeetingState.HELD)
ASSUMED = replace(HELD, assumed=True)
SHIFT = Shift(date(2027, 7, 12), date(2027, 7, 13), (BOYNE,), False)

EXAMPLES: dict[str, Message | Form] = {
    "meeting-added": meetings.added(replace(CHANGED, day=TAKEN), WORDS),
    "meeting-added-extraordinary": meetings.added(
        replace(CHANGED, meeting=replace(MEETING, kind=Kind.EXTRAORDINARY)), WORDS
    ),
    "meeting-moved": meetings.moved(CHANGED, WORDS),
    "meeting-cancelled": meetings.cancelled(replace(CHANGED, meeting=CANCELLED), WORDS),
    "meeting-opened": meetings.opened(CHANGED, WORDS),
    "meeting-closed": meetings.closed(replace(CHANGED, meeting=HELD), WORDS),
    "meeting-assumed": meetings.assumed(replace(CHANGED, meeting=ASSUMED), WORDS),
    "meeting-near": meetings.near(CHANGED, GROUP, WORDS),
    "meeting-question": meetings.question(CHANGED, GROUP, WORDS),
    "meeting-stands": meetings.stands(CHANGED, WORDS),
    "meeting-stands-held": meetings.stands(replace(CHANGED, meeting=HELD), WORDS),
    "meeting-stands-cancelled": meetings.stands(replace(CHANGED, meeting=CANCELLED), WORDS),
    "meeting-shown": meetings.shown(
        Shown(CHANGED, (("SCT", "present", None), ("WLS", "deputy", "Bryn Rees")), 3), WORDS
    ),
    "meetings-listed": meetings.listed([CHANGED, replace(CHANGED, turn=NEXT)], GROUP, WORDS, past=False),
    "meetings-none": meetings.listed([], GROUP, WORDS, past=False),
    "meetings-past": meetings.listed([replace(CHANGED, meeting=ASSUMED)], GROUP, WORDS, past=True),
    "series-made": meetings.series_made(
        Made("third wednesday of jan, apr, jul and oct at 10:00 for 2 hours", [MEETING], [SHIFT], [3]), GROUP, WORDS
    ),
    "series-split": meetings.series_split(
        Made("second tuesday of jan, apr, jul and oct at 14:00 for 1 hour", [MEETING], [SHIFT], [9], 7, [MEETING] * 9),
        GROUP,
        WORDS,
    ),
    "attendance-noted": attendance.noted(Noted(7, "WLS", Attended.DEPUTY, "Bryn Rees"), WORDS),
    "calendar-taken": calendars.checked(TAKEN, WORDS),
    "calendar-free": calendars.checked(FREE, WORDS),
    "meeting-added-in-periods": meetings.added(replace(CHANGED, day=PERIODS), WORDS),
    "calendar-periods": calendars.checked(PERIODS, WORDS),
    "calendar-weekend": calendars.checked(replace(FREE, day=date(2027, 7, 10), weekend=True), WORDS),
}
