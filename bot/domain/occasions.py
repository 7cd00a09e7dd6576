"""What a turn falls on: a meeting, or a term. Both are numbered in one ledger, a term below nought: term 3 is -3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.meetings import Meeting, MeetingState
from bot.domain.terms import Term

Occasion = Meeting | Term


@dataclass(frozen=True)
class When:
    """When a turn is: at a meeting on ``day``; or for a term from ``day`` to ``until``, as far as that is known."""

    day: date
    until: date | None = None
    term: bool = False


def when(occasion: Occasion) -> When:
    """When this one is."""
    if isinstance(occasion, Term):
        return When(occasion.day, occasion.until, term=True)
    return When(occasion.day)


def cancelled(occasion: Occasion) -> bool:
    """Whether it was called off; a term never is."""
    return isinstance(occasion, Meeting) and occasion.state is MeetingState.CANCELLED


def begun(occasion: Occasion, now: datetime) -> bool:
    """Whether it is under way, or over. A meeting has begun once its time has come; a term only when it was handed
    over, which may be later than its first day."""
    if isinstance(occasion, Term):
        return occasion.began_at is not None
    return occasion.state is not MeetingState.SCHEDULED or occasion.starts_at <= now
