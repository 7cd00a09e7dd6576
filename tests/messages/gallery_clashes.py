"""Every message about clashes with other groups, once."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.clashes import Clashing, Overlap
from bot.messages.model import Form, Message
from bot.presenters import clashes
from bot.presenters.speech import words
from tests.messages.gallery_meetings import GROUP, MEETING

ENGLISH = words("en-GB")
ONE = Overlap(
    MEETING,
    ("Ana Reid", "Bob <Fox>"),
    datetime(2027, 7, 13, 10, tzinfo=UTC),
    datetime(2027, 7, 13, 11, tzinfo=UTC),
)

EXAMPLES: dict[str, Message | Form] = {
    "one": clashes.clashing(Clashing(GROUP, (ONE,)), ENGLISH),
    "many": clashes.clashing(Clashing(GROUP, (ONE,) * 13), ENGLISH),
}
