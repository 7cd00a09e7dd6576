"""The rungs by which an action, or the offer of one, is spoken of: counted in the working days of whoever must act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.dates import local, to_instant
from bot.domain.days import Calendar, add_working_days

WORKING_WEEK = frozenset(range(5))
"""Monday to Friday."""

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

    ``after`` is 0 for whoever must act, else how many working days overdue it must be to reach them. ``until`` is the
    day until which it rests. Of one that is offered to them ``due`` is the day on which that was asked, ``asked_at``
    the instant.
    """

    due: date
    seat: str = ""
    after: int = 0
    until: date | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Ladder:
    """``begins``: from when on a digest takes it in; ``whole_week``: any digest of that week does, but none before
    ``rests`` ends. ``rings`` says whether it calls for a digest on a day; it is given the day of that week's round-up
    too."""

    begins: date
    whole_week: bool
    rings: Callable[[date, date], bool]
    rests: date = date.min

    def takes_in(self, day: date) -> bool:
        return self.rests <= day and self.begins <= (sunday(day) if self.whole_week else day)


def ladder(one: Concern, desk: Desk, calendar: Calendar, quieter: bool) -> Ladder:
    """The rungs of what concerns somebody who works at that desk."""
    if one.after:
        overdue = add_working_days(one.due, one.after, one.seat, calendar)
        reaches = desk.step(overdue, 0, calendar)
        return Ladder(overdue, False, lambda day, _round_up: day == reaches and not quieter)
    if one.asked_at is not None:
        return _offered(one.asked_at, one.due, desk, calendar)
    found = _quietly(one, desk, calendar) if quieter else _loudly(one, desk, calendar)
    return found if one.until is None else _resting(found, one.until, desk, calendar)


def _offered(asked_at: datetime, asked: date, desk: Desk, calendar: Calendar) -> Ladder:
    """It rings when the first office hours after it was asked begin."""
    first = desk.step(asked, 0, calendar)
    if desk.hours(first)[0] <= asked_at:
        first = desk.step(first, 1, calendar)
    return Ladder(first, False, lambda day, _round_up: day == first)


def _quietly(one: Concern, desk: Desk, calendar: Calendar) -> Ladder:
    said = desk.step(one.due, 0, calendar)
    return Ladder(one.due, False, lambda day, _round_up: day == said)


def _loudly(one: Concern, desk: Desk, calendar: Calendar) -> Ladder:
    days = {one.due, desk.step(one.due, -1, calendar)}
    after = desk.step(one.due, 2, calendar)
    return Ladder(
        desk.step(one.due, -5, calendar),
        True,
        lambda day, round_up: day in days or (day == after and one.due >= round_up),
    )


def _resting(awake: Ladder, until: date, desk: Desk, calendar: Calendar) -> Ladder:
    """The same, silent until that day; it rings on it, if it would be spoken of by then."""
    back = desk.step(until, 0, calendar)
    missed = awake.takes_in(back)
    return Ladder(
        awake.begins,
        awake.whole_week,
        lambda day, round_up: day >= until and ((day == back and missed) or awake.rings(day, round_up)),
        rests=until,
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def sunday(day: date) -> date:
    return monday(day) + timedelta(days=6)
