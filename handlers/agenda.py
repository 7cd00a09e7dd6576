"""``agenda``: what a meeting will talk about, and its way through it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import Nothing, choice, day, item, link, number, rest
from bot.arguments import meeting as meeting_number
from bot.commands import Answer, Context, command
from bot.domain.people import Marking
from bot.domain.permissions import Right
from bot.presenters import agenda as present
from bot.services import agenda, agenda_shown
from handlers.told import told

MARKINGS = ("official", "official-sensitive")


def marking(asked: str) -> Marking | None:
    """The marking that was asked for, if any was."""
    return Marking(asked.upper()) if asked else None


@dataclass(frozen=True)
class Which:
    meeting: int | None = meeting_number(default=None)


@dataclass(frozen=True)
class Add:
    text: str = rest()
    minutes: int = number(default=10)
    paper: str = link(default="")
    meeting: int | None = meeting_number(default=None, positional=False)
    marking: str = choice(*MARKINGS, default="")


@dataclass(frozen=True)
class Paper:
    item: int = item()
    paper: str = link(positional=True)


@dataclass(frozen=True)
class Defer:
    item: int | None = item(default=None)
    until: date | None = day(default=None)


@dataclass(frozen=True)
class Move:
    item: int = item()
    to: int = number()


@dataclass(frozen=True)
class Withdraw:
    item: int = item()


@command("agenda", requires=Right.SEE)
def listed(context: Context, arguments: Which) -> Answer:
    found = agenda_shown.listed(context.uow, group=context.group, number=arguments.meeting, now=context.now)
    return Answer(present.listed(found, context.group, context.words))


@command("agenda add", requires=Right.CONTRIBUTE, changes=True)
def add(context: Context, arguments: Add) -> Answer:
    found = agenda.add(
        context.uow,
        group=context.group,
        text=arguments.text,
        minutes=arguments.minutes,
        paper=arguments.paper,
        number=arguments.meeting,
        marking=marking(arguments.marking),
        by=context.actor,
        now=context.now,
    )
    return told(present.added, found, context.words)


@command("agenda paper", requires=Right.CONTRIBUTE, changes=True)
def paper(context: Context, arguments: Paper) -> Answer:
    found = agenda.give_paper(
        context.uow,
        group=context.group,
        item=arguments.item,
        paper=arguments.paper,
        by=context.actor,
        now=context.now,
    )
    return told(present.papered, found, context.words)


@command("agenda defer", requires=Right.CONTRIBUTE, changes=True)
def defer(context: Context, arguments: Defer) -> Answer:
    found = agenda.defer(
        context.uow,
        group=context.group,
        item=arguments.item,
        until=arguments.until,
        by=context.actor,
        chairing=context.chairing,
        now=context.now,
    )
    return told(present.deferred, found, context.words)


@command("agenda move", requires=Right.RUN_MEETING, changes=True)
def move(context: Context, arguments: Move) -> Answer:
    found = agenda.move(
        context.uow,
        group=context.group,
        item=arguments.item,
        to=arguments.to,
        by=context.actor,
        now=context.now,
    )
    return Answer(present.listed(found, context.group, context.words, changed=True))


@command("agenda withdraw", requires=Right.CONTRIBUTE, changes=True)
def withdraw(context: Context, arguments: Withdraw) -> Answer:
    found = agenda.withdraw(context.uow, group=context.group, item=arguments.item, by=context.actor, now=context.now)
    return told(present.withdrawn, found, context.words)


@command("agenda next", requires=Right.RUN_MEETING, changes=True)
def next_(context: Context, _arguments: Nothing) -> Answer:
    return told(
        present.stepped, agenda.step(context.uow, group=context.group, by=context.actor, now=context.now), context.words
    )
