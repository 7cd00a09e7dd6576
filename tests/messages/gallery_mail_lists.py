"""E-mail lists: the question, the pages, the answers, and how a mail to one looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.deliveries import Paused
from bot.domain.groups import LinkedChannel, LinkedList, Shown
from bot.domain.mail_lists import (
    Answered,
    ListAskedAlready,
    ListAskedTooOften,
    ListNotLinked,
    ListSaidNo,
    MailList,
    NoMailToLists,
)
from bot.messages.model import Button, Buttons, Form, Message, Paragraph, text
from bot.presenters import deliveries, groups
from bot.presenters import mail_lists as present
from bot.presenters.refusals import refused
from bot.presenters.speech import words
from tests.messages.gallery_groups import SAM, SEATS, VAWG

ENGLISH = words("en-GB")
UNTIL = datetime(2027, 1, 11, 9, tzinfo=UTC)
DAY = date(2027, 1, 11)
ADDRESS = "policy-leads@lists.example.org"
ASKED = MailList(1, VAWG, ADDRESS, "", "Sam Taylor", UNTIL, agreed=False, ended=False)
AGREED = replace(ASKED, agreed=True)
ENDED = replace(AGREED, ended=True)
YES, NO = "https://convenor.example.org/list/MQ.x", "https://convenor.example.org/leave/MQ.x"
CHANGE = Message(
    "VAWG-12 is done.", (Paragraph(text("Publish minutes")), Buttons((Button("Show", "action show VAWG-12"),)))
)
LOST = Paused("email", "vawg", ADDRESS, datetime(2027, 1, 4, 9, tzinfo=UTC), "bounced: 5.1.1 550 No such user")

EXAMPLES: dict[str, Message | Form] = {
    "asked": present.asked(replace(ASKED, language="en-GB"), ENGLISH),
    "unlinked": present.unlinked(ENDED, ENGLISH),
    "question": present.to_list(present.asked_to_agree(ASKED, YES, ENGLISH), ASKED, NO),
    "question-by-nobody": present.asked_to_agree(replace(ASKED, by="", group=replace(VAWG, purpose="")), "", ENGLISH),
    "page-agree": present.agreeing(ASKED, ENGLISH),
    "page-agreed": present.agreeing(AGREED, ENGLISH),
    "page-leave": present.leaving(AGREED, ENGLISH),
    "page-left": present.leaving(ENDED, ENGLISH),
    "mail": present.to_list(CHANGE, AGREED, NO),
    "mail-without-buttons": present.to_list(Message("VAWG-12 is done."), AGREED, NO),
    **{f"answered-{one}": present.answered(AGREED, one, ENGLISH) for one in Answered},
    "lost": deliveries.channel_lost(LOST, VAWG, ENGLISH),
    "changed": groups.linked(LinkedChannel("email", "vawg", ADDRESS, "members", "en-GB"), VAWG, "Sam Taylor", ENGLISH),
    "shown": groups.shown(
        Shown(
            VAWG,
            SEATS,
            (SAM,),
            None,
            (),
            (LinkedList(ADDRESS, agreed=True, language="en-GB"), LinkedList("all@example.org", agreed=False)),
        ),
        ENGLISH,
    ),
    "refused-asked": refused(ListAskedAlready(ADDRESS, DAY), ENGLISH),
    "refused-said-no": refused(ListSaidNo(ADDRESS, DAY), ENGLISH),
    "refused-too-often": refused(ListAskedTooOften(ADDRESS), ENGLISH),
    "refused-not-linked": refused(ListNotLinked(ADDRESS), ENGLISH),
    "refused-no-mail": refused(NoMailToLists(), ENGLISH),
}
