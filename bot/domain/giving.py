"""Giving an action to somebody else. Within a seat it is theirs at once; to another administration (or between one and
the secretariat) it waits until somebody there accepts it, and stays where it is if they refuse."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.people import Account, Actor, Post
from bot.domain.permissions import Role, roles


class HandoverState(StrEnum):
    """``withdrawn``: given to somebody else meanwhile, called back, or closed before anybody answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Owner:
    """Who answers for an action today: the post that owns it, and the official who holds that post.

    ``name`` is empty and ``official_id`` is ``None`` while nobody holds the post. ``seat`` is the administration's
    code, ``seat_name`` its name; both are empty for a post of the secretariat.
    """

    post_id: int
    post: Post
    seat: str
    seat_name: str
    official_id: int | None
    name: str
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True)
class Handover:
    """An action offered to a post of another administration. ``by`` asked, ``answered_by`` answered."""

    id: int
    to: Owner
    by: str
    asked_at: datetime
    state: HandoverState = HandoverState.OPEN
    answered_by: str = ""
    reason: str = ""

    @property
    def open(self) -> bool:
        return self.state is HandoverState.OPEN


@dataclass(eq=False)
class NotYoursToGive(DomainError):
    """Only the lead or deputy of the owning seat, the chair or the secretariat may give it; ``seat`` is its code,
    or empty for the secretariat."""

    reference: str
    seat: str


@dataclass(eq=False)
class OwnedAlready(DomainError):
    reference: str
    name: str


@dataclass(eq=False)
class NothingOffered(DomainError):
    """Nobody is asked to take this action."""

    spent = True

    reference: str


@dataclass(eq=False)
class OfferedToSomebodyElse(DomainError):
    """Whom it is offered to, or the lead or deputy there, answers."""

    reference: str
    name: str


def require_may_give(actor: Actor, reference: str, owner: Owner, chairing: Collection[str]) -> None:
    """Raise ``NotYoursToGive`` unless the actor leads the owning seat, chairs, or is the secretariat."""
    everyone = roles(actor, chairing) & {Role.SECRETARIAT, Role.CHAIR}
    if not everyone and not (owner.seat and actor.leads(owner.seat)):
        raise NotYoursToGive(reference, owner.seat)


def may_answer(actor: Actor, to: Owner) -> bool:
    """Whether the actor may accept or refuse for the post: its holder, the lead or deputy of its seat, and for the
    secretariat's posts the secretariat."""
    held = {membership.post_id for membership in actor.memberships}
    return to.post_id in held or (actor.leads(to.seat) if to.seat else actor.secretariat)


def require_may_answer(actor: Actor, reference: str, to: Owner) -> None:
    """Raise ``OfferedToSomebodyElse`` unless ``may_answer``; the secretariat may answer for a seat that is absent."""
    if not may_answer(actor, to) and not actor.secretariat:
        raise OfferedToSomebodyElse(reference, to.name)


def at_once(owner: Owner, to: Owner, actor: Actor) -> bool:
    """Whether giving it changes hands now: within one seat, or where the giver may accept it there."""
    return owner.seat == to.seat or may_answer(actor, to)
