"""A message from which a button is taken that has had its day."""

from __future__ import annotations

from dataclasses import replace

from bot.messages.model import Block, Buttons, Message, Note, Text


def without(message: Message, command: str, told: str) -> Message:
    """The message without the buttons that carry this command, and with what is true now below it."""
    blocks = [one for block in message.blocks for one in _spared(block, command)]
    note = [Note((Text(told),))] if told else []
    return replace(message, blocks=(*blocks, *note))


def _spared(block: Block, command: str) -> list[Block]:
    if not isinstance(block, Buttons):
        return [block]
    left = tuple(button for button in block.buttons if button.command != command)
    return [Buttons(left)] if left else []
