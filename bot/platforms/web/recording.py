"""The live page of a meeting's minutes: what the record says now, a place to type lines for it, each part to correct.

It holds no rule of its own: what is typed, pressed or filled in goes the road of all commands, as whoever looks. Two
who write at once each keep what they wrote; the page itself looks for news and never touches a field.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Final

from starlette.datastructures import FormData

from bot.commands import Answered, Invocation
from bot.messages.model import Document, Form, Message
from bot.platforms.web import posted

REFERENCE: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,31}-M\d{1,9}")
"""A meeting's whole reference, as it stands in the address."""

KEPT: Final = 500
"""Answers remembered; the oldest go first."""

Ask = Callable[[Invocation], Awaitable[Answered]]
Answer = Message | Form


@dataclass(frozen=True)
class Seen:
    """What the page shows: the minutes, or why not; and what was answered last, if anything. ``found`` is false where
    there are none that this person may read."""

    reference: str
    minutes: Message
    answer: Answer | None
    found: bool


@dataclass(frozen=True)
class Recording:
    """``base`` of each call is the invocation of whoever looks: the face vouches for them."""

    ask: Ask
    answers: OrderedDict[tuple[str, str], Answer] = field(default_factory=OrderedDict)

    async def look(self, base: Invocation, reference: str) -> Seen:
        """The minutes as they stand, with the answer to what this person did here last."""
        answered = await self.ask(replace(base, text=f"minutes {reference}", forms=False))
        reply = answered.reply
        if not isinstance(reply, Message):
            raise TypeError("minutes are answered with a message")
        found = answered.outcome == "done"
        return Seen(reference, reply, self.answers.get((base.account, reference)) if found else None, found)

    async def act(self, base: Invocation, reference: str, form: FormData, request: str) -> Document | None:
        """Do what was posted: lines, a button, or a form. A file is handed on; anything else stands on the page."""
        here = (base.account, reference)
        if "cancel" in form:
            self.answers.pop(here, None)
            return None
        text = posted.one(form, "command") or posted.one(form, "text")
        group = {"group": reference.rpartition("-")[0].lower()}
        answered = await self.ask(
            replace(base, text=text.strip(), fields={**group, **posted.fields(form)}, request=request, forms=True)
        )
        if isinstance(answered.reply, Document):
            self._keep(here, answered.reply.message)
            return answered.reply
        self._keep(here, answered.reply)
        return None

    def _keep(self, here: tuple[str, str], answer: Answer) -> None:
        self.answers[here] = answer
        self.answers.move_to_end(here)
        while len(self.answers) > KEPT:
            self.answers.popitem(last=False)
