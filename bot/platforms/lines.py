"""What a face says by itself, handed in by the app: the platforms have no words of their own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.commands import Answered, Invocation
from bot.foresight import Foresee
from bot.messages.model import Document, Form, Message

Spoken = TypeVar("Spoken")

REMEMBERED: Final = 10_000
"""People whose language this process knows."""

Restate = Callable[[str, str], Awaitable[bool]]
"""Brings a message of the outbox up to date, by workspace and the platform's id, with the same notice elsewhere;
whether it was one."""


@dataclass(frozen=True)
class Lines:
    """``offered(form, command)`` has a button that opens the form, where it could not be opened at once; ``working``
    stands in one whose answer takes long; ``preparing`` is said of a file that does; ``broken(reference)`` of what
    failed for a reason of ours, with the reference in the log."""

    foresee: Foresee
    offered: Callable[[Form, str], Message]
    working: Form
    preparing: Message
    broken: Callable[[str], Message]
    close: str

    def opens(self, command: str) -> bool:
        """Whether a button's command opens a form, seen from its words, in a face that opens forms by buttons alone."""
        return self.foresee(Invocation("", "", "", command, forms=True)).form is not None


Speech = Callable[[str], Lines]
"""The lines in a language; in the first one of ours where it is unknown or empty."""


class Tongues(Generic[Spoken]):
    """What is said in each reader's language: that of the last answer to them. So nobody waits for the database to
    learn in what words to be told that it takes its time; only the first such line to somebody may be in another
    language."""

    def __init__(self, speech: Callable[[str], Spoken]) -> None:
        self._speech = speech
        self._known: OrderedDict[tuple[str, str, str], str] = OrderedDict()

    def __call__(self, invocation: Invocation) -> Spoken:
        return self._speech(self._known.get(invocation.who, ""))

    def answered(self, invocation: Invocation, answered: Answered) -> None:
        """Somebody was answered, in the answer's language."""
        reply, reader = answered.reply, invocation.who
        self._known[reader] = reply.message.language if isinstance(reply, Document) else reply.language
        self._known.move_to_end(reader)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
