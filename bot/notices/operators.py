"""What those who run the service are told by itself."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import operators as present
from bot.presenters.speech import Words


def platform_refused(_uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """A platform refuses us: true until somebody mends it, and told once."""
    facts = entry.facts
    return present.platform_refused(
        str(facts["platform"]), str(facts["reason"]), words, where=str(facts.get("where", ""))
    )
