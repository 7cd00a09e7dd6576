"""What is answered about a decision: listed, said, closed, to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.decisions import Clearance, Decision, DecisionFilter, Position, Settled, Taken
from bot.domain.groups import Group


@dataclass(frozen=True)
class Listed:
    """The first decisions of a list, and how many there are."""

    decisions: tuple[Decision, ...]
    total: int
    which: DecisionFilter
    today: date


@dataclass(frozen=True)
class Said:
    """A position that was taken; ``before`` is the one the seat had; ``for_seat`` that the secretariat spoke for it."""

    decision: Decision
    taken: Taken
    before: Position | None
    for_seat: bool

    @property
    def discreet(self) -> Said:
        shown = self.decision.discreet
        quiet = replace(self.taken, reason="") if shown != self.decision else self.taken
        return replace(self, decision=shown, taken=quiet)


@dataclass(frozen=True)
class Answered:
    """A clearance that was given or refused."""

    decision: Decision
    clearance: Clearance
    for_seat: bool

    @property
    def discreet(self) -> Answered:
        return replace(self, decision=self.decision.discreet)


@dataclass(frozen=True)
class Asked:
    """A written procedure as one seat is asked: ``own`` is what it has said; ``again``: it is asked once more."""

    group: Group
    decision: Decision
    seat: str
    own: Position | None
    again: bool


@dataclass(frozen=True)
class Closed:
    """How a written procedure came out, and why."""

    group: Group
    decision: Decision
    settled: Settled


@dataclass(frozen=True)
class Reviewed:
    """A decision that is to be looked at again."""

    group: Group
    decision: Decision
