"""The calendar of a group's seats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.calendars import calendar_for
from bot.db.unit_of_work import UnitOfWork
from bot.domain.days import Calendar, DayCheck, check
from bot.domain.groups import Group, Seat

YEARS_AROUND = 3


def of_seats(seats: Iterable[Seat], around: date) -> Calendar:
    """Public holidays of these seats, from a year before to three years after a day."""
    return calendar_for(administrations=seats, years=range(around.year - 1, around.year + YEARS_AROUND + 1))


def of_seats_between(seats: Iterable[Seat], first: date, last: date) -> Calendar:
    """Public holidays of these seats in the years from one day to another."""
    return calendar_for(administrations=seats, years=range(first.year, last.year + 1))


def looked_up(uow: UnitOfWork, *, group: Group, day: date) -> DayCheck:
    """What a day means to the seats that the group has on it."""
    seats = uow.groups.seats(group.id, day) or uow.groups.seats(group.id)
    return check(day, sorted(seat.code for seat in seats), of_seats(seats, day))
