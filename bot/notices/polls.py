"""What is said of polls by itself: the question to each who is asked, and what came of it."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.polls import PollState
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import polls as present
from bot.presenters.speech import Words
from bot.services import polls_shown


def question(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """Nothing, where it is closed, or its reader answered or left before it could be asked."""
    found = polls_shown.of_notice(uow, poll_id=int(entry.facts["poll"]), reader=entry.official_id)
    if found is None or found.poll.state is not PollState.OPEN or not found.unanswered:
        return None
    return present.question(found, words)


def question_now(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """As long as it is open, the question with what its reader said; else what came of it."""
    found = polls_shown.of_notice(uow, poll_id=int(entry.facts["poll"]), reader=entry.official_id)
    return present.question(found, words) if found is not None else None


def closed(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    found = polls_shown.of_notice(uow, poll_id=int(entry.facts["poll"]), reader=entry.official_id)
    return present.closed(found, words) if found is not None else None
