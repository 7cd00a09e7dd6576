"""A file that was made by itself waits. Read when it is sent: one that was taken back, or isn't for this person any
more, is not spoken of."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import files as present
from bot.presenters.speech import Words
from bot.services import files


def ready(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    if entry.official_id is None:
        return None
    found = files.offered_to(uow, file_id=int(entry.facts["file"]), official_id=entry.official_id, now=now)
    return present.ready(found, words) if found is not None else None
