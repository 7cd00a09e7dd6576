"""What Teams' face says by itself, handed in by the app: the platform has no words of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.commands import Invocation
from bot.foresight import Foresee
from bot.messages.model import Form, Message

Restate = Callable[[str, str], Awaitable[bool]]
"""Brings a message of the outbox up to date, by tenant and the platform's id, with the same notice elsewhere;
whether it was one."""

Broken = Callable[[str], Message]
"""What to say when something of ours failed, with the reference under which it was logged."""


@dataclass(frozen=True)
class Lines:
    """``ready(form, command)`` has a button that opens the form: words alone can't open one in Teams. ``working``
    stands in a dialog whose answer takes long; ``preparing`` is said of a file that does."""

    foresee: Foresee
    ready: Callable[[Form, str], Message]
    working: Form
    preparing: Message
    close: str

    def opens(self, command: str) -> bool:
        """Whether a button's command opens a form, seen from its words."""
        return self.foresee(Invocation("teams", "", "", command, forms=True)).form is not None
