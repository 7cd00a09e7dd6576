"""``seat``: which administrations take part, from when to when, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import choice, day, seat, seats
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.domain.rotation.events import Event
from bot.language import spoken
from bot.presenters import policies as previews
from bot.presenters import seats as present
from bot.services import seats as services
from bot.services import suspensions


@dataclass(frozen=True)
class Add:
    seat: str = seat(positional=True)
    from_: date = day()
    preview: str = choice("yes", "no", default="no")


@dataclass(frozen=True)
class Leave:
    seat: str = seat(positional=True)
    on: date = day()
    preview: str = choice("yes", "no", default="no")


@dataclass(frozen=True)
class Order:
    seats: tuple[str, ...] = seats(rest=True, ask="order")
    preview: str = choice("yes", "no", default="no")


@dataclass(frozen=True)
class Pause:
    """Without ``from_`` from today."""

    seat: str = seat(positional=True)
    from_: date | None = day(default=None)
    preview: str = choice("yes", "no", default="no")


@command("seat add", requires=Right.MANAGE_GROUP, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    if arguments.preview == "yes":
        event = services.adding(
            context.uow, group=context.group, code=arguments.seat, on=arguments.from_, now=context.now
        )
        given = [("seat", arguments.seat), ("from", arguments.from_.isoformat())]
        return _previewed(context, event, "seat add", given)
    added = services.add(
        context.uow,
        group=context.group,
        code=arguments.seat,
        on=arguments.from_,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.added, added, context.group)


@command("seat leave", requires=Right.MANAGE_GROUP, changes=True)
def leave(context: Context, arguments: Leave) -> Answer:
    group, words = context.group, context.words
    if arguments.preview == "yes":
        event = services.leaving(context.uow, group=group, code=arguments.seat, on=arguments.on, now=context.now)
        return _previewed(context, event, "seat leave", [("seat", arguments.seat), ("on", arguments.on.isoformat())])
    left = services.leave(
        context.uow, group=group, code=arguments.seat, on=arguments.on, by=context.actor, now=context.now
    )
    private = present.left(left, group, context.today, words, public=False)
    return Answer(private, announce=lambda words: present.left(left, group, context.today, words, public=True))


@command("seat order", requires=Right.MANAGE_GROUP, changes=True)
def order(context: Context, arguments: Order) -> Answer:
    if arguments.preview == "yes":
        return _previewed(
            context, services.ordering(arguments.seats), "seat order", [("seats", ", ".join(arguments.seats))]
        )
    seats = services.order(context.uow, group=context.group, codes=arguments.seats, by=context.actor, now=context.now)
    return context.shared(present.ordered, seats, context.group)


@command("seat suspend", requires=Right.MANAGE_GROUP, changes=True)
def suspend(context: Context, arguments: Pause) -> Answer:
    if arguments.preview == "yes":
        return _pausing(context, arguments, "seat suspend", suspends=True)
    found = suspensions.suspend(
        context.uow,
        group=context.group,
        code=arguments.seat,
        on=arguments.from_ or context.today,
        by=context.actor,
        now=context.now,
    )
    return context.shared(lambda words: previews.paused(found, words, back=False))


@command("seat resume", requires=Right.MANAGE_GROUP, changes=True)
def resume(context: Context, arguments: Pause) -> Answer:
    if arguments.preview == "yes":
        return _pausing(context, arguments, "seat resume", suspends=False)
    found = suspensions.resume(
        context.uow,
        group=context.group,
        code=arguments.seat,
        on=arguments.from_ or context.today,
        by=context.actor,
        now=context.now,
    )
    return context.shared(lambda words: previews.paused(found, words, back=True))


def _pausing(context: Context, arguments: Pause, name: str, *, suspends: bool) -> Answer:
    on = arguments.from_ or context.today
    event = suspensions.pausing(
        context.uow, group=context.group, code=arguments.seat, on=on, now=context.now, suspends=suspends
    )
    return _previewed(context, event, name, [("seat", arguments.seat), ("from", on.isoformat())])


def _previewed(context: Context, event: Event, name: str, given: list[tuple[str, str]]) -> Answer:
    """The next turns as they are and as they would be, with the button that does it. Nothing is changed."""
    found = suspensions.previewed(
        context.uow,
        group=context.group,
        events=[event],
        what=name.replace(" ", "-"),
        command=f"{spoken(name, given)} group:{context.group.slug}",
        now=context.now,
    )
    return Answer(previews.previewed(found, context.words))
