"""Every message about turns, once, and their unusual moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.groups import Group
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.occasions import When
from bot.domain.people import Account, GroupKind, Marking, Official
from bot.domain.rotation import Kind, Role, Turn, TurnState
from bot.domain.rotation.reasons import (
    IN_ORDER,
    BySwap,
    Chosen,
    CountedAsServed,
    NewSeat,
    NobodyAvailable,
    Outcome,
    Overridden,
    Owed,
    PassedOver,
    SetOff,
    SuspendedSeat,
    WithChair,
)
from bot.domain.rotation.terms import CHAIRS_HERE
from bot.domain.turns import Answered, CalledOff, Coming, Explained, HandedOver, Happened, History, Noticed
from bot.messages.model import Form, Message
from bot.presenters import rotation, turn_notices
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
MEETING = Meeting(
    id=7,
    number=7,
    reference="VAWG-M7",
    kind=Kind.REGULAR,
    state=MeetingState.SCHEDULED,
    assumed=False,
    day=date(2027, 1, 20),
    start=time(10),
    minutes=120,
    zone="Europe/London",
    starts_at=datetime(2027, 1, 20, 10, tzinfo=UTC),
    ends_at=datetime(2027, 1, 20, 12, tzinfo=UTC),
    mode="hybrid",
    place="Cardiff <Cathays Park>",
    occurrence=None,
    shifted_for="",
    cancelled_reason="",
)
BEFORE = replace(
    MEETING, id=6, number=6, reference="VAWG-M6", state=MeetingState.HELD, day=date(2026, 10, 21), assumed=False
)
ASSIGNED, ACCEPTED, PROJECTED, SERVED = (
    TurnState.ASSIGNED,
    TurnState.ACCEPTED,
    TurnState.PROJECTED,
    TurnState.SERVED,
)
REGULAR = Kind.REGULAR
WALES = PassedOver("WLS", "pre-election", date(2026, 3, 26), date(2026, 5, 7), Outcome.OWED)
TURN = Turn(7, MEETING.day, REGULAR, "SCT", ASSIGNED, (*IN_ORDER, WALES), "IRL", ACCEPTED, IN_ORDER)
LAST = Turn(6, BEFORE.day, REGULAR, "UKG", SERVED, IN_ORDER, "NIR", SERVED, IN_ORDER)
AFTER = Turn(
    8,
    date(2027, 4, 21),
    REGULAR,
    "WLS",
    PROJECTED,
    (Owed(7),),
    "SCT",
    PROJECTED,
    (*IN_ORDER, PassedOver("WLS", CHAIRS_HERE, None, None, Outcome.OWED)),
)
TURNS = (
    TURN,
    AFTER,
    Turn(9, date(2027, 7, 21), REGULAR, "IMN", PROJECTED, (*IN_ORDER, NewSeat(None)), "WLS", PROJECTED, (Owed(8),)),
    Turn(None, date(2027, 10, 20), REGULAR, "NIR", PROJECTED, IN_ORDER, "IMN", PROJECTED, IN_ORDER),
    Turn(None, None, REGULAR, "IRL", PROJECTED, (*IN_ORDER, SuspendedSeat("NIR")), "NIR", PROJECTED, IN_ORDER),
)
UNUSUAL = (
    Turn(7, MEETING.day, REGULAR, "SCT", ASSIGNED, (BySwap("WLS"),), "SCT", ASSIGNED, (WithChair(),)),
    Turn(
        8,
        date(2027, 4, 21),
        REGULAR,
        "IRL",
        ASSIGNED,
        (Overridden("storm <everywhere>", "WLS"),),
        "IRL",
        ASSIGNED,
        (WithChair(),),
    ),
    Turn(9, date(2027, 5, 1), Kind.EXTRAORDINARY, "DEU", ASSIGNED, (Chosen(),), "DEU", ASSIGNED, (WithChair(),)),
    Turn(10, date(2027, 7, 21), REGULAR, None, PROJECTED, (NobodyAvailable(),), None, PROJECTED, (NobodyAvailable(),)),
    Turn(
        11,
        date(2027, 8, 1),
        REGULAR,
        "UKG",
        SERVED,
        (*IN_ORDER, SetOff("SCT"), CountedAsServed()),
        "UKG",
        SERVED,
        (WithChair(),),
    ),
)
SAM = Official(1, "Sam Taylor", "sam@example.org", "en-GB", "Europe/London", (Account("slack", "T0SCT", "U0SAM"),))
TOLD = Noticed(GROUP, MEETING, TURN, "SCT", (Role.CHAIR,), accepted=False, waiting=False, own=True, secretariat=(SAM,))
TAKEN = TURN._replace(chair_state=ACCEPTED)
BOTH = TURN._replace(chair_why=IN_ORDER, host="SCT", host_state=ASSIGNED, host_why=(WithChair(),))
HANDED = HandedOver(replace(TOLD, turn=TURN), BEFORE, LAST, "WLS", 5, 2)
CANCELLED = replace(MEETING, state=MeetingState.CANCELLED, cancelled_reason="a storm <everywhere>")
OFF = CalledOff(GROUP, CANCELLED, "SCT", (Role.CHAIR,), used=False)
DAY = date(2027, 1, 4)
LINES = (
    Happened(DAY, "begun", seats=("UKG", "SCT", "WLS", "NIR", "IRL")),
    Happened(DAY, "turn", 1, Role.CHAIR, ASSIGNED, ("UKG",)),
    Happened(DAY, "turn", 1, Role.HOST, ASSIGNED, ("SCT",)),
    Happened(DAY, "turn", 1, Role.CHAIR, ACCEPTED, ("UKG",)),
    Happened(date(2027, 1, 10), "moved", 1, on=date(2027, 1, 26)),
    Happened(date(2027, 1, 26), "turn", 1, Role.CHAIR, SERVED, ("UKG",)),
    Happened(date(2027, 1, 26), "turn", 1, Role.HOST, SERVED, ("SCT",)),
    Happened(date(2027, 2, 1), "joined", seats=("IMN",), on=date(2027, 9, 1)),
    Happened(date(2027, 2, 1), "left", seats=("WLS",), on=date(2028, 2, 1)),
    Happened(date(2027, 2, 1), "reordered", seats=("UKG", "NIR", "SCT", "IRL")),
    Happened(date(2027, 3, 1), "cancelled", 2),
    Happened(date(2027, 3, 1), "turn", 2, Role.CHAIR, TurnState.RELEASED, ("SCT",)),
    Happened(date(2027, 3, 1), "turn", 2, Role.HOST, TurnState.RELEASED, ("NIR",)),
)
ANSWERED = Answered("VAWG-M7", When(MEETING.day), (Role.CHAIR,), "SCT", for_seat=False, changed=True)

EXAMPLES: dict[str, Message | Form] = {
    "rota": rotation.rota(TURNS, GROUP, WORDS),
    "rota-unusual": rotation.rota(UNUSUAL, GROUP, WORDS),
    "rota-without-host": rotation.rota(
        [turn._replace(host=None, host_why=(), host_state=PROJECTED) for turn in TURNS[:2]], GROUP, WORDS
    ),
    "rota-nobody": rotation.rota((), GROUP, WORDS),
    "why": rotation.explained(Explained(GROUP, TURN, None, LAST, AFTER), WORDS),
    "why-host-projected": rotation.explained(Explained(GROUP, AFTER, Role.HOST, TURN, TURNS[4]), WORDS),
    "why-undated": rotation.explained(Explained(GROUP, TURNS[4], None, None, None), WORDS),
    "why-swap": rotation.explained(Explained(GROUP, UNUSUAL[0], None, LAST, AFTER), WORDS),
    "why-override": rotation.explained(Explained(GROUP, UNUSUAL[1], Role.CHAIR, None, None), WORDS),
    "why-extraordinary": rotation.explained(Explained(GROUP, UNUSUAL[2], Role.CHAIR, None, None), WORDS),
    "why-nobody": rotation.explained(Explained(GROUP, UNUSUAL[3], None, None, None), WORDS),
    "why-counted": rotation.explained(Explained(GROUP, UNUSUAL[4], Role.CHAIR, None, None), WORDS),
    "next": rotation.next_meeting(Coming(GROUP, MEETING, TURN, None), GROUP, WORDS),
    "next-mine": rotation.next_meeting(Coming(GROUP, MEETING, TURN, Role.CHAIR), GROUP, WORDS),
    "next-none": rotation.next_meeting(None, GROUP, WORDS),
    "history": rotation.history(History(GROUP, LINES, 1, 0), WORDS),
    "history-middle-page": rotation.history(History(GROUP, LINES[-2:], 2, 18), WORDS),
    "history-none": rotation.history(History(GROUP, (), 1, 0), WORDS),
    "accepted": rotation.accepted(ANSWERED, "Ana Sinclair", WORDS),
    "accepted-both": rotation.accepted(replace(ANSWERED, roles=(Role.CHAIR, Role.HOST)), "Ana Sinclair", WORDS),
    "accepted-for-the-seat": rotation.accepted(replace(ANSWERED, for_seat=True), "Sam Taylor", WORDS),
    "accepted-already": rotation.accepted(replace(ANSWERED, changed=False, roles=(Role.HOST,)), "Ana", WORDS),
    "notice-chair": turn_notices.noticed(TOLD, WORDS),
    "notice-host-unanswered": turn_notices.noticed(
        replace(TOLD, seat="IRL", roles=(Role.HOST,), turn=TURN._replace(host_state=ASSIGNED), waiting=True), WORDS
    ),
    "notice-both": turn_notices.noticed(replace(TOLD, turn=BOTH, roles=(Role.CHAIR, Role.HOST)), WORDS),
    "notice-reminder": turn_notices.noticed(replace(TOLD, turn=TAKEN, accepted=True), WORDS),
    "notice-to-the-secretariat": turn_notices.noticed(replace(TOLD, own=False), WORDS),
    "notice-without-secretariat": turn_notices.noticed(replace(TOLD, secretariat=()), WORDS),
    "called-off": turn_notices.called_off(OFF, WORDS),
    "called-off-used": turn_notices.called_off(replace(OFF, used=True, roles=(Role.CHAIR, Role.HOST)), WORDS),
    "called-off-extraordinary": turn_notices.called_off(
        replace(OFF, meeting=replace(CANCELLED, kind=Kind.EXTRAORDINARY, cancelled_reason=""), roles=(Role.HOST,)),
        WORDS,
    ),
    "handover": turn_notices.handed_over(HANDED, WORDS),
    "handover-assumed": turn_notices.handed_over(
        replace(HANDED, closed=replace(BEFORE, assumed=True), open_actions=0, overdue=0), WORDS
    ),
    "handover-accepted": turn_notices.handed_over(
        replace(HANDED, noticed=replace(TOLD, turn=TAKEN, accepted=True), open_actions=1, overdue=1), WORDS
    ),
}
