"""The shape of a notice, and the simplest one: a line that was worded when it happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.db.unit_of_work import UnitOfWork
from bot.messages import codec
from bot.messages.model import Message
from bot.presenters.speech import Words


@dataclass(frozen=True)
class Entry:
    """What an outbox entry tells its notice. ``official_id`` is set for a direct message; ``sent_at`` where it was said
    before, and is worded again."""

    key: str
    subject: str
    facts: Mapping[str, Any]
    group_id: int | None
    official_id: int | None
    due_at: datetime
    sent_at: datetime | None = None


class NotNow(Exception):
    """It is to be said, but not yet: ``until`` is the instant (UTC) at which its reader is at work."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until:%Y-%m-%d %H:%M} UTC")
        self.until = until


Notice = Callable[[UnitOfWork, Entry, Words, datetime], Message | None]


def said(_uow: UnitOfWork, entry: Entry, _words: Words, _now: datetime) -> Message | None:
    """A public line, kept as it was worded."""
    reply = codec.load(str(entry.facts["reply"]))
    return reply if isinstance(reply, Message) else None
