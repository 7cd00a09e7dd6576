"""What a rotation refuses. The fields are the sentence's arguments; roles are ``chair`` or ``host``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import DomainError


@dataclass(eq=False)
class SeatNotInGroup(DomainError):
    """The administration has no seat here now."""

    seat: str


@dataclass(eq=False)
class SeatAlreadyInGroup(DomainError):
    """It has a seat already, or is about to."""

    seat: str


@dataclass(eq=False)
class SeatIsSuspended(DomainError):
    """A suspended seat can't be given a turn, nor swap one."""

    seat: str


@dataclass(eq=False)
class LastSeat(DomainError):
    """The only seat can't leave: the group would have nobody to chair it."""

    seat: str


@dataclass(eq=False)
class OrderIncomplete(DomainError):
    """A new order names every seat once: ``missing`` are left out, ``unknown`` have no seat (or stand twice)."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(eq=False)
class TurnNotAssigned(DomainError):
    """Nobody has been told this turn."""

    number: int
    role: str


@dataclass(eq=False)
class TurnAlreadyAssigned(DomainError):
    """Another seat has been told this turn."""

    number: int
    role: str
    seat: str


@dataclass(eq=False)
class TurnAlreadyServed(DomainError):
    """The meeting (or term) is over."""

    spent = True

    number: int


@dataclass(eq=False)
class TurnCancelled(DomainError):
    """The meeting was cancelled."""

    spent = True

    number: int


@dataclass(eq=False)
class NotYourTurn(DomainError):
    """The turn is ``holder``'s, not ``seat``'s."""

    number: int
    role: str
    seat: str
    holder: str


@dataclass(eq=False)
class TurnNotOffered(DomainError):
    """The turn is not on offer to this seat."""

    number: int
    role: str
    seat: str


@dataclass(eq=False)
class OfferAlreadyRefused(DomainError):
    """The seat refused this turn before; nobody is asked twice."""

    number: int
    role: str
    seat: str


@dataclass(eq=False)
class SwapWithItself(DomainError):
    """A seat can't swap with itself."""

    seat: str


@dataclass(eq=False)
class ChairNeverHosts(DomainError):
    """Hosting stands apart here, and this seat chairs that meeting."""

    number: int
    seat: str


@dataclass(eq=False)
class NoHostQueue(DomainError):
    """Hosting (``with-chair`` or ``off``) has no turns of its own here, so none can be swapped, taken or named."""

    hosting: str
