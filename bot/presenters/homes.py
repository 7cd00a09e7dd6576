"""Somebody's Home: what ``my`` says, and their settings below. One page for every face that has such pages."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.homes import AtHome
from bot.messages.model import Block, Message, Paragraph, Strong
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
    return [Paragraph((Strong(note.title),)), *note.blocks] if note is not None else []
