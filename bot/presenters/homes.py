"""Somebody's Home: what ``my`` says, and their settings below. One page for every face that has such pages."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.homes import AtHome
from bot.messages.model import Block, Button, Buttons, Message, Note, Paragraph, Strong
from bot.presenters import my, preferences
from bot.presenters.speech import Words


def home(found: AtHome, note: Message | None, words: Words) -> Message:
    """``note`` is the answer to what was pressed last: it stands on top, with its buttons."""
    if found.mine is None or found.preferences is None:
        said, settings = my.unknown(found.prefix, words), []
    else:
        said = my.waiting(found.mine, found.prefix, words)
        settings = preferences.section(found.preferences, words)
    return replace(said, blocks=(*_noted(note), *said.blocks, *settings))


def opened(words: Words) -> Message:
    """Told to nobody but the log of requests: the Home itself is the answer."""
    return Message(words("home-opened"), (), words.language)


def _noted(note: Message | None) -> list[Block]:
    """Of a change its title and what one can do about it: the rest of the Home shows it."""
    if note is None:
        return []
    changed = any(isinstance(one, Buttons) and any(_undoes(button) for button in one.buttons) for one in note.blocks)
    kept = [one for one in note.blocks if not changed or isinstance(one, Buttons | Note)]
    return [Paragraph((Strong(note.title),)), *kept]


def _undoes(button: Button) -> bool:
    return button.command.partition(" ")[0] == "undo"
