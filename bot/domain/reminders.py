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

An action that waits for another one rings for nobody. One that rests (``snoozed``) is left out of the digests of its
owners until that day, and rings on it, if its ladder has begun by then; leads and secretariat hear of what is long
overdue all the same. Whoever is away (``paused``) is told nothing until that day, and then what stands. What another
administration offers (a hand-over) rings on the first working day after it was offered, and stands in each round-up
until it is answered; after three working days it reaches the lead there, after six the secretariat.

A rung that passed before the action was there is not made up for. A digest that could not be said in its day's office
hours (nothing ran) is said when the next working day's begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.actions import Action
from bot.domain.dates import local
from bot.domain.days import Calendar
from bot.domain.giving import Handover
from bot.domain.ladders import LOOK_AHEAD, Concern, Desk, Ladder, ladder, monday

BUDGET = 2
"""Messages a week to one person, beyond answers and offers of a turn."""

LEAD_AFTER = 5
SECRETARIAT_AFTER = 10
"""Working days of the owning seat that an action is overdue, before it reaches them too."""

OFFER_TO_LEAD = 3
OFFER_TO_SECRETARIAT = 6
"""Working days of the seat that is asked, before an unanswered hand-over reaches them too."""


@dataclass(frozen=True)
class Digest:
    """When the next digest is said: the local day, and the instants (UTC) at which its office hours begin and end."""

    day: date
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Digested:
    """What a digest says: the person's own actions, those of others that are long overdue, and what is offered to them
    or their seat; ``today`` is the person's local date."""

    own: tuple[Action, ...]
    raised: tuple[Action, ...]
    today: date
    offers: tuple[Offered, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.own or self.raised or self.offers)


@dataclass(frozen=True)
class Offered:
    """A hand-over with its action; ``mine``: whoever reads it is the one who is asked."""

    action: Action
    handover: Handover
    mine: bool


def answerable(holder: int | None, leads: Sequence[int], secretariat: Sequence[int]) -> int | None:
    """Who must act, as an official's id: the post's holder; of a vacated post the seat's lead, else the
    secretariat's first. ``None`` where there is nobody at all."""
    return next(iter((*((holder,) if holder is not None else ()), *leads, *secretariat)), None)


def concern(
    official: int,
    *,
    due: date,
    seat: str,
    holder: int | None,
    leads: Sequence[int],
    secretariat: Sequence[int],
    also: Sequence[int] = (),
    until: date | None = None,
) -> Concern | None:
    """How an open action concerns an official; ``None``: it doesn't. ``leads`` are those of the owning seat, ``also``
    own it too."""
    if official == answerable(holder, leads, secretariat) or official in also:
        return Concern(due, seat, until=until)
    if official in leads:
        return Concern(due, seat, LEAD_AFTER)
    if official in secretariat:
        return Concern(due, seat, SECRETARIAT_AFTER)
    return None


def offer(
    official: int,
    *,
    asked_at: datetime,
    zone: str,
    seat: str,
    holder: int | None,
    leads: Sequence[int],
    secretariat: Sequence[int],
) -> Concern | None:
    """How a hand-over that waits for its answer concerns an official; ``seat`` and its ``leads`` are those asked."""
    asked = local(asked_at, zone).date()
    if official == answerable(holder, leads, secretariat):
        return Concern(asked, seat, asked_at=asked_at)
    if official in leads:
        return Concern(asked, seat, OFFER_TO_LEAD, asked_at=asked_at)
    if official in secretariat:
        return Concern(asked, seat, OFFER_TO_SECRETARIAT, asked_at=asked_at)
    return None


def listed(one: Concern, day: date, desk: Desk, calendar: Calendar, *, quieter: bool = False) -> bool:
    """Whether a digest said on that local day takes it in."""
    return ladder(one, desk, calendar, quieter).takes_in(day)


def plan(
    *,
    now: datetime,
    desk: Desk,
    concerns: Sequence[Concern],
    calendar: Calendar,
    heard: Sequence[date],
    late: bool,
    quieter: bool = False,
    paused: date | None = None,
) -> Digest | None:
    """The next digest after ``now`` (UTC), or ``None`` where nothing is to be said.

    ``heard`` are the local days, each as often as it happened, on which something was or will be said to the person
    that counts against the budget. ``late``: a digest fell due while nothing ran, and is owed. ``paused`` is the day
    from which the person is there again.
    """
    ladders = [ladder(one, desk, calendar, quieter) for one in concerns]
    if not ladders:
        return None
    today = local(now, desk.zone).date()
    start = max(today, monday(min(one.begins for one in ladders)), paused or today)
    back = desk.step(paused, 0, calendar) if paused is not None and paused > today else None
    for ahead in range(LOOK_AHEAD.days):
        day = start + timedelta(days=ahead)
        if not desk.working(day, calendar) or not _within_budget(day, heard):
            continue
        opens_at, closes_at = desk.hours(day)
        if opens_at > now and _wanted(day, ladders, desk, calendar, late or day == back):
            return Digest(day, opens_at, closes_at)
    return None


def _wanted(day: date, ladders: Sequence[Ladder], desk: Desk, calendar: Calendar, late: bool) -> bool:
    round_up = desk.step(monday(day), 0, calendar)
    if late or day == round_up:
        return any(one.takes_in(day) for one in ladders)
    return any(one.rings(day, round_up) for one in ladders)


def _within_budget(day: date, heard: Sequence[date]) -> bool:
    week = monday(day)
    return day not in heard and sum(monday(other) == week for other in heard) < BUDGET
