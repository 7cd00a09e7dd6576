"""What is mailed to people for their own calendars, read when it is sent."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.appointments import What
from bot.messages.model import Message
from bot.notices.model import Entry, Notice
from bot.presenters import appointments as present
from bot.presenters.speech import Words
from bot.services import appointments


def appointment(organiser: str) -> Notice:
    """``organiser`` is the address that answers go to; without one the mail has words alone."""

    def notice(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
        """Nothing, where the meeting has changed since: then there is a newer one."""
        if entry.official_id is None:
            return None
        found = appointments.appointed(
            uow,
            meeting_id=int(entry.facts["meeting"]),
            official_id=entry.official_id,
            sequence=int(entry.facts["sequence"]),
            what=What(entry.facts["what"]),
            again=bool(entry.facts["again"]),
            stamp=entry.due_at,
            now=now,
        )
        return present.letter(found, organiser, words) if found is not None else None

    return notice
