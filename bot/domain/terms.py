"""Terms: spans over which one seat chairs, under the basis ``term``.

Where they lie is a group's own policy: a span of months from a day on, or first days given one by one, because real
terms are unequal. A term lasts until the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice
from typing import Any

from bot.domain.dates import parse_date, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group

DAY = timedelta(days=1)
LONGEST_SPAN = 120
"""Months."""

MOST_TERMS = 40
FARTHEST = timedelta(days=366 * 20)


class Handover(StrEnum):
    """When a term passes on: as its first day begins, or at the start or the end of the first meeting from then on."""

    DATE = "date"
    START = "start"
    END = "end"


@dataclass(eq=False)
class NotASpan(DomainError):
    """A span is a number of months or years, up to ``longest`` years."""

    asked: str
    longest: int


@dataclass(eq=False)
class SpanOrTerms(DomainError):
    """Terms are laid by a span, or by dates given one by one: not by both."""


@dataclass(eq=False)
class TermsNeeded(DomainError):
    """The basis ``term`` needs to know where its terms lie."""


@dataclass(eq=False)
class OnlyWithTerms(DomainError):
    """This ``policy`` means something only under the basis ``term``."""

    policy: str


@dataclass(eq=False)
class TermsInOrder(DomainError):
    """Dates given one by one stand in order, each once; ``day`` does not."""

    day: date


@dataclass(eq=False)
class TermInThePast(DomainError):
    """A term begins today or later."""

    day: date


@dataclass(eq=False)
class TermTooFarAhead(DomainError):
    """A term begins at most twenty years ahead, and at most ``most`` are given at once."""

    day: date
    most: int


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
class Plan:
    """Where a group's terms lie: every ``span`` months from ``first`` on, or on ``days`` given one by one."""

    first: date
    span: int | None = None
    days: tuple[date, ...] = ()
    handover: Handover = Handover.DATE

    def beginning(self) -> Iterator[date]:
        """The first days of its terms, in order; without end where a span gives them."""
        if self.span is None:
            yield from self.days
            return
        for nth in count():
            yield months_later(self.first, nth * self.span)


def stored(plan: Plan | None) -> dict[str, Any]:
    """The plan as a group's policy keeps it."""
    if plan is None:
        return {}
    return {
        "from": plan.first.isoformat(),
        "span": plan.span,
        "terms": [day.isoformat() for day in plan.days],
        "handover": plan.handover.value,
    }


def planned(policy: Mapping[str, Any]) -> Plan | None:
    """The plan that a group's policy keeps; ``None`` where it has none."""
    if "handover" not in policy:
        return None
    return Plan(
        first=date.fromisoformat(policy["from"]),
        span=policy["span"],
        days=tuple(date.fromisoformat(day) for day in policy["terms"]),
        handover=Handover(policy["handover"]),
    )


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - DAY).day))


_SPAN = re.compile(r"(?P<count>[0-9]{1,3}|an?|one|two|three|four|five|six|nine|twelve)[ -]?(?P<unit>months?|years?)")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}


def span(text: str) -> int:
    """Months: ``6 months``, ``a year``, ``two years``. Raises ``NotASpan``."""
    found = _SPAN.fullmatch(" ".join(text.lower().split())[:40])
    if found is None:
        raise NotASpan(text[:40], LONGEST_SPAN // 12)
    number = _COUNTS.get(found["count"]) or int(found["count"])
    months = number * 12 if found["unit"].startswith("year") else number
    if not 1 <= months <= LONGEST_SPAN:
        raise NotASpan(text[:40], LONGEST_SPAN // 12)
    return months


def days(text: str, *, today: date) -> tuple[date, ...]:
    """First days parted by commas, in order, each once. Raises the refusals of the date grammar, ``TermsInOrder`` or
    ``TermTooFarAhead``."""
    parts = [part for part in text.split(",") if part.strip()]
    found: list[date] = []
    for part in parts[: MOST_TERMS + 1]:
        day = parse_date(part, today=today)
        if found and day <= found[-1]:
            raise TermsInOrder(day)
        found.append(day)
        if len(found) > MOST_TERMS or day - today > FARTHEST:
            raise TermTooFarAhead(day, MOST_TERMS)
    return tuple(found)


@dataclass(frozen=True)
class Laid:
    """Where one term lies: its first day and, where one is known, its last."""

    day: date
    until: date | None


def lay(plan: Plan, *, after: date | None, many: int, until: date) -> list[Laid]:
    """The plan's terms that begin after that day: of a span ``many`` at least, and every one that begins by ``until``;
    all of those that are given one by one."""
    coming = (day for day in plan.beginning() if after is None or day > after)
    endless, found = plan.span is not None, list[date]()
    for day in coming:
        beyond = len(found) >= many and day > until
        found.append(day)
        if endless and beyond:
            break
    lasts = [day - DAY for day in found[1:]]
    whole = found[:-1] if endless else found
    return [Laid(day, lasts[at] if at < len(lasts) else None) for at, day in enumerate(whole)]


def further(plan: Plan | None, after: date | None, many: int) -> list[Laid]:
    """So many terms of the plan that begin after that day and have no number yet."""
    if plan is None or many <= 0:
        return []
    found = list(islice((day for day in plan.beginning() if after is None or day > after), many + 1))
    lasts = [day - DAY for day in found[1:]]
    return [Laid(day, lasts[at] if at < len(lasts) else None) for at, day in enumerate(found[:many])]


def relaid(standing: Sequence[Term], coming: Sequence[Laid], how: Handover, group: Group) -> tuple[Term, ...]:
    """The terms that stand, where those to come lie like this: they keep their numbers, further ones get the next; the
    one under way lasts until the first of them. A group's first term begins on its day, as nobody hands it over."""
    begun = [term for term in standing if term.began_at is not None]
    if begun and coming and not begun[-1].over:
        begun[-1] = replace(begun[-1], until=coming[0].day - DAY)
    first = min((term.number for term in begun), default=0) - 1
    found = [
        Term(
            id=0,
            number=first - at,
            reference=group.turn(first - at),
            day=place.day,
            until=place.until,
            zone=group.zone,
            starts_at=to_instant(place.day, time(0), group.zone),
            handover=Handover.DATE if at == 0 and (not begun or begun[-1].over) else how,
        )
        for at, place in enumerate(coming)
    ]
    return (*begun, *found)


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
