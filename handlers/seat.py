"""``seat``: which administrations take part, from when to when, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import day, seat, seats
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.presenters import seats as present
from bot.services import seats as services


@dataclass(frozen=True)
class Add:
    seat: str = seat(positional=True)
    from_: date = day()


@dataclass(frozen=True)
class Leave:
    seat: str = seat(positional=True)
    on: date = day()


@dataclass(frozen=True)
class Order:
    seats: tuple[str, ...] = seats(rest=True, ask="order")


@command("seat add", requires=Right.MANAGE_GROUP, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    added = services.add(
        context.uow,
        group=context.group,
        code=arguments.seat,
        on=arguments.from_,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.added(added, context.group, context.words))


@command("seat leave", requires=Right.MANAGE_GROUP, changes=True)
def leave(context: Context, arguments: Leave) -> Answer:
    group, words = context.group, context.words
    left = services.leave(
        context.uow, group=group, code=arguments.seat, on=arguments.on, by=context.actor, now=context.now
    )
    private = present.left(left, group, context.today, words, public=False)
    return Answer(private, announce=present.left(left, group, context.today, words, public=True))


@command("seat order", requires=Right.MANAGE_GROUP, changes=True)
def order(context: Context, arguments: Order) -> Answer:
    seats = services.order(context.uow, group=context.group, codes=arguments.seats, by=context.actor, now=context.now)
    return context.shared(present.ordered(seats, context.group, context.words))
