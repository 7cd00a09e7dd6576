"""What is said of turns that may change hands: what a seat is asked, what came of it, and that nobody said yes."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import offers as present
from bot.presenters.speech import Words
from bot.services import offer_notices


def offer(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To who answers for the seat that is asked."""
    group_id, official_id = _to(entry)
    found = offer_notices.offered(
        uow,
        group_id=group_id,
        offer_id=int(entry.facts["offer"]),
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
        now=now,
    )
    return present.offered(found, words) if found is not None else None


def answered(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To whom it concerns what came of a turn."""
    group_id, official_id = _to(entry)
    found = offer_notices.answered(uow, group_id=group_id, official_id=official_id, kept=entry.facts)
    return present.told(found, words) if found is not None else None


def unfilled(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To the secretariat."""
    group_id, official_id = _to(entry)
    found = offer_notices.unfilled(
        uow, group_id=group_id, official_id=official_id, offer_id=int(entry.facts["offer"]), now=now
    )
    return present.unfilled(found, words) if found is not None else None


def _to(entry: Entry) -> tuple[int, int]:
    if entry.group_id is None or entry.official_id is None:
        raise LookupError(f"{entry.key} belongs to no group, or is to nobody")
    return entry.group_id, entry.official_id
