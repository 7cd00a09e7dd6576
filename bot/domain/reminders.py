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

Somebody who asked for *quieter* hears of actions only when something is due or overdue: on the day on which an action
of theirs falls due (on a day off: the working day after), and on the first working day of a week while something of
theirs is overdue, or something of others has reached them. No round-up of what is to come, no word the day before;
within the same budget. Offers and notices of a turn are no digests, and are said all the same.

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

WORKING_WEEK = frozenset(range(5))
"""Monday to Friday."""

BUDGET = 2
"""Messages a week to one person, beyond answers and offers of a turn."""

LEAD_AFTER = 5
SECRETARIAT_AFTER = 10
"""Working days of the owning seat that an action is overdue, before it reaches them too."""

LOOK_AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """Where somebody works: zone name, local office hours, on which weekdays, and whose holidays are days off.

    ``administrations`` are codes; a working day is one of each of them. Somebody of no seat works on every weekday
    that is a working day of at least one of the seats ``served``.
    """

    zone: str
    opens: time
    closes: time
    administrations: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    days: frozenset[int] = WORKING_WEEK

    def working(self, day: date, calendar: Calendar) -> bool:
        if day.weekday() not in self.days:
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

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """The instants (UTC) at which that day's office hours begin and end; those that end before they begin last
        until midnight."""
        closes = self.closes if self.closes > self.opens else time.max
        return to_instant(day, self.opens, self.zone), to_instant(day, closes, self.zone)

    def reached(self, now: datetime, calendar: Calendar) -> datetime:
        """The first instant from ``now`` on at which somebody is there to read."""
        today = local(now, self.zone).date()
        for day in (today, today + _DAY):
            first = self.step(day, 0, calendar)
            opens, closes = self.hours(first)
            if now < closes:
                return max(now, opens)
        return now


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


def listed(one: Concern, day: date, desk: Desk, calendar: Calendar, *, quieter: bool = False) -> bool:
    """Whether a digest said on that local day takes it in."""
    return _ladder(one, desk, calendar, quieter).begins <= (day if one.after or quieter else _sunday(day))


def plan(
    *,
    now: datetime,
    desk: Desk,
    concerns: Sequence[Concern],
    calendar: Calendar,
    heard: Sequence[date],
    late: bool,
    quieter: bool = False,
) -> Digest | None:
    """The next digest after ``now`` (UTC), or ``None`` where nothing is to be said.

    ``heard`` are the local days, each as often as it happened, on which something was or will be said to the person
    that counts against the budget. ``late``: a digest fell due while nothing ran, and is owed.
    """
    ladders = [_ladder(one, desk, calendar, quieter) for one in concerns]
    if not ladders:
        return None
    today = local(now, desk.zone).date()
    start = max(today, _monday(min(ladder.begins for ladder in ladders)))
    for ahead in range(LOOK_AHEAD.days):
        day = start + timedelta(days=ahead)
        if not desk.working(day, calendar) or not _within_budget(day, heard):
            continue
        opens_at, closes_at = desk.hours(day)
        if opens_at > now and _wanted(day, ladders, desk, calendar, late):
            return Digest(day, opens_at, closes_at)
    return None


@dataclass(frozen=True)
class _Ladder:
    """``begins``: from when on a digest takes it in; ``whole_week``: any digest of that week does. ``rings`` says
    whether it calls for a digest on a day; it is given the day of that week's round-up too."""

    begins: date
    whole_week: bool
    rings: Callable[[date, date], bool]


def _ladder(one: Concern, desk: Desk, calendar: Calendar, quieter: bool) -> _Ladder:
    if one.after:
        overdue = add_working_days(one.due, one.after, one.seat, calendar)
        reaches = desk.step(overdue, 0, calendar)
        return _Ladder(overdue, False, lambda day, _round_up: day == reaches and not quieter)
    if quieter:
        said = desk.step(one.due, 0, calendar)
        return _Ladder(one.due, False, lambda day, _round_up: day == said)
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
        return any(ladder.begins <= (_sunday(day) if ladder.whole_week else day) for ladder in ladders)
    return any(ladder.rings(day, round_up) for ladder in ladders)


def _within_budget(day: date, heard: Sequence[date]) -> bool:
    week = _monday(day)
    return day not in heard and sum(_monday(other) == week for other in heard) < BUDGET


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _sunday(day: date) -> date:
    return _monday(day) + timedelta(days=6)
