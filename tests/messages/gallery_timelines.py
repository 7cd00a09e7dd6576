"""The table beside the timeline, once."""

from __future__ import annotations

from datetime import date

from bot.domain.turns import Seen
from bot.messages.model import Form, Message
from bot.presenters import timelines
from tests.messages.gallery_rotation import GROUP, LAST, TURNS, WORDS

SEEN = Seen(GROUP, (LAST, *TURNS), ("UKG", "SCT", "WLS", "NIR", "IRL", "IMN"), date(2027, 1, 4))

EXAMPLES: dict[str, Message | Form] = {"timeline": timelines.timeline(SEEN, WORDS)[1]}
