"""The words of a rotation: its policy, the two roles, a turn's states, and the slots that turns fall on.

Seats are opaque strings, a turn is its meeting's number in the group (in ``term`` the term's number),
days are local dates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """A group has two rotations over the same seats."""

    CHAIR = "chair"
    HOST = "host"


class Basis(StrEnum):
    """``held``: a turn is one meeting, served when that is closed as held. ``term``: a turn lasts a span."""

    HELD = "held"
    TERM = "term"


class Hosting(StrEnum):
    """``apart``: hosts have their own queue. ``with-chair``: the chairing seat hosts. ``off``: no host."""

    APART = "apart"
    WITH_CHAIR = "with-chair"
    OFF = "off"


class Missing(StrEnum):
    """What a seat that is unavailable for its turn keeps: it is ``owed`` one, or has ``forfeit`` it."""

    OWED = "owed"
    FORFEIT = "forfeit"


class Cancelling(StrEnum):
    """What a cancelled meeting does to its turn: ``keep``: the seat is owed it; ``use``: it counts as served."""

    KEEP = "keep"
    USE = "use"


@dataclass(frozen=True, slots=True)
class Policy:
    """How a group's turns pass. The defaults are those of the rules."""

    basis: Basis = Basis.HELD
    host: Hosting = Hosting.APART
    unavailable: Missing = Missing.OWED
    cancelled: Cancelling = Cancelling.KEEP


class TurnState(StrEnum):
    """Where a turn stands. ``released``: given back by cancelling, suspension, leaving or its seat's own word."""

    PROJECTED = "projected"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SERVED = "served"
    FORFEITED = "forfeited"
    RELEASED = "released"


LIVE = (TurnState.ASSIGNED, TurnState.ACCEPTED, TurnState.DECLINED)
"""A turn that has a seat and is still to come (or, a term, under way)."""


class Kind(StrEnum):
    """A regular meeting uses a turn; an extraordinary one takes a number and uses none."""

    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting (or a term, ``until`` its last day) to come. Without a day only what holds until further notice is
    known of it."""

    number: int | None = None
    day: date | None = None
    kind: Kind = Kind.REGULAR
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Why a seat can't take a turn, and (where it is known) from which to which day, both included.

    ``because`` is a key for the presenter, e.g. ``pre-election``; the rotation's own are OWN_WORD, CHAIRS_HERE,
    HOSTS_HERE and NOT_YET_SEATED.
    """

    because: str
    first_day: date | None = None
    last_day: date | None = None


OWN_WORD = "own-word"
CHAIRS_HERE = "chairs-here"
HOSTS_HERE = "hosts-here"
NOT_YET_SEATED = "not-yet-seated"

Absences = Callable[[Role, str, Slot], Away | None]
"""What a calendar says of a role, a seat and a slot: None where the seat is free."""
