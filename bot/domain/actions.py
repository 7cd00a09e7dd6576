"""Actions: what somebody will do by when, who may change one, and what may follow what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bot.domain.errors import DomainError
from bot.domain.giving import Handover, Owner
from bot.domain.needs import Need
from bot.domain.people import Actor, Marking, Membership, Post
from bot.domain.permissions import Role, roles


class ActionStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


STILL_OPEN = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


class Priority(IntEnum):
    """The smaller, the more pressing."""

    HIGH = 1
    NORMAL = 2
    LOW = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(eq=False)
class NoSuchAction(DomainError):
    """The group has no action of that reference."""

    reference: str


@dataclass(eq=False)
class NotYourAction(DomainError):
    """Only who owns it, its seat's lead or deputy, the chair or the secretariat may do this; ``owner`` names them."""

    reference: str
    owner: str


@dataclass(eq=False)
class ActionIsClosed(DomainError):
    """It is ``done`` or ``dropped`` already."""

    spent = True

    reference: str
    status: str


@dataclass(eq=False)
class DueDayIsPast(DomainError):
    due: date


@dataclass(eq=False)
class DueDayIsTheSame(DomainError):
    """It is due on that day already."""

    reference: str
    due: date


@dataclass(eq=False)
class ObserversOwnNothing(DomainError):
    """Somebody who only observes was named as the owner."""

    name: str


@dataclass(frozen=True)
class Action:
    """An action as it stands. ``due`` and ``original_due`` are local dates; instants are UTC.

    ``meeting`` is the number of the meeting that raised it, ``decision`` that of the decision it carries out;
    ``extent`` are territory codes by alphabet, never empty. ``owner`` is accountable, ``also`` do it too. ``links``
    are those added later. Of ``needs``, whoever owns it waits for the open ones; ``handover`` is one that waits for its
    answer.
    """

    id: int
    number: int
    reference: str
    group: str
    group_name: str
    text: str
    extent: tuple[str, ...]
    owner: Owner
    due: date
    original_due: date
    status: ActionStatus
    marking: Marking
    meeting: int | None
    number_in_meeting: int | None
    dropped_reason: str
    raised_by: str
    raised_at: datetime
    closed_at: datetime | None
    link: str = ""
    priority: Priority = Priority.NORMAL
    also: tuple[Owner, ...] = ()
    links: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    decision: int | None = None
    snoozed_until: date | None = None
    handover: Handover | None = None

    @property
    def open(self) -> bool:
        return self.status in STILL_OPEN

    @property
    def discreet(self) -> Action:
        """As a channel may see it: without what people wrote, where the marking says so."""
        if self.marking is not Marking.SENSITIVE:
            return self
        return replace(self, text="", dropped_reason="", link="", links=())

    def overdue(self, today: date) -> bool:
        """Whether its day is over and it is still to be done."""
        return self.open and self.due < today


@dataclass(eq=False)
class SnoozedIntoThePast(DomainError):
    """``until`` is today or past: there is nothing to wait for."""

    until: date


@dataclass(eq=False)
class LinesRefused(DomainError):
    """Some of several lines can't be used, so nothing was added: ``problems`` are sentences."""

    problems: str


@dataclass(eq=False)
class TooManyActionsAtOnce(DomainError):
    """More than ``limit`` lines."""

    limit: int


@dataclass(eq=False)
class PriorityIsTheSame(DomainError):
    reference: str
    priority: str


_LEADING = (Post.LEAD, Post.DEPUTY, Post.MEMBER, Post.SECRETARIAT)


def owning_post(name: str, memberships: Collection[Membership], seat: str = "") -> Membership:
    """The post that will own what this person takes on: the leading one of those they hold, in that seat if they hold
    one there.

    Raises ``ObserversOwnNothing``.
    """
    held = [one for one in memberships if one.post in _LEADING]
    if not held:
        raise ObserversOwnNothing(name)
    return min(held, key=lambda one: (not seat or one.seat != seat, _LEADING.index(one.post), one.post_id))


def may_settle(actor: Actor, owner: Owner, chairing: Collection[str], also: Collection[Owner] = ()) -> bool:
    """Whether the actor may finish, move, snooze or drop it: who owns it, the owning seat's lead or deputy, the chair,
    the secretariat (rules, section 6: "own ones: done, snooze")."""
    held = {membership.post_id for membership in actor.memberships}
    everyone = roles(actor, chairing) & {Role.SECRETARIAT, Role.CHAIR}
    owners = {owner.post_id, *(one.post_id for one in also)}
    return bool(everyone) or bool(owners & held) or (bool(owner.seat) and actor.leads(owner.seat))


def require_mine(actor: Actor, action: Action, chairing: Collection[str]) -> None:
    """Raise ``NotYourAction`` unless ``may_settle``."""
    if not may_settle(actor, action.owner, chairing, action.also):
        raise NotYourAction(action.reference, action.owner.name)


def require_open(action: Action) -> None:
    """Raise ``ActionIsClosed``: what is done or dropped is changed by undo alone."""
    if not action.open:
        raise ActionIsClosed(action.reference, action.status.value)


def require_ahead(due: date, today: date) -> None:
    """Raise ``DueDayIsPast``: nobody can do anything by yesterday."""
    if due < today:
        raise DueDayIsPast(due)


def require_moved(action: Action, due: date) -> None:
    """Raise ``DueDayIsTheSame``."""
    if action.due == due:
        raise DueDayIsTheSame(action.reference, due)


def require_later(until: date, today: date) -> None:
    """Raise ``SnoozedIntoThePast``."""
    if until <= today:
        raise SnoozedIntoThePast(until)
