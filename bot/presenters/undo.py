"""Commands taken back, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.groups import Seat
from bot.domain.occasions import When
from bot.domain.people import Membership
from bot.domain.undo import TakenBack, UndoneFact
from bot.messages.model import Block, Button, Buttons, Message, Text, buttons
from bot.presenters import occasions
from bot.presenters.people import post_name
from bot.presenters.seats import called
from bot.presenters.speech import Value, Words


def taken_back(undone: TakenBack, words: Words) -> Message:
    """Who took back what, and what is true again."""
    facts = {name: _worded(value, words) for name, value in undone.facts.items()}
    what = words.line(f"undone-{undone.inverse.replace('.', '-')}", **facts)
    return Message(words("undo-taken-back", who=Text(undone.by), what=what), (), words.language)


def bound(message: Message, change: int) -> Message:
    """The message with its undo button tied to this one change, so that an old button can't hit another."""
    return replace(message, blocks=tuple(_bound(block, change) for block in message.blocks))


def without_undo(message: Message) -> Message:
    """The message as other channels get it: only its author, where it was typed, can take it back."""
    kept: list[Block] = []
    for block in message.blocks:
        if isinstance(block, Buttons):
            kept += buttons(button for button in block.buttons if not button.command.startswith("undo"))
        else:
            kept.append(block)
    return replace(message, blocks=tuple(kept))


def _bound(block: Block, change: int) -> Block:
    match block:
        case Buttons(pressed):
            return Buttons(tuple(_tied(button, change) for button in pressed))
        case _:
            return block


def _tied(button: Button, change: int) -> Button:
    return replace(button, command=f"undo {change}") if button.command == "undo" else button


def _called(one: Membership | Seat, words: Words) -> str:
    return called(one, words) if isinstance(one, Seat) else post_name(one.post, one.seat, words)


def _worded(value: UndoneFact, words: Words) -> Value:
    match value:
        case When():
            return occasions.when(value, words)
        case date():
            return words.day(value)
        case str():
            return Text(value)
        case tuple():
            return words.listed(_called(one, words) for one in value)
        case _:
            return value
