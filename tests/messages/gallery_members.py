"""Who holds which post, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.members import Added, Holding, Removed
from bot.domain.people import Account, Official, Post
from bot.messages.model import Form, Message
from bot.presenters import members
from bot.presenters.speech import words
from tests.messages.gallery_groups import SAM, SEATS, VAWG
from tests.messages.gallery_seats import OPEN

ENGLISH = words("en-GB")
SINCE = datetime(2027, 1, 4, 9, tzinfo=UTC)
ANA = Official(2, "Ana Reid", "ana@example.org", "en-GB", "Europe/London", (Account("slack", "T1", "U0ANA"),))
BOB = Official(3, "Bob Fox", "bob@example.org", "en-GB", "Europe/London")
LEAD = Holding(1, Post.LEAD, "SCT", ANA, SINCE)
JOINT = Holding(2, Post.LEAD, "SCT", BOB, SINCE)
VACANT = Holding(3, Post.DEPUTY, "SCT", None, SINCE)
MEMBER = Holding(4, Post.MEMBER, "WLS", BOB, SINCE)
SERVING = Holding(5, Post.SECRETARIAT, None, SAM, SINCE)

EXAMPLES: dict[str, Message | Form] = {
    "added": members.added(Added(VAWG, JOINT, SEATS[1], beside=(ANA,)), ENGLISH),
    "added-tied": members.added(Added(VAWG, LEAD, SEATS[1], tied=True), ENGLISH),
    "added-secretariat": members.added(Added(VAWG, SERVING, None, needs_code=True), ENGLISH),
    "removed": members.removed(Removed(VAWG, BOB, (JOINT, MEMBER), OPEN, gone=True), ENGLISH, public=False),
    "removed-public": members.removed(Removed(VAWG, BOB, (MEMBER,), OPEN, gone=False), ENGLISH, public=True),
    "listed": members.listed(SEATS, (LEAD, JOINT, VACANT, MEMBER, SERVING), VAWG, ENGLISH),
    "mine": members.mine((JOINT, MEMBER), VAWG, ENGLISH),
}
