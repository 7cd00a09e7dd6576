"""To a group's secretariat: its people are wanted elsewhere at the same time."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import clashes as present
from bot.presenters.speech import Words
from bot.services import clashes


def clash(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """Nothing, where it was put right before it could be said."""
    if entry.group_id is None or entry.official_id is None:
        return None
    found = clashes.standing(uow, group_id=entry.group_id, official_id=entry.official_id, said=entry.facts, now=now)
    return present.clashing(found, words) if found is not None else None
