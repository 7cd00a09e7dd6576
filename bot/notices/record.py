"""What is said of agendas and decisions by itself, read when it is sent."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry, NotNow
from bot.presenters import agenda as agendas
from bot.presenters import decisions as present
from bot.presenters import summaries as said
from bot.presenters.speech import Words
from bot.services import agenda_clock, clearances, procedures, reminders, summaries


def agenda_ahead(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """Some days before a meeting. Whoever heard enough this week hears it next week, if that is still before it."""
    group_id, official_id = _to(entry)
    found = agenda_clock.reminded(
        uow,
        group_id=group_id,
        meeting_id=int(entry.facts["meeting"]),
        sequence=int(entry.facts["sequence"]),
        who=str(entry.facts["who"]),
        official_id=official_id,
        now=now,
    )
    if found is None:
        return None
    later = reminders.heard_enough(uow, official_id=official_id, entry_key=entry.key, now=now)
    if later is None:
        return agendas.reminded(found, words)
    if later < found.agenda.meeting.starts_at:
        raise NotNow(later)
    return None


def decision_ask(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To who answers for a seat, while it can still be said."""
    group_id, official_id = _to(entry)
    found = procedures.asked(
        uow,
        group_id=group_id,
        decision_id=int(entry.facts["decision"]),
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
        again=bool(entry.facts["again"]),
    )
    return present.asked(found, words) if found is not None else None


def decision_ask_now(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """The question with what the seat has said; once it has closed, how it came out."""
    group_id, official_id = _to(entry)
    found = procedures.asked(
        uow,
        group_id=group_id,
        decision_id=int(entry.facts["decision"]),
        seat_id=int(entry.facts["seat"]),
        official_id=official_id,
        again=False,
    )
    return present.asked(found, words) if found is not None else decision_closed(uow, entry, words, now)


def decision_closed(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To the group's channels, its secretariat and its seats."""
    if entry.group_id is None:
        return None
    found = procedures.closed(uow, group_id=entry.group_id, decision_id=int(entry.facts["decision"]))
    return present.closed(found, words, public=entry.official_id is None) if found is not None else None


def clearance_ask(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To who answers for a seat, and where the day has passed to the secretariat too."""
    group_id, official_id = _to(entry)
    found = clearances.asked(
        uow, group_id=group_id, clearance_id=int(entry.facts["clearance"]), official_id=official_id
    )
    return present.clearance_asked(found[0], words) if found is not None else None


def decision_review(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To the secretariat and the next chair."""
    group_id, _ = _to(entry)
    found = procedures.reviewed(
        uow, group_id=group_id, decision_id=int(entry.facts["decision"]), on=str(entry.facts["on"])
    )
    return present.review_asked(found, words) if found is not None else None


def summary_released(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """The summary itself, to the group's channels; to the secretariat where the clock released it."""
    if entry.group_id is None:
        return None
    found = summaries.released(uow, group_id=entry.group_id, text_id=int(entry.facts["text"]))
    return said.public(found, words) if found is not None else None


def _to(entry: Entry) -> tuple[int, int]:
    if entry.group_id is None or entry.official_id is None:
        raise LookupError(f"{entry.key} belongs to no group, or is to nobody")
    return entry.group_id, entry.official_id
