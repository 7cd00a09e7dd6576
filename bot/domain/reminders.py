"""When somebody hears of actions that are due: a ladder of days, gathered into at most two digests a week.

The ladder of an action (rules, section 5), in the working days of whoever must act: five working days before, the
working day before, on the day, two working days after, then weekly; five working days overdue it reaches the lead of
the owning seat too, ten the secretariat. One person hears at most once a day, and at most ``BUDGET`` times a week
(Monday to Sunday, local dates), however many actions there are. Both hold because the rungs meet in digests:

- The *round-up*, on the first working day of a week, lists all that is overdue, all that is due that week, and all
  whose day "five working days before" lies in that week. So that rung and the weekly ones are said there.
- One more digest on a later day of the week, on the first day with a sharper rung: the working day before, the day
  itself, two working days after (where the round-up could not yet call it overdue), or the day on which it first
  reaches a lead or the secretariat. It lists what a round-up would.
- Further rungs of the week are not said by themselves: what they concern stood in both digests.

A rung that passed before the action was there is not made up for. A digest that could not be said in its day's office
hours (nothing ran) is said when the next working day's begin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.actions import Action
from bot.domain.dates import local, to_instant
from bot.domain.days import Calendar, add_working_days

BUDGET = 2
"""Messages a week to one person, beyond answers and offers of a turn."""

LEAD_AFTER = 5
SECRETARIAT_AFTER = 10
"""Working days of the owning seat that an action is overdue, before it reaches them too."""

WEEKEND = 5
LOOK_AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """Where somebody works: zone name, local office hours, and whose holidays are days off.

    ``administrations`` are codes; a working day is one of each of them. Somebody of no seat works on every weekday
    that is a working day of at least one of the seats ``served``.
    """

    zone: str
    opens: time
    closes: time
    administrations: tuple[str, ...] = ()
    served: tuple[str, ...] = ()

    def working(self, day: date, calendar: Calendar) -> bool:
        if day.weekday() >= WEEKEND:
            return False
        if self.administrations:
            return all(calendar.working(day, code) for code in self.administrations)
        return not self.served or any(calendar.working(day, code) for code in self.served)

    def step(self, day: date, count: int, calendar: Calendar) -> date:
        """The ``count``-th working day after ``day`` (negative: before); for 0 the first from ``day`` on.

        Where nothing but days off are in sight, a day about a year away.
        """
        way = -_DAY if count < 0 else _DAY
        found, left = day, abs(count)
        if not count:
            found, left = day - _DAY, 1
        for _ in range(LOOK_AHEAD.days):
            found += way
            left -= self.working(found, calendar)
            if not left:
                break
        return found


@dataclass(frozen=True)
class Concern:
    """An open action as it concerns one person. ``seat`` is the code of the owning seat, empty for the secretariat's.

    ``after`` is 0 for whoever must act, else how many working days overdue it must be to reach them.
    """

    due: date
    seat: str = ""
    after: int = 0


@dataclass(frozen=True)
class Digest:
    """When the next digest is said: the local day, and the instants (UTC) at which its office hours begin and end."""

    day: date
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Digested:
    """What a digest says: the person's own actions, and those of others that are long overdue; ``today`` is the
    person's local date."""

    own: tuple[Action, ...]
    raised: tuple[Action, ...]
    today: date


def answerable(holder: int | None, leads: Sequence[int], secretariat: Sequence[int]) -> int | None:
    """Who must act, as an official's id: the post's holder; of a vacated post the seat's lead, else the
    secretariat's first. ``None`` where there is nobody at all."""
    return next(iter((*((holder,) if holder is not None else ()), *leads, *secretariat)), None)


def concern(
    official: int, *, due: date, seat: str, holder: int | None, leads: Sequence[int], secretariat: Sequence[int]
) -> Concern | None:
    """How an open action concerns an official; ``None``: it doesn't. ``leads`` are those of the owning seat."""
    if official == answerable(holder, leads, secretariat):
        return Concern(due, seat)
    if official in leads:
        return Concern(due, seat, LEAD_AFTER)
    if official in secretariat:
        return Concern(due, seat, SECRETARIAT_AFTER)
    return None


def listed(one: Concern, day: date, desk: Desk, calendar: Calendar) -> bool:
    """Whether a digest said on that local day takes it in."""
    return _ladder(one, desk, calendar).begins <= (day if one.after else _sunday(day))


def plan(
    *, now: datetime, desk: Desk, concerns: Sequence[Concern], calendar: Calendar, heard: Sequence[date], late: bool
) -> Digest | None:
    """The next digest after ``now`` (UTC), or ``None`` where nothing is to be said.

    ``heard`` are the local days, each as often as it happened, on which something was or will be said to the person
    that counts against the budget. ``late``: a digest fell due while nothing ran, and is owed.
    """
    ladders = [_ladder(one, desk, calendar) for one in concerns]
    if not ladders:
        return None
    today = local(now, desk.zone).date()
    start = max(today, _monday(min(ladder.begins for ladder in ladders)))
    for ahead in range(LOOK_AHEAD.days):
        day = start + timedelta(days=ahead)
        if not desk.working(day, calendar) or not _within_budget(day, heard):
            continue
        opens_at = to_instant(day, desk.opens, desk.zone)
        if opens_at > now and _wanted(day, ladders, desk, calendar, late):
            closes = desk.closes if desk.closes > desk.opens else time.max
            return Digest(day, opens_at, to_instant(day, closes, desk.zone))
    return None


@dataclass(frozen=True)
class _Ladder:
    """``begins``: from when on a digest takes it in (for whoever must act, any digest of that week). ``rings`` says
    whether it calls for a digest on a day; it is given the day of that week's round-up too."""

    begins: date
    own: bool
    rings: Callable[[date, date], bool]


def _ladder(one: Concern, desk: Desk, calendar: Calendar) -> _Ladder:
    if one.after:
        overdue = add_working_days(one.due, one.after, one.seat, calendar)
        reaches = desk.step(overdue, 0, calendar)
        return _Ladder(overdue, False, lambda day, _round_up: day == reaches)
    days = {one.due, desk.step(one.due, -1, calendar)}
    after = desk.step(one.due, 2, calendar)
    return _Ladder(
        desk.step(one.due, -5, calendar),
        True,
        lambda day, round_up: day in days or (day == after and one.due >= round_up),
    )


def _wanted(day: date, ladders: Sequence[_Ladder], desk: Desk, calendar: Calendar, late: bool) -> bool:
    round_up = desk.step(_monday(day), 0, calendar)
    if late or day == round_up:
        return any(ladder.begins <= (_sunday(day) if ladder.own else day) for ladder in ladders)
    return any(ladder.rings(day, round_up) for ladder in ladders)


def _within_budget(day: date, heard: Sequence[date]) -> bool:
    week = _monday(day)
    return day not in heard and sum(_monday(other) == week for other in heard) < BUDGET


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _sunday(day: date) -> date:
    return _monday(day) + timedelta(days=6)
