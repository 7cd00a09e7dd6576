"""Commands taken back, in words."""

from __future__ import annotations

from bot.domain.people import Membership, Post
from bot.domain.undo import TakenBack
from bot.messages.model import Form, Message, buttons
from bot.presenters import undo
from bot.presenters.speech import words
from tests.messages.gallery_groups import SEATS

LEAD = Membership(1, Post.LEAD, "SCT")
ENGLISH = words("en-GB")

EXAMPLES: dict[str, Message | Form] = {
    "member-added": undo.taken_back(
        TakenBack("member.add", {"name": "Ana *Reid*", "posts": (LEAD,)}, "Sam Taylor", 1), ENGLISH
    ),
    "seats-ordered": undo.taken_back(TakenBack("seat.order", {"seats": SEATS}, "Sam Taylor", 1), ENGLISH),
    "bound": undo.bound(Message("VAWG-12 is done.", buttons([ENGLISH.button("undo", "undo")])), 17),
}
