"""Meetings: their kinds and states, and what may follow what.

States: scheduled → open → held | cancelled. Nobody remembers to close a meeting, so one is also closed from
*scheduled* once it has begun; one that nobody spoke of is *held (assumed)*, correctable until the next turn is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.dates import local, to_instant
from bot.domain.days import Calendar, DayCheck, Shift, add_working_days, free_for_all
from bot.domain.errors import DomainError
from bot.domain.quorum import Quorum
from bot.domain.rotation import Kind, Turn


class MeetingState(StrEnum):
    SCHEDULED = "scheduled"
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


class Attended(StrEnum):
    """How a seat attended a meeting."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    OBSERVER = "observer"
    GUEST = "guest"


ASKED_AFTER = timedelta(hours=1)
"""So long after its end chair and secretariat are asked what became of a meeting that nobody closed."""

ASSUMED_AFTER = 2
"""Working days after that question, when nobody answered, it counts as held."""

LONGEST_AHEAD = timedelta(days=366 * 5)


@dataclass(eq=False)
class MeetingWasCancelled(DomainError):
    """Nobody attends, or has a turn at, a meeting that was cancelled."""

    number: int


@dataclass(eq=False)
class NoSuchMeeting(DomainError):
    """No meeting of this number in the group."""

    number: int


@dataclass(eq=False)
class MeetingIsOver(DomainError):
    """It was held or cancelled already; ``state`` says which."""

    spent = True

    number: int
    state: str


@dataclass(eq=False)
class MeetingNotYet(DomainError):
    """It can't be opened before its day, nor closed before it has begun."""

    number: int
    day: date


@dataclass(eq=False)
class MeetingInThePast(DomainError):
    """A day and time that has passed, in the group's zone."""

    day: date


@dataclass(eq=False)
class NotInSeries(DomainError):
    """It was added by hand, or belongs to a series that has ended: nothing follows it."""

    number: int


@dataclass(eq=False)
class NoSuchHour(DomainError):
    """Clocks are put forward over it; what would be ``at`` is shown as ``shown``."""

    day: date
    at: time
    zone: str
    shown: time


@dataclass(eq=False)
class MeetingTooFarAhead(DomainError):
    day: date


@dataclass(eq=False)
class MeetingsClash(DomainError):
    """The group already meets then."""

    number: int


@dataclass(frozen=True)
class Meeting:
    """A meeting as facts. ``day`` and ``start`` are local to ``zone``; ``starts_at`` and ``ends_at`` are instants.

    ``occurrence`` is the day its series named; where that isn't ``day``, ``shifted_for`` says for what.
    """

    id: int
    number: int
    reference: str
    kind: Kind
    state: MeetingState
    assumed: bool
    day: date
    start: time
    minutes: int
    zone: str
    starts_at: datetime
    ends_at: datetime
    mode: str
    place: str
    occurrence: date | None
    shifted_for: str
    cancelled_reason: str

    @property
    def over(self) -> bool:
        return self.state in (MeetingState.HELD, MeetingState.CANCELLED)

    @property
    def correctable(self) -> bool:
        """Assumed to have been held: what really happened may still be said."""
        return self.state is MeetingState.HELD and self.assumed


def may_open(meeting: Meeting, now: datetime) -> None:
    """Raise unless it is scheduled and its local day has come."""
    if meeting.state is not MeetingState.SCHEDULED:
        raise MeetingIsOver(meeting.number, meeting.state.value)
    if local(now, meeting.zone).date() < meeting.day:
        raise MeetingNotYet(meeting.number, meeting.day)


def may_close(meeting: Meeting, now: datetime) -> None:
    """Raise unless it is open, has begun unopened, or was only assumed to have been held."""
    if meeting.over and not meeting.correctable:
        raise MeetingIsOver(meeting.number, meeting.state.value)
    if meeting.state is MeetingState.SCHEDULED and now < meeting.starts_at:
        raise MeetingNotYet(meeting.number, meeting.day)


def may_change(meeting: Meeting) -> None:
    """Raise where it is over: it can no longer be moved or cancelled. One assumed to have been held still can."""
    if meeting.over and not meeting.correctable:
        raise MeetingIsOver(meeting.number, meeting.state.value)


def may_exist(day: date, at: time, zone: str) -> None:
    """Raise ``NoSuchHour`` for a time that clocks skip on that day."""
    shown = local(to_instant(day, at, zone), zone)
    if (shown.date(), shown.time()) != (day, at):
        raise NoSuchHour(day, at, zone, shown.time())


def may_be_at(day: date, starts_at: datetime, now: datetime) -> None:
    """Raise ``MeetingInThePast`` or ``MeetingTooFarAhead``."""
    if starts_at < now:
        raise MeetingInThePast(day)
    if starts_at - now > LONGEST_AHEAD:
        raise MeetingTooFarAhead(day)


def remind_on(day: date, administrations: Iterable[str], calendar: Calendar) -> date:
    """The last day before ``day`` that is free for all: when the group's channel hears of it once more."""
    codes = tuple(administrations)
    found = day - timedelta(days=1)
    while not free_for_all(found, codes, calendar) and day - found < timedelta(days=10):
        found -= timedelta(days=1)
    return found


def assumed_on(asked: date, chair: str | None, calendar: Calendar) -> date:
    """The day on which an unanswered question counts as *held*: two working days of the chairing seat later,
    or two weekdays where nobody chairs."""
    if chair is not None:
        return add_working_days(asked, ASSUMED_AFTER, chair, calendar)
    found, left = asked, ASSUMED_AFTER
    while left:
        found += timedelta(days=1)
        left -= found.weekday() < 5
    return found


@dataclass(frozen=True)
class Changed:
    """A meeting as it is now, with what its day means to the seats and who chairs and hosts it.

    ``before`` is the meeting as it was; ``following`` the next meeting's turn, once this one is over; ``quorum`` how
    many seats are there, once it is open.
    """

    meeting: Meeting
    day: DayCheck
    turn: Turn | None
    before: Meeting | None = None
    following: Turn | None = None
    quorum: Quorum | None = None


@dataclass(frozen=True)
class Shown:
    """A meeting with who attended (code of the seat, how, and who sat there) and how many actions it raised."""

    changed: Changed
    attendance: Sequence[tuple[str, str, str | None]]
    actions: int


@dataclass(frozen=True)
class Made:
    """A series with the meetings it made now; ``withdrawn`` are numbers of the series before it. ``since`` is the
    meeting from which on it stands in that one's place, with ``moved`` those that it took over."""

    cadence: str
    meetings: Sequence[Meeting]
    shifts: Sequence[Shift]
    withdrawn: Sequence[int]
    since: int | None = None
    moved: Sequence[Meeting] = ()


@dataclass(frozen=True)
class Noted:
    """A seat's attendance as it stands now."""

    number: int
    seat: str
    kind: Attended
    person: str | None
