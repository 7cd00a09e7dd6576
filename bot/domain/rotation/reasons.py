"""Why a turn falls to a seat, as facts; presenters word them. The first fact of a turn is about its seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What being passed over did to a seat."""

    OWED = "owed"
    """It keeps its place and is owed the turn."""
    STILL_OWED = "still-owed"
    """It was owed a turn before and still is; nothing changed."""
    LAPSED = "lapsed"
    """The others began the next cycle without it: its older turn lapsed, it is owed one."""
    FORFEITED = "forfeited"
    """It went to the back as though it had served."""
    NOTHING = "nothing"
    """Nobody is charged."""


@dataclass(frozen=True, slots=True)
class NextInOrder:
    """The seat is the first in the queue."""


@dataclass(frozen=True, slots=True)
class Owed:
    """The seat was passed over for, or had back unused, the turn ``since``."""

    since: int | None


@dataclass(frozen=True, slots=True)
class BySwap:
    """The seat serves the turn that was ``with_seat``'s (a swap, or a declined turn taken)."""

    with_seat: str


@dataclass(frozen=True, slots=True)
class Overridden:
    """The secretariat named the seat, in place of ``displaced`` if somebody was told."""

    reason: str
    displaced: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """An extraordinary meeting: the seat was chosen for it, or is by default the next in turn. No turn is used."""


@dataclass(frozen=True, slots=True)
class WithChair:
    """The chairing seat hosts."""


@dataclass(frozen=True, slots=True)
class OfTerm:
    """A meeting has the seat of the term ``number`` in which it falls, for as long as that lasts."""

    number: int


@dataclass(frozen=True, slots=True)
class NobodyAvailable:
    """No seat is available: the secretariat decides, nobody is charged."""


@dataclass(frozen=True, slots=True)
class CountedAsServed:
    """The meeting was cancelled under ``use``."""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """The seat's first turn since it joined (``on``: from which day, where one was given)."""

    on: date | None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """``seat`` came before and could not take it. ``because`` as in Away; days included, where known."""

    seat: str
    because: str
    first_day: date | None
    last_day: date | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SetOff:
    """``seat`` came before and had served this turn early."""

    seat: str


@dataclass(frozen=True, slots=True)
class SuspendedSeat:
    """``seat`` came before and is suspended: to the back without debt."""

    seat: str


Reason = (
    NextInOrder
    | Owed
    | BySwap
    | Overridden
    | Chosen
    | WithChair
    | OfTerm
    | NobodyAvailable
    | CountedAsServed
    | NewSeat
    | PassedOver
    | SetOff
    | SuspendedSeat
)

NEXT_IN_ORDER = NextInOrder()
IN_ORDER: tuple[Reason, ...] = (NEXT_IN_ORDER,)
