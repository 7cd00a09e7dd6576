"""Actions: what somebody will do by when, who may change one, and what may follow what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple

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


class ActionFilter(StrEnum):
    """Which actions a list shows. ``waiting``: open ones that wait for others; ``vacant``: open ones whose post nobody
    holds."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    WAITING = "waiting"
    VACANT = "vacant"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def statuses(self) -> tuple[ActionStatus, ...]:
        match self:
            case ActionFilter.DONE:
                return (ActionStatus.DONE,)
            case ActionFilter.DROPPED:
                return (ActionStatus.DROPPED,)
            case _:
                return STILL_OPEN


class Order(StrEnum):
    """How a list stands: the first due, the newest, what was changed last, or the most pressing first."""

    DUE = "due"
    NEWEST = "newest"
    CHANGED = "changed"
    PRIORITY = "priority"


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
    priority: Priority = Priority.NORMAL
    waits: bool = False

    @property
    def open(self) -> bool:
        return self.status in STILL_OPEN

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
    """A page of a list, and how many there are in all."""

    actions: tuple[ActionLine, ...]
    total: int
    which: ActionFilter
    today: date
    page: int = 1
    pages: int = 1
    search: str = ""


@dataclass(frozen=True)
class Given:
    """An action after it was given to somebody: theirs now, or (``pending``) offered. ``before`` owned it till now."""

    action: Action
    before: Owner
    to: Owner
    pending: bool

    @property
    def discreet(self) -> Given:
        return replace(self, action=self.action.discreet)


@dataclass(frozen=True)
class Answered:
    """A hand-over that was accepted, refused or called back."""

    action: Action
    handover: Handover

    @property
    def discreet(self) -> Answered:
        """As a channel may see it: the reason for refusing is for whoever offered it."""
        return Answered(self.action.discreet, replace(self.handover, reason=""))


@dataclass(frozen=True)
class Snoozed:
    """``late``: the due day lies before the day until which it rests."""

    action: Action
    until: date
    late: bool


@dataclass(frozen=True)
class Waits:
    """An action that now waits for another one, or no longer does (``freed``)."""

    action: Action
    need: Need
    freed: bool = False

    @property
    def discreet(self) -> Waits:
        return Waits(self.action.discreet, self.need.discreet, self.freed)


@dataclass(frozen=True)
class Shown:
    action: Action
    updates: tuple[Update, ...]
    today: date


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
