"""Where a group's terms lie: a plan, how it is read and stored, and the terms that it lays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import count, islice
from typing import Any

from bot.domain.dates import parse_date, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.terms import DAY, Handover, Term

LONGEST_SPAN = 120
"""Months."""

MOST_TERMS = 40

FARTHEST = timedelta(days=366 * 20)


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
