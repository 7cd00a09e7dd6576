"""Consent: a turn changes hands only by its seats' own word, asked for and answered as offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.rotation import Role


class OfferKind(StrEnum):
    """``swap``: one seat asks another to exchange their coming turns. ``declined``: a declined turn is offered to the
    available seat whose turn comes next after it. ``call``: a turn is offered to all at once."""

    SWAP = "swap"
    DECLINED = "declined"
    CALL = "call"


class OfferState(StrEnum):
    """An open offer ends in one of the others, once."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Settled(StrEnum):
    """What seats are told came of a turn or an offer that concerned them."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN = "taken"
    SWAPPED = "swapped"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(eq=False)
class MeetingHasBegun(DomainError):
    """Its turns can no longer be declined, offered, swapped or taken."""

    number: int


@dataclass(eq=False)
class NothingOnOffer(DomainError):
    """No turn is on offer to any of the person's seats."""


@dataclass(eq=False)
class SwapNotAsked(DomainError):
    """``seat`` has no open request to swap turns with the person's seat."""

    seat: str


@dataclass(eq=False)
class NotACallToWithdraw(DomainError):
    """The turn is not offered to all at once, so there is nothing to withdraw."""

    number: int


@dataclass(eq=False)
class WhichSeatActs(DomainError):
    """The secretariat acts for a seat and has to say for which; or the person leads several."""


@dataclass(eq=False)
class ReasonNeeded(DomainError):
    """The secretariat moves somebody's turn: that takes a reason, which everybody may read."""


@dataclass(eq=False)
class NobodyNamed(DomainError):
    """An override names a chair, a host, or both."""


@dataclass(frozen=True)
class Sought:
    """Which turn is meant, as far as it was said. ``seat``: that one's, or for which the secretariat acts."""

    number: int | None = None
    role: Role | None = None
    seat: str | None = None


@dataclass(frozen=True)
class Spot:
    """A turn of one role as people speak of it. ``number`` and ``day`` are ``None`` where no meeting is planned yet."""

    number: int | None
    day: date | None


@dataclass(frozen=True)
class Change:
    """One turn that changes seats: at ``spot``, from one seat to another."""

    spot: Spot
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Declination:
    """A seat declined its turn. ``offered``: the seat that is asked next; nobody is left where it is ``None``, and the
    secretariat decides. ``changed`` is false where it had declined before."""

    group: Group
    meeting: Occasion
    role: Role
    seat: str
    offered: str | None
    for_seat: bool
    changed: bool


@dataclass(frozen=True)
class OfferRefused:
    """A seat does not take the turn that was offered to it; ``offered`` is asked next."""

    group: Group
    meeting: Occasion
    role: Role
    seat: str
    holder: str
    offered: str | None
    for_seat: bool


@dataclass(frozen=True)
class Called:
    """A turn is offered to all at once, or no longer is. ``changed`` is false where that was so before."""

    group: Group
    meeting: Occasion
    role: Role
    seat: str
    asked: tuple[str, ...]
    for_seat: bool
    changed: bool
    withdrawn: bool


@dataclass(frozen=True)
class TakenOver:
    """A seat took a turn that was on offer, and what changes hands by it. ``won`` is false where another, ``seat``, had
    been quicker: then nothing changed now."""

    group: Group
    meeting: Occasion
    role: Role
    seat: str
    before: str
    changes: Sequence[Change]
    for_seat: bool
    won: bool


@dataclass(frozen=True)
class Swap:
    """A request of ``seat`` to exchange turns with ``other``, as it stands. ``changes`` is what it does to the turns.
    ``late``: somebody had answered (``state``) before."""

    group: Group
    offer_id: int
    role: Role
    seat: str
    other: str
    changes: Sequence[Change]
    reason: str
    state: OfferState
    for_seat: bool
    late: bool = False

    @property
    def agreed(self) -> bool:
        """Both seats have said yes."""
        return self.state is OfferState.ACCEPTED


@dataclass(frozen=True)
class Offered:
    """What a seat is asked: to take a turn of ``seat``, or to swap."""

    group: Group
    offer_id: int
    kind: OfferKind
    meeting: Occasion | None
    role: Role
    seat: str
    other: str
    changes: Sequence[Change]
    reason: str
    until: date
    own: bool


@dataclass(frozen=True)
class Told:
    """What came of it, for those whom it concerns. ``by`` is the name of whoever answered."""

    group: Group
    what: Settled
    meeting: Occasion | None
    role: Role
    seat: str
    other: str | None
    by: str | None


@dataclass(frozen=True)
class Unfilled:
    """Nobody took a declined or called turn: the secretariat decides. ``reason`` is for its eyes alone."""

    group: Group
    meeting: Occasion
    role: Role
    seat: str
    reason: str
    asked: tuple[str, ...]
