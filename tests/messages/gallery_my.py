"""Every reply to ``my``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.groups import Group
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.my import Ahead, Mine, OwnTurn, ToAnswer
from bot.domain.occasions import When
from bot.domain.offers import Change, Offered, OfferKind, Spot
from bot.domain.people import GroupKind, Marking
from bot.domain.reminders import Digested
from bot.domain.rotation import Kind, Role
from bot.messages.model import Form, Message
from bot.presenters import my as present
from bot.presenters.speech import words
from tests.messages.gallery_actions import MINUTES, RAISED, ROOM, SURVEY, TODAY

WORDS = words("en-GB")
GROUP = Group(
    id=1,
    slug="vawg",
    name="Ending VAWG exchange",
    purpose="",
    kind=GroupKind.WORKING,
    marking=Marking.OFFICIAL,
    zone="Europe/London",
    language="en-GB",
    starts_on=date(2026, 1, 1),
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
    mode="",
    place="",
    occurrence=None,
    shifted_for="",
    cancelled_reason="",
)
TURN = ToAnswer(GROUP, MEETING, Role.CHAIR, "SCT")
NOTHING = Mine((GROUP,), (), Digested((), (), TODAY), (Ahead(GROUP, MEETING),))

EXAMPLES: dict[str, Message | Form] = {
    "waiting": present.waiting(
        replace(
            NOTHING,
            turns=(TURN, replace(TURN, role=Role.HOST, seat="WLS")),
            actions=Digested((SURVEY, MINUTES, ROOM), (RAISED,), TODAY),
            own=(
                OwnTurn(GROUP, Role.CHAIR, "SCT", When(date(2027, 1, 20)), leads=True),
                OwnTurn(GROUP, Role.HOST, "WLS", When(date(2027, 4, 21)), leads=False),
            ),
        ),
        "/wg",
        WORDS,
    ),
    "asked": present.waiting(
        replace(
            NOTHING,
            turns=(TURN,),
            offers=(
                Offered(
                    GROUP,
                    3,
                    OfferKind.DECLINED,
                    TURN.meeting,
                    Role.CHAIR,
                    "UKG",
                    "SCT",
                    (
                        Change(Spot(TURN.meeting.number, TURN.meeting.day), "UKG", "SCT"),
                        Change(Spot(None, None), "SCT", "UKG"),
                    ),
                    "",
                    TODAY,
                    own=True,
                ),
            ),
        ),
        "/wg",
        WORDS,
    ),
    "nothing": present.waiting(NOTHING, "/wg", WORDS),
    "many": present.waiting(
        replace(
            NOTHING,
            meetings=(),
            actions=Digested(
                tuple(replace(MINUTES, number=number, reference=f"VAWG-{number}") for number in range(1, 24)), (), TODAY
            ),
        ),
        "/wg",
        WORDS,
    ),
    "no-group": present.waiting(replace(NOTHING, groups=(), meetings=()), "/wg", WORDS),
    "unknown": present.unknown("/wg", WORDS),
}
