"""Who somebody is, in words."""

from __future__ import annotations

from bot.domain.members import Myself
from bot.domain.people import Membership, Official, Post
from bot.messages.model import Form, Message
from bot.presenters import people
from bot.presenters.speech import words
from tests.messages.gallery_groups import VAWG
from tests.messages.gallery_members import ANA
from tests.messages.gallery_preferences import PART_TIME

ENGLISH = words("en-GB")
IN_CHAT_ALONE = Official(7, "aoife", None, "ga", "Europe/Dublin")

EXAMPLES: dict[str, Message | Form] = {
    "myself": people.myself(Myself(ANA, True, ((VAWG, (Membership(1, Post.LEAD, "SCT"),)),), PART_TIME), ENGLISH),
    "myself-in-no-group": people.myself(Myself(IN_CHAT_ALONE, False, ()), ENGLISH),
    "code-refused": people.code_refused(ENGLISH),
}
