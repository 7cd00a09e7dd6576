"""What a meeting will talk about: who wants it, for how long, with which paper, and where it goes if time is short.

An item is planned for one meeting. What a meeting didn't reach goes on to the next one by itself, and so does what was
deferred: where an item stands is worked out from the meetings there are, whenever somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.people import Actor, Marking
from bot.domain.rotation import Kind

LONGEST_ITEM = 24 * 60
DEFAULT_MINUTES = 10


class ItemState(StrEnum):
    """``planned`` is still to come, ``current`` is talked about now."""

    PLANNED = "planned"
    CURRENT = "current"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why an item went on to another meeting."""

    DEFERRED = "deferred"
    NOT_REACHED = "not reached"


@dataclass(eq=False)
class NoSuchItem(DomainError):
    """The group has no agenda item of that reference."""

    reference: str


@dataclass(eq=False)
class ItemIsOver(DomainError):
    """It was talked about, or withdrawn; ``state`` says which."""

    spent = True

    reference: str
    state: str


@dataclass(eq=False)
class NotYourItem(DomainError):
    """Only who proposed it, their seat, or whoever runs the meeting may do this; ``owner`` names who proposed it."""

    reference: str
    owner: str


@dataclass(eq=False)
class NobodyRefuses(DomainError):
    """An item is taken off the agenda by whoever proposed it, or their seat; ``owner`` names them."""

    reference: str
    owner: str


@dataclass(eq=False)
class NotMinutes(DomainError):
    """An item takes some minutes, up to ``longest``."""

    longest: int


@dataclass(eq=False)
class NothingMoreOnAgenda(DomainError):
    """Every item of the open meeting was talked about."""

    number: int


@dataclass(frozen=True)
class Gone:
    """That an item went on from a meeting (its id), and why."""

    meeting: int
    why: Why


@dataclass(frozen=True)
class Item:
    """An agenda item. ``seat`` is the code of the proposing seat, empty for the secretariat; ``paper_at`` the instant
    at which its paper came. ``meeting_id`` is the meeting it is planned for, or was dealt with in; ``returns_on``: not
    before that day. ``gone`` tells from which meetings it went on."""

    id: int
    number: int
    reference: str
    text: str
    minutes: int
    paper: str
    paper_at: datetime | None
    seat: str
    proposed_by: str
    proposer_id: int
    meeting_id: int | None
    position: int
    state: ItemState
    returns_on: date | None
    gone: tuple[Gone, ...]
    started_at: datetime | None
    ended_at: datetime | None
    marking: Marking

    @property
    def open(self) -> bool:
        return self.state in (ItemState.PLANNED, ItemState.CURRENT)

    @property
    def discreet(self) -> Item:
        """As a channel may see it: without what people wrote, where the marking says so."""
        return replace(self, text="", paper="") if self.marking is Marking.SENSITIVE else self

    def late(self, deadline: date, zone_day: date | None) -> bool:
        """Whether its paper came after the deadline; ``zone_day`` is the local day on which it came."""
        return bool(self.paper) and zone_day is not None and zone_day > deadline


def standing(item: Item, meetings: Sequence[Meeting]) -> int | None:
    """The id of the meeting that an open item stands on the agenda of: the one it is planned for while that is ahead,
    else the next one that it did not go on from, a regular one where there is one. ``None`` where none is ahead.

    ``meetings`` are those ahead, in the order of time.
    """
    if any(one.id == item.meeting_id for one in meetings):
        return item.meeting_id
    left = {gone.meeting for gone in item.gone}
    fitting = [
        one for one in meetings if one.id not in left and (item.returns_on is None or one.day >= item.returns_on)
    ]
    regular = [one for one in fitting if one.kind is Kind.REGULAR]
    return next((one.id for one in (*regular, *fitting)), None)


def of_meeting(items: Iterable[Item], meeting: Meeting, ahead: Sequence[Meeting]) -> tuple[Item, ...]:
    """The agenda of a meeting in its order; once it is over, what it dealt with, and what went on from it."""
    found = [item for item in items if _on(item, meeting, ahead)]
    return tuple(sorted(found, key=lambda item: (item.open, item.position, item.number)))


def _on(item: Item, meeting: Meeting, ahead: Sequence[Meeting]) -> bool:
    if item.state is ItemState.DONE and item.meeting_id == meeting.id:
        return True
    if meeting.over:  # whatever became of the item since
        return meeting.state is MeetingState.HELD and _went(item, meeting.id)
    return item.open and standing(item, ahead) == meeting.id


def _went(item: Item, meeting_id: int) -> bool:
    return any(gone.meeting == meeting_id for gone in item.gone)


@dataclass(frozen=True)
class Running:
    """Where an open meeting stands: what is talked about since when, what comes next, how many minutes are left of the
    meeting (negative once it is over its time), and how many the items still to come were given."""

    current: Item | None
    spent: int
    following: Item | None
    left: int
    to_come: int
    minutes: int

    @property
    def short(self) -> int:
        """How many minutes are lacking for what is still to come; none or negative where there are enough."""
        return self.minutes - self.left


def running(agenda: Sequence[Item], meeting: Meeting, now: datetime) -> Running:
    """The chair's view of an open meeting at this instant."""
    current = next((item for item in agenda if item.state is ItemState.CURRENT), None)
    coming = [item for item in agenda if item.state is ItemState.PLANNED]
    spent = _minutes(now - current.started_at) if current is not None and current.started_at is not None else 0
    return Running(
        current=current,
        spent=spent,
        following=coming[0] if coming else None,
        left=_minutes(meeting.ends_at - now),
        to_come=len(coming),
        minutes=sum(item.minutes for item in coming) + (max(0, current.minutes - spent) if current else 0),
    )


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def paper_deadline(day: date, days: int) -> date:
    """The last day on which a paper is on time for a meeting on that day."""
    return day - timedelta(days=days)


def require_minutes(minutes: int) -> None:
    """Raise ``NotMinutes``."""
    if not 1 <= minutes <= LONGEST_ITEM:
        raise NotMinutes(LONGEST_ITEM)


def require_open(item: Item) -> None:
    """Raise ``ItemIsOver``."""
    if not item.open:
        raise ItemIsOver(item.reference, item.state.value)


def proposed_by(item: Item, actor: Actor) -> bool:
    """Whether it is the actor's own, their seat's, or the secretariat's and they serve in it."""
    if item.proposer_id == actor.official_id or (item.seat and actor.leads(item.seat)):
        return True
    return not item.seat and actor.secretariat


def require_own(item: Item, actor: Actor) -> None:
    """Raise ``NobodyRefuses``: not even the secretariat takes a member's item off the agenda."""
    if not proposed_by(item, actor):
        raise NobodyRefuses(item.reference, item.proposed_by)


def require_leave(item: Item, actor: Actor, chairing: Collection[str], *, meeting_open: bool) -> None:
    """Raise ``NotYourItem`` unless the actor may put it off: who proposed it, the chair, and while the meeting is open
    the secretariat too."""
    chairs = any(actor.leads(code) for code in chairing)
    if not (proposed_by(item, actor) or chairs or (meeting_open and actor.secretariat)):
        raise NotYourItem(item.reference, item.proposed_by)


def reordered(agenda: Sequence[Item], moved: Item, to: int) -> Mapping[int, int]:
    """Positions by item id, once ``moved`` stands at place ``to`` (from 1) among the items still to come."""
    coming = [item for item in agenda if item.state is ItemState.PLANNED and item.id != moved.id]
    coming.insert(max(0, min(to - 1, len(coming))), moved)
    return {item.id: place for place, item in enumerate(coming, 1)}
