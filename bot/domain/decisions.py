"""Decisions: what was agreed, where it applies, where each seat stands; by a meeting, or in writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.extent import Asked
from bot.domain.people import Marking
from bot.domain.record_policy import Silence

LONGEST_PROCEDURE = timedelta(days=366)


class Outcome(StrEnum):
    """What came of it."""

    AGREED = "agreed"
    SUBJECT = "agreed subject to clearance"
    NOTED = "noted"
    NOT_AGREED = "not agreed"


class Position(StrEnum):
    """Where a seat stands."""

    SUPPORTS = "supports"
    RESERVES = "reserves"
    ASIDE = "stands aside"
    NOT_APPLICABLE = "not applicable"


class Cleared(StrEnum):
    """What became of a clearance that a decision waits for."""

    GIVEN = "given"
    REFUSED = "refused"


class DecisionFilter(StrEnum):
    """Which decisions a list shows."""

    ALL = "all"
    OPEN = "open"
    CLEARANCE = "clearance"
    REVIEW = "review"


class Reason(StrEnum):
    """Why a written procedure came out as it did."""

    SUPPORTED = "supported"
    RESERVED = "reserved"
    SILENT = "silent"
    TOO_FEW = "too few"
    NOBODY = "nobody"


@dataclass(eq=False)
class NoSuchDecision(DomainError):
    """The group has no decision of that reference."""

    reference: str


@dataclass(eq=False)
class DecisionIsWithdrawn(DomainError):
    """It was withdrawn: nobody takes a position on it any more."""

    spent = True

    reference: str


@dataclass(eq=False)
class ProcedureIsOver(DomainError):
    """The written procedure closed on that day."""

    spent = True

    reference: str
    day: date


@dataclass(eq=False)
class NotAProcedure(DomainError):
    """It was decided in a meeting, so there is nothing to withdraw."""

    reference: str


@dataclass(eq=False)
class ClosesTooSoon(DomainError):
    """A written procedure closes at an instant that is still to come."""

    day: date


@dataclass(eq=False)
class ClosesTooLate(DomainError):
    """A written procedure that runs for longer than a year is a slip."""

    day: date


@dataclass(eq=False)
class OutcomeComesLater(DomainError):
    """In a written procedure the outcome is what the seats say; it isn't given beforehand."""


@dataclass(eq=False)
class ClearanceByWhom(DomainError):
    """Agreed subject to clearance, but not whose, or until when."""


@dataclass(eq=False)
class ClearanceTooSoon(DomainError):
    """A clearance is given by a day that is still to come."""

    day: date


@dataclass(eq=False)
class ReviewTooSoon(DomainError):
    """A review is on a day that is still to come."""

    day: date


@dataclass(eq=False)
class NoClearanceWanted(DomainError):
    """The decision waits for no clearance of that seat."""

    spent = True

    reference: str
    seat: str


@dataclass(eq=False)
class ReservationNeedsReason(DomainError):
    """A seat that reserves says why."""


@dataclass(frozen=True)
class Deciding:
    """What is to be decided. With ``closes`` (a day, with or without an hour) it is put to the seats in writing; else
    it has an outcome. The seats of ``clearing`` clear it by ``cleared_by``; on ``review`` it is looked at again.
    """

    text: str
    extent: Asked
    outcome: Outcome | None
    clearing: Sequence[str]
    cleared_by: date | None
    review: date | None
    closes: tuple[date, time | None] | None
    marking: Marking | None


@dataclass(frozen=True)
class Taken:
    """A seat's position (``None``: it has said nothing), with its reason, who said it and when."""

    seat: str
    position: Position | None
    reason: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Clearance:
    """A clearance by a seat that a decision waits for, or got. ``due`` is a local day."""

    seat: str
    due: date
    answer: Cleared | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """A decision as it stands. ``outcome`` is ``None`` while a written procedure runs; ``closes_at`` is when it closes.
    ``extent`` are territory codes by alphabet, never empty. ``meeting`` is the number of the meeting that made it.
    ``positions`` name every seat that has a say, by code. ``without_quorum``: too few seats were there.
    ``actions`` are the references of those that carry it out."""

    id: int
    number: int
    reference: str
    text: str
    outcome: Outcome | None
    extent: tuple[str, ...]
    marking: Marking
    meeting: int | None
    item_id: int | None
    decided_on: date | None
    closes_at: datetime | None
    settled_at: datetime | None
    review_on: date | None
    withdrawn_reason: str
    withdrawn: bool
    recorded_by: str
    positions: tuple[Taken, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    without_quorum: bool = False
    actions: tuple[str, ...] = ()

    @property
    def running(self) -> bool:
        """Whether it is in a written procedure that has not closed."""
        return self.closes_at is not None and self.settled_at is None and not self.withdrawn

    @property
    def waiting(self) -> tuple[Clearance, ...]:
        """The clearances that were not given or refused yet."""
        return tuple(one for one in self.clearances if one.answer is None)

    @property
    def discreet(self) -> Decision:
        """As a channel may see it: without what people wrote, where the marking says so."""
        if self.marking is not Marking.SENSITIVE:
            return self
        quiet = tuple(replace(one, reason="") for one in self.positions)
        return replace(self, text="", withdrawn_reason="", positions=quiet)


@dataclass(frozen=True)
class Settled:
    """How a written procedure came out, and why; ``seats`` are those on which it turned."""

    outcome: Outcome
    why: Reason
    seats: tuple[str, ...]


def settle(positions: Mapping[str, Position | None], silence: Silence, needed: int) -> Settled:
    """The outcome of a written procedure when it closes, from each seat's position.

    One that reserves stops it. Silence stops it, counts for nothing, or as support, as the group's policy says. What
    is left must be supported by somebody, and a quorum of seats must have answered (silence that supports answers).
    """
    reserved = tuple(seat for seat, said in positions.items() if said is Position.RESERVES)
    if reserved:
        return Settled(Outcome.NOT_AGREED, Reason.RESERVED, reserved)
    silent = tuple(seat for seat, said in positions.items() if said is None)
    if silent and silence is Silence.BLOCKS:
        return Settled(Outcome.NOT_AGREED, Reason.SILENT, silent)
    counted = silent if silence is Silence.SUPPORTS else ()
    supporting = (*(seat for seat, said in positions.items() if said is Position.SUPPORTS), *counted)
    if not supporting:
        return Settled(Outcome.NOT_AGREED, Reason.NOBODY, ())
    if len(positions) - len(silent) + len(counted) < needed:
        return Settled(Outcome.NOT_AGREED, Reason.TOO_FEW, silent)
    return Settled(Outcome.AGREED, Reason.SUPPORTED, silent)


def cleared(clearances: Sequence[Clearance]) -> Outcome:
    """What a decision agreed subject to clearance is now: one refusal ends it, and it is agreed once all were given."""
    if any(one.answer is Cleared.REFUSED for one in clearances):
        return Outcome.NOT_AGREED
    return Outcome.SUBJECT if any(one.answer is None for one in clearances) else Outcome.AGREED


def may_close_at(closes_at: datetime, day: date, now: datetime) -> None:
    """Raise ``ClosesTooSoon`` or ``ClosesTooLate``."""
    if closes_at <= now:
        raise ClosesTooSoon(day)
    if closes_at - now > LONGEST_PROCEDURE:
        raise ClosesTooLate(day)


def require_running(decision: Decision, day: date) -> None:
    """Raise ``DecisionIsWithdrawn`` or, where its written procedure has closed, ``ProcedureIsOver``."""
    if decision.withdrawn:
        raise DecisionIsWithdrawn(decision.reference)
    if decision.closes_at is not None and decision.settled_at is not None:
        raise ProcedureIsOver(decision.reference, day)
