"""An answer, ready to be said; and a message from which a spent button is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.messages.block_kit import BLOCKS, render
from bot.messages.block_kit_text import TEXT
from bot.messages.characters import clipped, one_line
from bot.messages.model import Form, Message
from bot.platforms.slack.api import Json
from bot.platforms.slack.payloads import AGAIN, QUESTION

BLOCK_ID: Final = 255
"""Characters of a ``block_id``; a longer command can't be asked for again from its answer."""


@dataclass(frozen=True)
class Said:
    """An answer. A ``question`` is done with once one of its buttons was pressed; ``again`` is the command that it
    answers, where that may be asked for again; ``spent`` says that nobody can do any more what was asked. ``aside`` is
    one that doesn't stand in a Home even if it was asked for there: a question, or that something of ours failed."""

    reply: Message | Form
    public: bool
    question: bool = False
    refused: bool = False
    spent: bool = False
    again: str = ""
    aside: bool = False

    def body(self, workspace: str) -> Json:
        """Its text and blocks, with the blocks of buttons marked by what becomes of them after a press."""
        reply = self.reply
        message = reply if isinstance(reply, Message) else Message(reply.title, reply.blocks, reply.language)
        rendered = render(message, workspace=workspace)
        marked = [block | self._mark(place, block) for place, block in enumerate(rendered.blocks)]
        return {"text": rendered.text, "blocks": marked}

    def _mark(self, place: int, block: Json) -> Json:
        if block["type"] != "actions":
            return {}
        if self.question:
            return {"block_id": f"{QUESTION}:{place}"}
        mark = f"{AGAIN}:{place}:{self.again}"
        return {"block_id": mark} if self.again and self.again.isprintable() and len(mark) <= BLOCK_ID else {}


def without(message: Any, button: tuple[str, str], told: str) -> Json | None:
    """The message as Slack gave it, without the button that was pressed, and with what is true now below it; ``None``
    where it can't be put together again."""
    blocks, text = message.get("blocks"), message.get("text")
    if not (isinstance(blocks, list) and isinstance(text, str) and all(isinstance(one, dict) for one in blocks)):
        return None
    left = [one for block in blocks for one in _spared(block, button)]
    line = {"type": "plain_text", "text": clipped(one_line(told), TEXT), "emoji": False}
    note: Sequence[Json] = [{"type": "context", "elements": [line]}] if told else []
    return {"text": text or told, "blocks": [*left[: BLOCKS - 1], *note]} if left or note else None


def _spared(block: Json, button: tuple[str, str]) -> list[Json]:
    if block.get("type") != "actions" or block.get("block_id") != button[0]:
        return [block]
    elements = [one for one in block.get("elements", []) if one.get("action_id") != button[1]]
    return [block | {"elements": elements}] if elements else []
