"""Joining in words: the invitation and the page it opens, codes by mail, where somebody stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.joining import Invited, Joined, Standing
from bot.domain.members import Added, AddedTogether, NotAnAddress, PostNotGiven, Refused
from bot.domain.people import Membership, Post
from bot.domain.rotation import Kind, Turn, TurnState
from bot.domain.rotation.reasons import IN_ORDER
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.messages.model import Form, Message
from bot.presenters import joining, members
from bot.presenters.speech import words
from tests.messages.gallery_groups import SEATS, VAWG
from tests.messages.gallery_members import BOB, JOINT, LEAD, MEMBER

ENGLISH = words("en-GB")
OTHER = replace(VAWG, id=2, slug="fgm", name="Ending female genital mutilation")
JANUARY, APRIL = date(2027, 1, 20), date(2027, 4, 21)
UNTIL = datetime(2027, 1, 18, 9, tzinfo=UTC)
LINK = "https://convenor.example.org/join/MTI.eRk3-0v"
LEADS = (Membership(1, Post.LEAD, "SCT"),)
SCOTLAND = Turn(2, APRIL, Kind.REGULAR, "SCT", TurnState.PROJECTED, IN_ORDER, None, TurnState.PROJECTED, ())
NEXT = Turn(1, JANUARY, Kind.REGULAR, "SCT", TurnState.ASSIGNED, IN_ORDER, None, TurnState.PROJECTED, ())
LATER = Standing(VAWG, LEADS, JANUARY, SCOTLAND, 0)
NOW = Standing(VAWG, (*LEADS, Membership(2, Post.MEMBER, "WLS")), JANUARY, NEXT, 1)
OBSERVING = Standing(OTHER, (Membership(3, Post.OBSERVER, "SCT"),), JANUARY, SCOTLAND, 2)
SERVING = Standing(VAWG, (Membership(4, Post.SECRETARIAT, None),), None, None, 0)
INVITED = Invited(BOB, "Sam Taylor", LATER, UNTIL, joined=False)
REFUSED = (
    Refused(2, "bob@example.org seat:ZZZ as:member", SeatNotInGroup("ZZZ")),
    Refused(4, "carol@ SCT lead", NotAnAddress("carol@")),
    Refused(7, "dan@example.org " + "SCT " * 30, PostNotGiven("lead, deputy, member")),
)

EXAMPLES: dict[str, Message | Form] = {
    "invited": joining.invited(INVITED, LINK, ENGLISH),
    "invited-without-link": joining.invited(Invited(BOB, "", SERVING, UNTIL, joined=False), "", ENGLISH),
    "asked-to-join": joining.asked_to_join(INVITED, ENGLISH),
    "joined-already": joining.asked_to_join(Invited(BOB, "Sam Taylor", NOW, UNTIL, joined=True), ENGLISH),
    "joined": joining.joined(Joined(BOB, (LATER,), "4F7K-9QXT", 15), "/wg", ENGLISH),
    "joined-later": joining.joined(Joined(BOB, (NOW, OBSERVING), "", 15), "/wg", ENGLISH),
    "joined-no-group": joining.joined(Joined(BOB, (), "", 15), "/wg", ENGLISH),
    "linked": joining.linked(BOB, (LATER,), ENGLISH),
    "linked-in-two-groups": joining.linked(BOB, (SERVING, OBSERVING), ENGLISH),
    "dead": joining.dead(ENGLISH),
    "invited-again": joining.invited_again(BOB, ENGLISH),
    "code-on-its-way": joining.code_on_its_way("bob@example.org", ENGLISH),
    "code": joining.code(BOB, "4F7K-9QXT", UNTIL, ENGLISH),
    "pressing": joining.pressing("Bob Fox", "rota accept VAWG-M7 role:chair", ENGLISH),
    "added-together": members.added_together(
        AddedTogether(
            VAWG,
            (
                Added(VAWG, LEAD, SEATS[1]),
                Added(VAWG, JOINT, SEATS[1], invited=True),
                Added(VAWG, MEMBER, SEATS[2], invited=True),
            ),
        ),
        ENGLISH,
    ),
    "rows-refused": members.rows_refused(REFUSED, 9, ENGLISH),
}
