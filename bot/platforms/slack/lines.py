"""What Slack's face says by itself, handed in by the app: the platform has no words of its own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.commands import Invocation
from bot.foresight import Foresee
from bot.messages.model import Form, Message

REMEMBERED: Final = 10_000
"""People whose language this process knows."""

Restate = Callable[[str, str], Awaitable[bool]]
"""Brings a message of the outbox up to date, by workspace and the platform's id, with the same notice elsewhere;
whether it was one."""


@dataclass(frozen=True)
class Lines:
    """``late(form, command)`` is said where a form could not be opened in time, with a button to try again;
    ``working`` stands in a view whose submission takes long; ``preparing`` is said of a file that does."""

    foresee: Foresee
    late: Callable[[Form, str], Message]
    working: Form
    preparing: Message
    close: str


Speech = Callable[[str], Lines]
"""The lines in a language; in the first one of ours where it is unknown or empty."""


class Tongues:
    """The lines in each reader's language: that of the last answer to them. So nobody waits for the database to learn
    in what words to be told that it takes its time; only the first such line to somebody may be in another language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    def __call__(self, invocation: Invocation) -> Lines:
        return self._speech(self._known.get((invocation.workspace, invocation.account), ""))

    def answered(self, invocation: Invocation, language: str) -> None:
        """Somebody was answered in this language."""
        reader = (invocation.workspace, invocation.account)
        self._known[reader] = language
        self._known.move_to_end(reader)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
