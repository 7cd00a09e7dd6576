"""What happened to a rotation, as values. A ledger stores them as JSON; leaving one out undoes it.

``on`` is the first day a change holds; without it the change holds from where it stands in the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .terms import Away, Cancelling, Policy, Role


@dataclass(frozen=True, slots=True)
class Told:
    """The turn was assigned: ``seat`` was told. ``passed``: the seats that a calendar kept from it, and why.

    ``day`` is the meeting's, so that dated changes up to it hold.
    """

    number: int
    role: Role
    seat: str
    day: date | None = None
    passed: tuple[tuple[str, Away], ...] = ()


@dataclass(frozen=True, slots=True)
class Extraordinary:
    """An extraordinary meeting has its chair and host; no turn is used."""

    number: int
    chair: str
    host: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The turn's seat accepted it."""

    number: int
    role: Role
    seat: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The turn's seat declined it; the turn stays its own until taken."""

    number: int
    role: Role
    seat: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A seat that was offered a turn does not want it."""

    number: int
    role: Role
    seat: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A seat that was offered a turn takes it: the two turns are swapped."""

    number: int
    role: Role
    seat: str


@dataclass(frozen=True, slots=True)
class Called:
    """An open call: the turn is offered to all at once."""

    number: int
    role: Role


@dataclass(frozen=True, slots=True)
class CallWithdrawn:
    """The open call is over; the turn stays its seat's."""

    number: int
    role: Role


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two seats exchange their coming turns of one rotation (``number``: this told turn of ``seat``)."""

    role: Role
    seat: str
    with_seat: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An override: the secretariat names a seat for one turn. With role ``host`` the hosting is switched."""

    number: int
    role: Role
    seat: str
    reason: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The meeting was closed as held (the term is over). ``without``: roles that nobody filled."""

    number: int
    without: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The meeting was cancelled; ``policy`` where it is not the group's."""

    number: int
    policy: Cancelling | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The meeting has another day; the turn travels with it."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Began:
    """The term is under way."""

    number: int


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A seat says that it can't: for one turn, for days (both included), or until further notice.

    What it had been told of these it gives up.
    """

    seat: str
    role: Role = Role.CHAIR
    number: int | None = None
    because: str = "own-word"
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """The seat can again: for one turn, or altogether."""

    seat: str
    role: Role = Role.CHAIR
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Suspended:
    """A seat is suspended (no ministers)."""

    seat: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The suspension ends."""

    seat: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """A seat joins, behind ``after`` where the secretariat says so."""

    seat: str
    after: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A seat leaves; ``on`` is the first day it is no longer seated."""

    seat: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Reordered:
    """The seats stand in a new order."""

    seats: tuple[str, ...]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """Turns pass by another policy from here on."""

    policy: Policy


@dataclass(frozen=True, slots=True)
class DayCame:
    """It is this day: dated changes up to it hold."""

    day: date


Dated = Suspended | Resumed | Joined | Left | Reordered
Event = (
    Told
    | Extraordinary
    | Accepted
    | Declined
    | Refused
    | Taken
    | Called
    | CallWithdrawn
    | Swapped
    | Named
    | Held
    | Cancelled
    | Moved
    | Began
    | Unavailable
    | Available
    | Dated
    | PolicyChanged
    | DayCame
)
