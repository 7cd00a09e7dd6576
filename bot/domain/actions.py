"""Actions: what somebody will do by when, who may change one, and what may follow what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.domain.errors import DomainError
from bot.domain.people import Account, Actor, Marking, Membership, Post
from bot.domain.permissions import Role, roles


class ActionStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"


STILL_OPEN = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


class ActionFilter(StrEnum):
    """Which actions a list shows."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    DONE = "done"


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
class Action:
    """An action as it stands. ``due`` and ``original_due`` are local dates; instants are UTC.

    ``meeting`` is the number of the meeting that raised it; ``extent`` are territory codes by alphabet, never empty.
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

    @property
    def open(self) -> bool:
        return self.status in STILL_OPEN

    @property
    def discreet(self) -> Action:
        """As a channel may see it: without what people wrote, where the marking says so."""
        return replace(self, text="", dropped_reason="", link="") if self.marking is Marking.SENSITIVE else self

    def overdue(self, today: date) -> bool:
        """Whether its day is over and it is still to be done."""
        return self.open and self.due < today


class ActionLine(NamedTuple):
    """An action as a list shows it. ``owner`` is empty while its post is vacant, ``seat`` (a code) for the
    secretariat's."""

    number: int
    reference: str
    text: str
    extent: tuple[str, ...]
    owner: str
    seat: str
    due: date
    status: ActionStatus

    def overdue(self, today: date) -> bool:
        """Whether its day is over and it is still to be done."""
        return self.status in STILL_OPEN and self.due < today


@dataclass(frozen=True)
class Update:
    """What was said about an action, by whom and when (UTC)."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class DayOff:
    """Why a day isn't a working day of a seat (its code, empty for the secretariat): the name of its holiday or
    closure, or empty for a weekend."""

    day: date
    seat: str
    name: str


@dataclass(frozen=True)
class Added:
    """A new action, and why its due day is none of its owner's working days, if so."""

    action: Action
    off: DayOff | None

    @property
    def discreet(self) -> Added:
        return replace(self, action=self.action.discreet)


@dataclass(frozen=True)
class Updated:
    """An action, and what is new about it."""

    action: Action
    said: str

    @property
    def discreet(self) -> Updated:
        shown = self.action.discreet
        return Updated(shown, self.said if shown == self.action else "")


@dataclass(frozen=True)
class Moved:
    """An action with its new due day; ``before`` is the one it had."""

    action: Action
    before: date
    off: DayOff | None

    @property
    def discreet(self) -> Moved:
        return replace(self, action=self.action.discreet)


@dataclass(frozen=True)
class Listed:
    """The first actions of a list, and how many there are in all."""

    actions: tuple[ActionLine, ...]
    total: int
    which: ActionFilter
    today: date


@dataclass(frozen=True)
class Shown:
    action: Action
    updates: tuple[Update, ...]
    today: date


_LEADING = (Post.LEAD, Post.DEPUTY, Post.MEMBER, Post.SECRETARIAT)


def owning_post(name: str, memberships: Collection[Membership]) -> Membership:
    """The post that will own what this person takes on: the leading one of those they hold.

    Raises ``ObserversOwnNothing``.
    """
    held = [one for one in memberships if one.post in _LEADING]
    if not held:
        raise ObserversOwnNothing(name)
    return min(held, key=lambda one: (_LEADING.index(one.post), one.post_id))


def may_settle(actor: Actor, owner: Owner, chairing: Collection[str]) -> bool:
    """Whether the actor may finish, move or drop it: the post's holder, the owning seat's lead or deputy, the chair,
    the secretariat (rules, section 6: "own ones: done")."""
    held = {membership.post_id for membership in actor.memberships}
    everyone = roles(actor, chairing) & {Role.SECRETARIAT, Role.CHAIR}
    return bool(everyone) or owner.post_id in held or (bool(owner.seat) and actor.leads(owner.seat))


def require_mine(actor: Actor, action: Action, chairing: Collection[str]) -> None:
    """Raise ``NotYourAction`` unless ``may_settle``."""
    if not may_settle(actor, action.owner, chairing):
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
