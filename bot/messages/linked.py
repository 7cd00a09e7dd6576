"""Where nothing can be pressed: each button's address stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.messages.model import Block, Button, Buttons, Link, Message, Paragraph

MAX_LINK: Final = 1_500
"""Characters of an address that every mail program still opens; a longer command is left to be typed."""

ToAddress = Callable[[str], str]
"""The address that stands for a button's command."""


def linked(message: Message, link: ToAddress) -> Message:
    """The message with the address of each button in its place."""
    blocks = [one for block in message.blocks for one in _linked(block, link)]
    return replace(message, blocks=tuple(blocks))


def _linked(block: Block, link: ToAddress) -> list[Block]:
    if not isinstance(block, Buttons):
        return [block]
    addresses = [(button, link(button.command)) for button in block.buttons]
    return [_line(button, url) for button, url in addresses]


def _line(button: Button, url: str) -> Block:
    return Paragraph((Link(button.label, url),)) if len(url) <= MAX_LINK else Buttons((button,))
