"""Every reply about actions, and the digest that reminds of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.actions import (
    Action,
    ActionFilter,
    ActionLine,
    ActionStatus,
    Added,
    DayOff,
    Listed,
    Moved,
    Owner,
    Shown,
    Update,
    Updated,
)
from bot.domain.people import Account, Marking, Post
from bot.domain.reminders import Digested
from bot.messages.model import Form, Message
from bot.presenters import actions as present
from bot.presenters import digests
from bot.presenters.speech import words

WORDS = words("en-GB")
TODAY = date(2027, 1, 18)
ANA = Owner(7, Post.MEMBER, "SCT", "Scottish Government", 3, "Ana Sinclair", (Account("slack", "T0SCT", "U0ANA"),))
BRYN = Owner(9, Post.LEAD, "WLS", "Welsh Government", 4, "Bryn Evans")
NOBODY = Owner(8, Post.MEMBER, "NIR", "Northern Ireland Executive", None, "")
OFFICE = Owner(1, Post.SECRETARIAT, "", "", 1, "Sam Taylor")

MINUTES = Action(
    id=1,
    number=12,
    reference="VAWG-12",
    group="vawg",
    group_name="Ending VAWG exchange",
    text="Publish the minutes of the last meeting",
    extent=("SCT",),
    owner=ANA,
    due=date(2027, 1, 22),
    original_due=date(2027, 1, 22),
    status=ActionStatus.OPEN,
    marking=Marking.OFFICIAL,
    meeting=7,
    number_in_meeting=2,
    dropped_reason="",
    raised_by="Sam Taylor",
    raised_at=datetime(2027, 1, 4, 9, tzinfo=UTC),
    closed_at=None,
)
SURVEY = replace(
    MINUTES,
    id=2,
    number=9,
    reference="VAWG-9",
    text="Share what the survey of helplines found, with <b>tables</b> & the questions that were asked",
    extent=("ENG", "NIR", "SCT", "WLS"),
    due=date(2027, 1, 14),
    original_due=date(2026, 12, 10),
    status=ActionStatus.IN_PROGRESS,
    meeting=None,
    number_in_meeting=None,
)
ROOM = replace(
    MINUTES, id=3, number=3, reference="DATA-3", group="data", group_name="Data sharing", text="Book a room", owner=ANA
)
CHRISTMAS = DayOff(date(2027, 12, 27), "SCT", "Christmas Day (substitute day)")
SATURDAY = date(2027, 1, 23)
HIDDEN = replace(MINUTES, marking=Marking.SENSITIVE)
LONG = replace(MINUTES, number=13, reference="VAWG-13", text="Collect " + "what each seat has learned, " * 12)
RAISED = replace(SURVEY, owner=BRYN)
DROPPED = ActionStatus.DROPPED


def _line(action: Action) -> ActionLine:
    return ActionLine(
        action.number,
        action.reference,
        action.text,
        action.extent,
        action.owner.name,
        action.owner.seat,
        action.due,
        action.status,
    )


def _due(day: date) -> Action:
    return replace(MINUTES, due=day, original_due=day)


EXAMPLES: dict[str, Message | Form] = {
    "added": present.added(Added(MINUTES, None), WORDS),
    "added-on-a-holiday": present.added(Added(_due(date(2027, 12, 27)), CHRISTMAS), WORDS),
    "added-on-a-weekend-by-the-secretariat": present.added(
        Added(replace(_due(SATURDAY), owner=OFFICE, meeting=None), DayOff(SATURDAY, "", "")), WORDS
    ),
    "added-sensitive": present.added(Added(HIDDEN, None), WORDS),
    "added-sensitive-in-channel": present.added(Added(HIDDEN, None).discreet, WORDS),
    "completed": present.completed(MINUTES, WORDS),
    "updated": present.updated(Updated(MINUTES, "The draft is with colleagues"), WORDS),
    "updated-sensitive-in-channel": present.updated(Updated(HIDDEN, "Names").discreet, WORDS),
    "moved": present.moved(Moved(SURVEY, date(2027, 1, 12), None), WORDS),
    "dropped": present.dropped(replace(MINUTES, dropped_reason="Overtaken by events"), WORDS),
    "listed": present.listed(
        Listed((_line(SURVEY), _line(replace(MINUTES, owner=NOBODY)), _line(LONG)), 23, ActionFilter.OPEN, TODAY),
        "Ending VAWG exchange",
        WORDS,
    ),
    "listed-mine": present.listed(
        Listed((_line(SURVEY), _line(MINUTES)), 2, ActionFilter.MINE, TODAY), "Ending VAWG exchange", WORDS
    ),
    "listed-done": present.listed(
        Listed((_line(replace(MINUTES, status=ActionStatus.DONE)),), 1, ActionFilter.DONE, TODAY),
        "Ending VAWG exchange",
        WORDS,
    ),
    "listed-none": present.listed(Listed((), 0, ActionFilter.OPEN, TODAY), "Ending VAWG exchange", WORDS),
    "listed-none-overdue": present.listed(Listed((), 0, ActionFilter.OVERDUE, TODAY), "Ending VAWG exchange", WORDS),
    "shown": present.shown(
        Shown(
            SURVEY,
            (
                Update(datetime(2027, 1, 5, 9, tzinfo=UTC), "Ana Sinclair", "The draft is with colleagues"),
                Update(datetime(2027, 1, 11, 9, tzinfo=UTC), "Bryn Evans", "We sent our figures"),
            ),
            TODAY,
        ),
        "Europe/London",
        WORDS,
    ),
    "shown-vacant-and-dropped": present.shown(
        Shown(
            replace(MINUTES, owner=NOBODY, status=ActionStatus.DROPPED, dropped_reason="Overtaken by events"), (), TODAY
        ),
        "Europe/London",
        WORDS,
    ),
    "shown-with-link": present.shown(
        Shown(replace(MINUTES, link="https://exchange.slack.com/archives/C1/p1700000000000100"), (), TODAY),
        "Europe/London",
        WORDS,
    ),
    "digest-brought-up-to-date": digests.digest(
        Digested((replace(SURVEY, status=ActionStatus.DONE), MINUTES), (replace(RAISED, status=DROPPED),), TODAY), WORDS
    ),
    "digest-nothing-left": digests.digest(Digested((replace(SURVEY, status=ActionStatus.DONE),), (), TODAY), WORDS),
    "digest": digests.digest(Digested((SURVEY, MINUTES, ROOM), (), TODAY), WORDS),
    "digest-one": digests.digest(Digested((MINUTES,), (), TODAY), WORDS),
    "digest-one-overdue": digests.digest(Digested((SURVEY,), (), TODAY), WORDS),
    "digest-raised": digests.digest(Digested((), (RAISED,), TODAY), WORDS),
    "digest-of-many": digests.digest(
        Digested(
            tuple(replace(MINUTES, number=number, reference=f"VAWG-{number}") for number in range(1, 23)),
            (RAISED,),
            TODAY,
        ),
        WORDS,
    ),
}
