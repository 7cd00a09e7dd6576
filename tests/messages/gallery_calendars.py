"""Every message about entries of calendars, once."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.calendars import Affected, GivenUp, Listed, Noted, Overtaken, Willing
from bot.domain.occasions import When
from bot.messages.model import Form, Message
from bot.presenters import calendars
from tests.messages.gallery_meetings import BOYNE, GROUP, MEETING, RECESS, SENEDD, TURN, WORDS

LINES = (Noted(12, SENEDD), Noted(14, RECESS), Noted(15, BOYNE))
PAGE = Listed(GROUP, LINES, 2, 3, "seat:WLS from:2030-01-01")
MOVED = replace(MEETING, number=8, reference="VAWG-M8")
UP = GivenUp(
    "VAWG-M7", When(MEETING.day), "WLS", "chair", for_seat=False, forfeited=False, turn=TURN._replace(chair="NIR")
)

EXAMPLES: dict[str, Message | Form] = {
    "added": calendars.added(LINES[0], WORDS),
    "added-unnamed": calendars.added(LINES[1], WORDS),
    "removed": calendars.removed(LINES[0], WORDS),
    "listed": calendars.listed(replace(PAGE, page=1, pages=1, asked=""), WORDS),
    "listed-middle-page": calendars.listed(PAGE, WORDS),
    "listed-none": calendars.listed(replace(PAGE, lines=(), page=1, pages=1), WORDS),
    "news": calendars.news(Affected(GROUP, (SENEDD,), (MEETING,)), WORDS),
    "news-holidays": calendars.news(Affected(GROUP, (BOYNE,), (MEETING, MOVED)), WORDS),
    "news-many": calendars.news(Affected(GROUP, (RECESS,), (MEETING,) * 10), WORDS),
    "ask": calendars.overtaken(Overtaken(GROUP, MEETING, TURN, "WLS", SENEDD, own=True), WORDS),
    "ask-secretariat": calendars.overtaken(Overtaken(GROUP, MEETING, TURN, "WLS", SENEDD, own=False), WORDS),
    "given-up": calendars.given_up(UP, "Bryn Rees", WORDS),
    "given-up-for-the-seat": calendars.given_up(replace(UP, for_seat=True, forfeited=True), "Sam Taylor", WORDS),
    "willing": calendars.willing(Willing("VAWG-M7", When(MEETING.day), "WLS", False, TURN), "Bryn Rees", WORDS),
    "willing-not-its-turn": calendars.willing(Willing("VAWG-M7", When(MEETING.day), "SCT", True, TURN), "Sam", WORDS),
    "given-up-nobody": calendars.given_up(replace(UP, role="host", turn=TURN._replace(host=None)), "Bryn", WORDS),
}
