"""An answer, ready to be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.messages.adaptive_card import Opens, render
from bot.messages.model import Buttons, Form, Message
from bot.platforms.teams import cards

Json = dict[str, Any]

AGAIN: Final = 500
"""Characters of a command that its answer's buttons carry, so that it can be asked again."""


@dataclass(frozen=True)
class Said:
    """A ``question`` is done with once one of its buttons was pressed; ``again`` is the command that this answers,
    where that may be asked again. ``aside`` is one that doesn't stand in a Home even if it was asked for there."""

    reply: Message | Form
    public: bool = False
    refused: bool = False
    again: str = ""
    aside: bool = False

    @property
    def message(self) -> Message:
        reply = self.reply
        return reply if isinstance(reply, Message) else Message(reply.title, reply.blocks, reply.language)

    @property
    def asks(self) -> bool:
        """Whether it can only be answered by its buttons."""
        return any(isinstance(block, Buttons) for block in self.reply.blocks)

    def activity(self, tenant: str, opens: Opens) -> Json:
        return cards.activity(self.message, tenant=tenant, opens=opens, beside=self._marks())

    def card(self, tenant: str, opens: Opens) -> Json:
        return render(self.message, workspace=tenant, opens=opens, beside=self._marks()).card

    def _marks(self) -> Json:
        """What the buttons say of the card on which they stand."""
        if self.refused:
            return {"question": True}
        return {"again": self.again} if self.again and len(self.again) <= AGAIN else {}
