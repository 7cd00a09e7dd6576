"""What a group lays down for itself about turns, beyond how its queue passes: how long one waits for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.rotation import Basis, Policy, Turn
from bot.domain.term_plans import Plan

LONGEST_LIMIT = 60


@dataclass(eq=False)
class NotALimit(DomainError):
    """A limit is a whole number of working days, from one to ``longest``."""

    asked: str
    longest: int


@dataclass(frozen=True)
class Limits:
    """``answer``: working days after which an unanswered turn is brought to the next who can answer; ``offer``: those
    that an offer stands."""

    answer: int = 3
    offer: int = 5


@dataclass(frozen=True)
class Policies:
    """All policies of a group."""

    turns: Policy
    limits: Limits
    notices: tuple[int, ...]
    plan: Plan | None = None


@dataclass(frozen=True)
class Shown:
    """The policies of a group as they stand."""

    group: Group
    policies: Policies


@dataclass(frozen=True)
class Previewed:
    """What a change would do, before anything is changed. ``command`` is what would do it; ``before`` and ``after``
    are the same slots under today's and under the changed rotation: where terms change, the meetings ahead, and
    ``terms`` are the next terms then."""

    group: Group
    what: str
    command: str
    before: Sequence[Turn]
    after: Sequence[Turn]
    changed: tuple[tuple[str, str, str], ...] = ()
    terms: Sequence[Turn] = ()


@dataclass(frozen=True)
class Changed:
    """Policies after a change: each changed one by name, with what it was and what it is."""

    group: Group
    changed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as typed; ``None`` stays as it is."""

    basis: str | None = None
    span: str | None = None
    terms: str | None = None
    from_: date | None = None
    handover: str | None = None
    host: str | None = None
    unavailable: str | None = None
    cancelled: str | None = None
    notices: str | None = None
    answer: str | None = None
    offer: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What was asked for, by the key that people type."""
        given = {key.rstrip("_"): value for key, value in self.__dict__.items() if value is not None}
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}


def limits(group: Group) -> Limits:
    """The group's limits; what it doesn't say has its default."""
    return Limits(**{key: int(value) for key, value in group.policy.items() if key in ("answer", "offer")})


def limit(text: str) -> int:
    """A number of working days. Raises ``NotALimit``."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:4]) <= LONGEST_LIMIT):
        raise NotALimit(text[:40], LONGEST_LIMIT)
    return int(digits)


def worded(policies: Policies) -> Mapping[str, Any]:
    """Every policy by the key that people type, with its value as they would type it."""
    turns = policies.turns
    return {
        "basis": turns.basis.value,
        **(_laid(policies.plan) if turns.basis is Basis.TERM and policies.plan is not None else {}),
        "host": turns.host.value,
        "unavailable": turns.unavailable.value,
        "cancelled": turns.cancelled.value,
        "notices": ", ".join(map(str, policies.notices)),
        "answer": str(policies.limits.answer),
        "offer": str(policies.limits.offer),
    }


def _laid(plan: Plan) -> Mapping[str, str]:
    """Where terms lie, as one would type it."""
    where = {"terms": ", ".join(day.isoformat() for day in plan.days)}
    if plan.span is not None:
        where = {"span": f"{plan.span} months" if plan.span > 1 else "1 month", "from": plan.first.isoformat()}
    return {**where, "handover": plan.handover.value}
