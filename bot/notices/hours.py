"""What is said to a person by itself waits until that person is at work."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry, Notice, NotNow
from bot.presenters.speech import Words
from bot.services import reminders


def in_office_hours(notice: Notice) -> Notice:
    """The notice, said in the office hours of whoever it goes to, on a working day of theirs, as these stand when it is
    to be sent. What would come too late then (its meeting has begun) is said at once. Raises ``NotNow``."""

    def waiting(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
        message = notice(uow, entry, words, now)
        if message is None or entry.official_id is None:
            return message
        until = reminders.reached(uow, official_id=entry.official_id, now=now)
        if until > now and notice(uow, entry, words, until) is not None:
            raise NotNow(until)
        return message

    return waiting
