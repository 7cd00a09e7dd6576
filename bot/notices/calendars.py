"""What is said when an administration's days change, read when it is sent."""

from __future__ import annotations

from datetime import date, datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import calendars as present
from bot.presenters.speech import Words
from bot.services import calendar_news


def news(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To the secretariat of meetings that are booked on such days."""
    if entry.group_id is None or entry.official_id is None:
        return None
    day = entry.facts.get("day")
    found = calendar_news.affected(
        uow,
        group_id=entry.group_id,
        official_id=entry.official_id,
        entry=entry.facts.get("entry"),
        administration=str(entry.facts.get("administration", "")),
        day=date.fromisoformat(day) if day else None,
    )
    return present.news(found, words) if found is not None else None


def ask(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To who answers for a seat that was told to chair in what is now its pre-election period."""
    if entry.group_id is None or entry.official_id is None:
        return None
    found = calendar_news.overtaken(
        uow,
        group_id=entry.group_id,
        official_id=entry.official_id,
        entry=int(entry.facts["entry"]),
        about=entry.facts,
        seat_id=int(entry.facts["seat"]),
        now=now,
    )
    return present.overtaken(found, words) if found is not None else None
