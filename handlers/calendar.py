"""``calendar``: what a day means to the group's seats, and what administrations have on their calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import choice, day, number, option, seat, word
from bot.commands import Answer, Context, command
from bot.domain.days import CalendarEntry, Kind
from bot.domain.permissions import Right
from bot.presenters import calendars as present
from bot.services import calendars

KINDS = tuple(kind.value for kind in Kind)


@dataclass(frozen=True)
class Check:
    day: date = day(rest=True)


@dataclass(frozen=True)
class Add:
    administration: str = word()
    kind: str = choice(*KINDS, positional=True)
    from_: date = day()
    to: date = day()
    source: str = option()
    name: str = option(default="")
    provisional: str = choice("yes", "no", default="no")


@dataclass(frozen=True)
class Remove:
    number: int = number(positional=True)


@dataclass(frozen=True)
class Listed:
    seat: str | None = seat(default=None, positional=True)
    from_: date | None = day(default=None)
    to: date | None = day(default=None)
    kind: str | None = choice(*KINDS, default=None)
    page: int = number(default=1)


@command("calendar check", requires=Right.SEE)
def check(context: Context, arguments: Check) -> Answer:
    found = calendars.looked_up(context.uow, group=context.group, day=arguments.day)
    return Answer(present.checked(found, context.words))


@command("calendar add", requires=Right.OFFICIAL, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    entry = CalendarEntry(
        administration=arguments.administration.upper(),
        kind=Kind(arguments.kind),
        first_day=arguments.from_,
        last_day=arguments.to,
        name=arguments.name,
        source=arguments.source,
        checked_on=context.today,
        provisional=arguments.provisional == "yes",
    )
    noted = calendars.add(context.uow, entry=entry, by=context.actor, now=context.now)
    return Answer(present.added(noted, context.words))


@command("calendar remove", requires=Right.OFFICIAL, changes=True)
def remove(context: Context, arguments: Remove) -> Answer:
    noted = calendars.remove(context.uow, number=arguments.number, by=context.actor, now=context.now)
    return Answer(present.removed(noted, context.words))


@command("calendar list", requires=Right.SEE)
def listed(context: Context, arguments: Listed) -> Answer:
    found = calendars.listed(
        context.uow,
        group=context.group,
        seat=arguments.seat,
        first=arguments.from_,
        last=arguments.to,
        kind=Kind(arguments.kind) if arguments.kind else None,
        page=arguments.page,
        now=context.now,
    )
    return Answer(present.listed(found, context.words))
