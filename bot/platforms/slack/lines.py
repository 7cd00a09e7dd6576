"""What Slack's face says by itself, handed in by the app: the platform has no words of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.foresight import Foresee
from bot.messages.model import Form, Message

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
