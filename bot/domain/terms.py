"""Terms: spans over which one seat chairs, under the basis ``term``.

Where they lie is a group's own policy: a span of months from a day on, or first days given one by one, because real
terms are unequal. A term lasts until the next one begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import DomainError

DAY = timedelta(days=1)


class Handover(StrEnum):
    """When a term passes on: as its first day begins, or at the start or the end of the first meeting from then on."""

    DATE = "date"
    START = "start"
    END = "end"


@dataclass(eq=False)
class TermUnderWay(DomainError):
    """The term of that number (of the ledger) is under way and keeps its seat: it can't be declined or given up, and
    the next one begins after ``day``, its first, at the earliest."""

    number: int
    day: date


@dataclass(eq=False)
class TermWithoutEnd(DomainError):
    """The term of that number was told to a seat and has no last day, so nothing can follow it."""

    number: int


@dataclass(eq=False)
class NoSuchTerm(DomainError):
    """No term of this number (of the ledger) in the group."""

    number: int


@dataclass(frozen=True)
class Term:
    """A term as facts. ``number`` is the ledger's, below nought; ``day`` is its first day and ``until`` its last, as
    planned and local to ``zone``; ``began_at`` and ``ended_at`` are when it was really handed over."""

    id: int
    number: int
    reference: str
    day: date
    until: date | None
    zone: str
    starts_at: datetime
    handover: Handover
    began_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether the next one has begun."""
        return self.ended_at is not None

    @property
    def under_way(self) -> bool:
        """Whether its seat chairs now."""
        return self.began_at is not None and self.ended_at is None


@dataclass(frozen=True)
class Sitting:
    """What places a meeting among the terms. ``hands_over``: a term may pass on at it, as it is regular and to come."""

    number: int
    day: date
    starts_at: datetime
    over: bool
    hands_over: bool

    @property
    def key(self) -> tuple[datetime, int]:
        """The order in which meetings happen."""
        return self.starts_at, self.number


def term_of(meeting: Sitting, terms: Sequence[Term], meetings: Sequence[Sitting]) -> Term | None:
    """The term in which a meeting falls; ``None`` where none covers it.

    What was really handed over counts first. A term to come covers the meetings from its first day on; handed over at
    the *end* of one, the first of them is still the outgoing chair's. Hand-overs that wait happen one at a meeting.
    """
    current = next((term for term in reversed(terms) if term.began_at and term.began_at <= meeting.starts_at), None)
    if current is not None and current.ended_at is not None and meeting.starts_at >= current.ended_at:
        current = None
    if meeting.over:
        return current
    waiting = sorted((one for one in meetings if one.hands_over), key=lambda one: one.key)
    for term in (term for term in terms if term.began_at is None):
        if term.day > meeting.day:
            break
        if term.handover is not Handover.DATE:
            waiting = [one for one in waiting if one.day >= term.day]
            first = waiting[0].key if waiting else None
            if first is None or meeting.key < first or (term.handover is Handover.END and meeting.key == first):
                break
            waiting = waiting[1:]
        current = term
    return (
        current
        if current is None or current.until is None or meeting.day <= current.until
        else _lasting(current, terms)
    )


def _lasting(term: Term, terms: Sequence[Term]) -> Term | None:
    """A term past its last day goes on where another is to follow and waits for its meeting."""
    return term if any(other.day > term.day and other.ended_at is None for other in terms) else None
