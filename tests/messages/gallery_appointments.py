"""Every message about meetings in people's own calendars, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.appointments import Answered, Answers, Appointed, Coming, Entry, Invitee, What
from bot.domain.meetings import MeetingState
from bot.messages.model import Form, Message
from bot.presenters import appointments
from bot.presenters.speech import words
from tests.messages.gallery_meetings import GROUP, MEETING

ENGLISH = words("en-GB")
ANA = Invitee(1, "Ana Reid", "ana@example.org", chairs=True, coming=Coming.YES)
BOB = Invitee(2, "Bob <Fox>", "bob@example.org")
OLA = Invitee(3, "Ola Ng", "ola@example.org", observes=True, coming=Coming.MAYBE)
ENTRY = Entry(GROUP, MEETING, "0f3a@convenor", 1, datetime(2027, 7, 1, 9, tzinfo=UTC), "SCT", "WLS")
REQUEST = Appointed(ENTRY, What.REQUEST, False, BOB, (ANA, BOB, OLA))
OFF = replace(MEETING, state=MeetingState.CANCELLED, cancelled_reason="A storm & snow")
ORGANISER = "convenor@example.org"
ANSWERED = Answered(GROUP, MEETING, "Bob <Fox>", Coming.NO, None)

EXAMPLES: dict[str, Message | Form] = {
    "invitation": appointments.letter(REQUEST, ORGANISER, ENGLISH),
    "invitation-words-alone": appointments.letter(
        replace(REQUEST, entry=replace(ENTRY, chair=None, host=None)), "", ENGLISH
    ),
    "update": appointments.letter(replace(REQUEST, again=True), ORGANISER, ENGLISH),
    "cancelled": appointments.letter(
        replace(REQUEST, what=What.CANCEL, entry=replace(ENTRY, meeting=OFF)), ORGANISER, ENGLISH
    ),
    "removed": appointments.letter(replace(REQUEST, what=What.REMOVE), ORGANISER, ENGLISH),
    "answered": appointments.answered(ANSWERED, ENGLISH),
    "answered-again": appointments.answered(replace(ANSWERED, coming=Coming.YES, before=Coming.YES), ENGLISH),
    "coming": Message(
        "Meeting 7 (VAWG-M7)",
        appointments.coming(
            Answers(
                {
                    Coming.YES: [f"Person {number}" for number in range(15)],
                    Coming.MAYBE: ["Ola Ng"],
                    Coming.NO: ["Bob <Fox>", "Cian Walsh"],
                },
                3,
            ),
            ENGLISH,
        ),
    ),
    "feed-of-group": appointments.fed("https://convenor.example.org/feeds/MTI.x-0.ics", GROUP.name, ENGLISH),
    "feed-of-mine": appointments.fed("https://convenor.example.org/feeds/MTI.x-0.ics", None, ENGLISH),
    "feed-revoked": appointments.revoked(1, ENGLISH),
    "feed-none": appointments.revoked(0, ENGLISH),
    "by-mail": appointments.chosen(True, "bob@example.org", ENGLISH),
    "by-mail-without-address": appointments.chosen(True, None, ENGLISH),
    "by-feed": appointments.chosen(False, "bob@example.org", ENGLISH),
}
