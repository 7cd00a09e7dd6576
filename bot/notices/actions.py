"""The digest: what is due, in one message to one person. Read when it is sent, so that it is true then."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import digests as present
from bot.presenters.speech import Words
from bot.services import reminders


def digest(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """One digest; ``None`` where nothing is left to remind of, or the person has heard enough."""
    if entry.official_id is None:
        return None
    found = reminders.digest(uow, official_id=entry.official_id, entry_key=entry.key, now=now)
    return present.digest(found, words) if found is not None else None


def digest_now(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """The same actions as when it was said, each as it stands now."""
    if entry.official_id is None or entry.sent_at is None:
        return None
    found = reminders.as_it_was(uow, official_id=entry.official_id, said_at=entry.sent_at, now=now)
    return present.digest(found, words) if found.own or found.raised else None
