"""The whole to whoever typed it, and what its marking allows to the channels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar

from bot.commands import Answer
from bot.messages.model import Message
from bot.presenters.speech import Words


class Discreet(Protocol):
    """What can say itself without what people wrote, where its marking asks for that."""

    @property
    def discreet(self) -> Self: ...


Found = TypeVar("Found", bound=Discreet)


def told(present: Callable[[Found, Words], Message], found: Found, words: Words) -> Answer:
    """An answer with its public line, which every place hears in its own language."""
    return Answer(present(found, words), announce=lambda other: present(found.discreet, other))
