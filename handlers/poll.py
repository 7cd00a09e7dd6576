"""``meeting poll``: finding a time together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.arguments import Missing, choice, day, number, option, poll, rest
from bot.commands import Answer, Context, command
from bot.domain.dates import parse_duration
from bot.domain.permissions import Right, allowed
from bot.domain.poll_slots import parse_numbers, parse_slots
from bot.domain.polls import Fit
from bot.domain.rotation import Kind
from bot.presenters import polls as present
from bot.services import poll_slots, polls, polls_closed, polls_shown


@dataclass(frozen=True)
class Search:
    slots: str = rest(default="")
    propose: int | None = number(default=None)
    between: date | None = day(default=None)
    and_: date | None = day(default=None)
    closes: date | None = day(default=None)
    for_: str = option(default="2 hours")
    extraordinary: str = choice("yes", "no", default="no")
    mode: str = choice("in person", "virtual", "hybrid", default="")
    place: str = option(default="")


@dataclass(frozen=True)
class One:
    poll: int | None = poll(default=None)


@dataclass(frozen=True)
class Reply:
    poll: int | None = poll(default=None)
    yes: str = option(default="")
    maybe: str = option(default="")
    no: str = option(default="")


@command("meeting poll", requires=Right.RUN_MEETING, changes=True, bare=True)
def search(context: Context, arguments: Search) -> Answer:
    minutes = int(parse_duration(arguments.for_).total_seconds() // 60)
    kind = Kind.EXTRAORDINARY if arguments.extraordinary == "yes" else Kind.REGULAR
    opened = polls.open_(
        context.uow,
        group=context.group,
        slots=_slots(context, arguments, minutes),
        wanted=polls.Wanted(minutes, kind, arguments.mode, arguments.place),
        closes=arguments.closes,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.opened, opened)


def _slots(context: Context, arguments: Search, minutes: int) -> tuple[tuple[date, time], ...]:
    """Those that were named, or as many as were asked for, between two days."""
    if arguments.propose is None:
        named = parse_slots(arguments.slots, context.today)
        if not named:
            raise Missing("slots")
        return named
    if arguments.between is None or arguments.and_ is None:
        raise Missing("between" if arguments.between is None else "and")
    return poll_slots.propose(
        context.uow,
        group=context.group,
        count=arguments.propose,
        first=max(arguments.between, context.today) if arguments.and_ >= context.today else arguments.between,
        last=arguments.and_,
        minutes=minutes,
        now=context.now,
    )


@command("meeting poll answer", requires=Right.CONTRIBUTE, changes=True)
def answer(context: Context, arguments: Reply) -> Answer:
    """Without an answer: the question once more, with its buttons."""
    found = polls_shown.looked_up(context.uow, group=context.group, number=arguments.poll, by=context.actor)
    most = len(found.poll.slots)
    said = {fit: parse_numbers(getattr(arguments, fit.value), most) for fit in (Fit.NO, Fit.MAYBE, Fit.YES)}
    fits = {number: fit for fit, numbers in said.items() for number in numbers}
    if not fits:
        return Answer(present.question(found, context.words))
    answered = polls.answer(
        context.uow,
        group=context.group,
        number=found.poll.number,
        fits=fits,
        by=context.actor,
        now=context.now,
    )
    return Answer(present.answered(answered, context.words))


@command("meeting poll show", requires=Right.SEE)
def show(context: Context, arguments: One) -> Answer:
    found = polls_shown.looked_up(context.uow, group=context.group, number=arguments.poll, by=context.actor)
    runs = allowed(Right.RUN_MEETING, context.actor, context.chairing)
    return Answer(present.shown(found, context.words, runs=runs))


@command("meeting poll close", requires=Right.RUN_MEETING, changes=True)
def close(context: Context, arguments: One) -> Answer:
    found = polls_closed.close(
        context.uow, group=context.group, number=arguments.poll, by=context.actor, now=context.now
    )
    return context.shared(present.closed, found)


@command("meeting poll withdraw", requires=Right.RUN_MEETING, changes=True)
def withdraw(context: Context, arguments: One) -> Answer:
    found = polls_closed.withdraw(
        context.uow, group=context.group, number=arguments.poll, by=context.actor, now=context.now
    )
    return context.shared(present.closed, found)
