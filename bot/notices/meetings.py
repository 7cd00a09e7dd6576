"""What is said about meetings by itself: one is near, one that nobody closed, one that counts as held."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import Changed, MeetingState
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import meetings as present
from bot.presenters.speech import Words
from bot.services import meetings_shown


def _found(uow: UnitOfWork, entry: Entry, now: datetime) -> tuple[Changed, Group] | None:
    group = uow.groups.by_id(entry.group_id) if entry.group_id is not None else None
    if group is None or group.closed_on is not None:
        return None
    row = uow.meetings.by_id(int(entry.facts["meeting"]))
    return meetings_shown.shown(uow, group=group, number=row.number, now=now).changed, group


def near(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """Nothing, where it was moved or cancelled since."""
    found = _found(uow, entry, now)
    row = uow.meetings.by_id(int(entry.facts["meeting"]))
    if found is None or row.sequence != entry.facts["sequence"] or found[0].meeting.over:
        return None
    return present.near(*found, words)


def question(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """Nothing, where somebody has said it since."""
    found = _found(uow, entry, now)
    if found is None or found[0].meeting.over or found[0].meeting.ends_at > now:
        return None
    return present.question(*found, words)


def assumed(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """Nothing, where somebody has put it right since."""
    found = _found(uow, entry, now)
    if found is None or found[0].meeting.state is not MeetingState.HELD or not found[0].meeting.assumed:
        return None
    return present.assumed(found[0], words)


def stands(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """The question, while it waits for an answer; else what became of the meeting."""
    found = _found(uow, entry, now)
    if found is None:
        return None
    return question(uow, entry, words, now) or present.stands(found[0], words)


def stands_now(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """What became of the meeting."""
    found = _found(uow, entry, now)
    return present.stands(found[0], words) if found is not None else None


def assumed_now(uow: UnitOfWork, entry: Entry, words: Words, now: datetime) -> Message | None:
    """As long as nobody has put it right, what was assumed; else what became of the meeting."""
    found = _found(uow, entry, now)
    if found is None:
        return None
    return assumed(uow, entry, words, now) or present.stands(found[0], words)
