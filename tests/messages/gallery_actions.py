"""Every reply about actions, and the digest that reminds of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.arguments import Missing
from bot.domain.action_answers import Added, Answered, DayOff, Given, Moved, Shown, Snoozed, Update, Updated, Waits
from bot.domain.action_changes import LeftOpen, Week
from bot.domain.action_lists import ActionFilter, ActionLine, Listed
from bot.domain.actions import Action, ActionStatus, Priority
from bot.domain.giving import Handover, HandoverState, Owner
from bot.domain.members import Refused
from bot.domain.needs import Need
from bot.domain.people import Account, Marking, Post
from bot.domain.reminders import Digested, Offered
from bot.messages.model import Form, Message
from bot.presenters import action_changes, action_lists, actions_together, digests
from bot.presenters import actions as present
from bot.presenters.speech import words
from bot.services.people import NoSuchPerson
from tests.messages.gallery_groups import VAWG as GROUP

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
        action.priority,
        bool(action.needs),
    )


def _due(day: date) -> Action:
    return replace(MINUTES, due=day, original_due=day)


SURVEY_FIRST = Need(2, "VAWG-9", SURVEY.text, True)
OFFER = Handover(4, BRYN, "Sam Taylor", datetime(2027, 1, 15, 9, tzinfo=UTC))
WHOLE = replace(
    MINUTES,
    link="https://exchange.slack.com/archives/C1/p1700000000000100",
    links=("https://example.org/minutes?draft=2&of=3",),
    priority=Priority.HIGH,
    also=(BRYN, OFFICE, NOBODY),
    needs=(SURVEY_FIRST, Need(5, "VAWG-4", "Book a room", False)),
    decision=3,
    snoozed_until=date(2027, 1, 20),
    handover=OFFER,
)
DONE = replace(SURVEY, status=ActionStatus.DONE)
WEEK = Week(
    GROUP, (MINUTES, replace(HIDDEN, reference="VAWG-14")), (DONE,), dropped=1, moved=2, given=1, open=9, overdue=2
)


def _answered(state: HandoverState, reason: str = "") -> Answered:
    return Answered(MINUTES, replace(OFFER, state=state, answered_by="Bryn Evans", reason=reason))


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
    "listed": action_lists.listed(
        Listed((_line(SURVEY), _line(replace(MINUTES, owner=NOBODY)), _line(LONG)), 23, ActionFilter.OPEN, TODAY),
        "Ending VAWG exchange",
        WORDS,
    ),
    "listed-mine": action_lists.listed(
        Listed((_line(SURVEY), _line(MINUTES)), 2, ActionFilter.MINE, TODAY), "Ending VAWG exchange", WORDS
    ),
    "listed-done": action_lists.listed(
        Listed((_line(replace(MINUTES, status=ActionStatus.DONE)),), 1, ActionFilter.DONE, TODAY),
        "Ending VAWG exchange",
        WORDS,
    ),
    "listed-none": action_lists.listed(Listed((), 0, ActionFilter.OPEN, TODAY), "Ending VAWG exchange", WORDS),
    "listed-none-overdue": action_lists.listed(
        Listed((), 0, ActionFilter.OVERDUE, TODAY), "Ending VAWG exchange", WORDS
    ),
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
    "shown-whole": present.shown(Shown(WHOLE, (), TODAY), "Europe/London", WORDS),
    "given": present.given(Given(MINUTES, BRYN, ANA, pending=False), WORDS),
    "offered": present.given(Given(MINUTES, ANA, BRYN, pending=True), WORDS),
    "offered-sensitive-in-channel": present.given(Given(HIDDEN, ANA, OFFICE, pending=True).discreet, WORDS),
    "accepted": present.answered(_answered(HandoverState.ACCEPTED), WORDS),
    "refused": present.answered(_answered(HandoverState.REFUSED, reason="Nobody has time this month"), WORDS),
    "refused-told": present.answered(_answered(HandoverState.REFUSED, reason="No time"), WORDS, undo=False),
    "called-back": present.answered(_answered(HandoverState.WITHDRAWN), WORDS),
    "snoozed": present.snoozed(Snoozed(MINUTES, date(2027, 1, 20), late=False), WORDS),
    "snoozed-beyond-its-day": present.snoozed(Snoozed(MINUTES, date(2027, 2, 1), late=True), WORDS),
    "waits": present.waits(Waits(MINUTES, SURVEY_FIRST), WORDS),
    "freed": present.waits(Waits(MINUTES, SURVEY_FIRST, freed=True), WORDS),
    "linked": present.linked(MINUTES, "https://example.org/minutes", WORDS),
    "prioritised": present.prioritised(replace(MINUTES, priority=Priority.HIGH), WORDS),
    "listed-page": action_lists.listed(
        Listed(
            (_line(replace(WHOLE, due=date(2027, 1, 25))), _line(replace(MINUTES, priority=Priority.LOW))),
            43,
            ActionFilter.OPEN,
            TODAY,
            2,
            3,
        ),
        "Ending VAWG exchange",
        WORDS,
        {"": "action list", "seat": "SCT", "group": "vawg"},
    ),
    "searched": action_lists.listed(
        Listed((_line(MINUTES),), 1, ActionFilter.OPEN, TODAY, search="minutes <b>"), "Ending VAWG exchange", WORDS
    ),
    "searched-in-vain": action_lists.listed(
        Listed((), 0, ActionFilter.OPEN, TODAY, search="helplines"), "Ending VAWG exchange", WORDS
    ),
    "listed-none-vacant": action_lists.listed(Listed((), 0, ActionFilter.VACANT, TODAY), "Ending VAWG exchange", WORDS),
    "listed-dropped": action_lists.listed(
        Listed((_line(replace(MINUTES, status=DROPPED)),), 1, ActionFilter.DROPPED, TODAY),
        "Ending VAWG exchange",
        WORDS,
    ),
    "added-together": actions_together.added_together(
        [Added(MINUTES, None), Added(_due(date(2027, 12, 27)), CHRISTMAS)], "Ending VAWG exchange", WORDS
    ),
    "none-added": actions_together.rows_refused(
        [Refused(2, "Publish minutes", Missing("owner")), Refused(3, "zoe Book by friday", NoSuchPerson("zoe"))],
        4,
        WORDS,
    ),
    "left-by": action_changes.left(LeftOpen(GROUP, "Ana Sinclair", "SCT", (SURVEY, MINUTES)), WORDS),
    "left-by-a-seat": action_changes.left(LeftOpen(GROUP, "", "NIR", (replace(MINUTES, owner=NOBODY),)), WORDS),
    "weekly": action_changes.weekly(WEEK, WORDS),
    "weekly-quiet": action_changes.weekly(
        replace(WEEK, added=(), dropped=0, moved=0, given=0, open=1, overdue=0), WORDS
    ),
    "digest-offered": digests.digest(Digested((), (), TODAY, (Offered(SURVEY, OFFER, mine=True),)), WORDS),
    "digest-with-everything": digests.digest(
        Digested(
            (replace(MINUTES, needs=(SURVEY_FIRST,)),),
            (RAISED,),
            TODAY,
            (
                Offered(SURVEY, OFFER, mine=False),
                Offered(ROOM, replace(OFFER, state=HandoverState.ACCEPTED), mine=True),
            ),
        ),
        WORDS,
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
