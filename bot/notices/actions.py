"""What is said of actions: the digest of one person, the answer to a hand-over, what somebody left behind, and the
week of a group. Read when it is sent, so that it is true then."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import action_changes as changes
from bot.presenters import actions
from bot.presenters import digests as present
from bot.presenters.speech import Words
from bot.services import action_giving, action_leaving, reminders, weeklies


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
    return None if found.empty else present.digest(found, words)


def answered(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To whoever offered an action: it was accepted, or refused and why."""
    found = action_giving.answered(uow, handover_id=int(entry.facts["handover"]))
    return actions.answered(found, words, undo=False) if found is not None else None


def left(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To the lead: what somebody who left had still to do; nothing where all of it has found somebody."""
    if entry.group_id is None:
        return None
    found = action_leaving.left(uow, group_id=entry.group_id, facts=entry.facts)
    return changes.left(found, words) if found is not None else None


def weekly(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """To a group's channel: what became of its actions; nothing where nothing did."""
    if entry.group_id is None:
        return None
    found = weeklies.told(uow, group_id=entry.group_id, facts=entry.facts, now=now)
    return changes.weekly(found, words) if found is not None else None
