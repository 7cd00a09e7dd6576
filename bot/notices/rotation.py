"""What Convenor says of turns by itself. Stale where the seat no longer has the turn, or its meeting has begun."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices import meetings
from bot.notices.model import Entry
from bot.presenters import handovers
from bot.presenters import turn_notices as present
from bot.presenters.speech import Words
from bot.services import handover as services
from bot.services import turn_notices, turns_moved


def notice(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To who answers for a seat: its turn, at a lead time or when it was told."""
    group_id, official_id = _to(entry)
    found = turn_notices.noticed(
        uow,
        group_id=group_id,
        about=entry.facts,
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
        now=now,
        raised=int(entry.facts.get("raised", 0)),
    )
    return present.noticed(found, words) if found is not None else None


def handover(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To the incoming chair."""
    group_id, official_id = _to(entry)
    found = turn_notices.handed_over(
        uow,
        group_id=group_id,
        about=entry.facts,
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
        now=now,
    )
    return present.handed_over(found, words) if found is not None else None


def notice_now(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """The notice, while the turn is the seat's; else what became of the meeting."""
    return notice(uow, entry, words, now) or _instead(uow, entry, words, now)


def handover_now(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """The hand-over, while the turn is the seat's; else what became of the meeting."""
    return handover(uow, entry, words, now) or _instead(uow, entry, words, now)


def _instead(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """What became of the meeting; of a term that another seat has now there is nothing more to say."""
    return meetings.stands_now(uow, entry, words, now) if entry.facts.get("meeting") is not None else None


def off(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To who was told a turn of a meeting that was cancelled."""
    group_id, official_id = _to(entry)
    found = turn_notices.called_off(
        uow,
        group_id=group_id,
        meeting_id=int(entry.facts["meeting"]),
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
    )
    return present.called_off(found, words) if found is not None else None


def pack(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To the chair, a week before."""
    group_id, official_id = _to(entry)
    found = services.packed(
        uow,
        group_id=group_id,
        meeting_id=int(entry.facts["meeting"]),
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
        now=now,
    )
    return handovers.pack(found, words) if found is not None else None


def note(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To the chair who has had the hand-over."""
    group_id, official_id = _to(entry)
    found = services.after(uow, group_id=group_id, note_id=int(entry.facts["note"]), official_id=official_id, now=now)
    return handovers.note_after(found, words) if found is not None else None


def moved(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To a seat whose future turn moved."""
    group_id, _ = _to(entry)
    found = turns_moved.moved(uow, group_id=group_id, facts=entry.facts, now=now)
    return present.moved(found, words) if found is not None else None


def _to(entry: Entry) -> tuple[int, int]:
    if entry.group_id is None or entry.official_id is None:
        raise LookupError(f"{entry.key} belongs to no group, or is to nobody")
    return entry.group_id, entry.official_id
