"""Slots that a poll can propose: where everybody whom it asks has time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

from bot.db.repositories.polls import ASKED
from bot.db.unit_of_work import UnitOfWork
from bot.domain.cadence import DEFAULT_AT, parse_cadence
from bot.domain.dates import to_instant
from bot.domain.days import Calendar, free_for_all
from bot.domain.groups import Group
from bot.domain.poll_slots import (
    LONGEST_SEARCH,
    MOST,
    NoCommonHour,
    SearchEndsBeforeItBegins,
    SearchTooLong,
    TooManySlots,
    proposed,
)
from bot.domain.polls import NobodyToAsk
from bot.services import calendars


def propose(
    uow: UnitOfWork, *, group: Group, count: int, first: date, last: date, minutes: int, now: datetime
) -> tuple[tuple[date, time], ...]:
    """Slots free of holidays for every seat, in everybody's office hours, away from the meetings of all of them.

    Raises ``TooManySlots``, ``SearchEndsBeforeItBegins``, ``SearchTooLong``, ``NobodyToAsk`` or ``NoCommonHour``.
    """
    if not 1 <= count <= MOST:
        raise TooManySlots(MOST)
    if last < first:
        raise SearchEndsBeforeItBegins(first, last)
    if last - first > LONGEST_SEARCH:
        raise SearchTooLong(LONGEST_SEARCH.days)
    asked = speakers(uow, group)
    seats = uow.groups.seats(group.id, first)
    codes = [seat.code for seat in seats]

    @cache
    def calendar(at: time) -> Calendar:
        return calendars.of_meetings(uow, group, seats, first, last, at)

    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    around = timedelta(days=2)
    since, until = (to_instant(day, time(0), group.zone) for day in (first, last))
    found = proposed(
        days,
        people=uow.polls.hours(asked),
        busy=[*uow.polls.busy(asked, since - around, until + around), *_own(uow, group)],
        minutes=minutes,
        zone=group.zone,
        usual=_usual(uow, group),
        now=now,
        count=count,
        free=lambda day, at: free_for_all(day, codes, calendar(at)),
    )
    if not found:
        raise NoCommonHour(first, last)
    return found


def speakers(uow: UnitOfWork, group: Group) -> tuple[int, ...]:
    """Everybody who speaks for a seat. Raises ``NobodyToAsk`` where there is none."""
    held = [h for h in uow.people.holdings(group.id) if h.official is not None and h.post in ASKED]
    asked = {holding.official.id for holding in held if holding.official is not None}
    if not asked:
        raise NobodyToAsk
    return tuple(sorted(asked))


def _own(uow: UnitOfWork, group: Group) -> list[tuple[datetime, datetime]]:
    return [(row.starts_at, row.ends_at) for row in uow.meetings.ahead(group.id)]


def _usual(uow: UnitOfWork, group: Group) -> time:
    """When the group usually meets."""
    series = uow.meetings.series(group.id)
    return parse_cadence(series.cadence).at if series is not None else DEFAULT_AT
