"""``action snooze``, ``needs``, ``free``, ``priority``, ``link``: what holds an action up or hurries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import action, choice, later_day, reference
from bot.arguments import link as link_argument
from bot.commands import Answer, Context, command
from bot.domain.actions import Priority
from bot.domain.people import Marking
from bot.domain.permissions import Right
from bot.presenters import actions as present
from bot.services import action_holding
from handlers.action import PRIORITIES
from handlers.told import told


@dataclass(frozen=True)
class SnoozeAction:
    action: int = action()
    until: date = later_day()


@dataclass(frozen=True)
class OtherAction:
    action: int = action()
    first: str = reference()


@dataclass(frozen=True)
class PrioritiseAction:
    action: int = action()
    priority: str = choice(*PRIORITIES, positional=True)


@dataclass(frozen=True)
class LinkAction:
    action: int = action()
    link: str = link_argument(rest=True)


@command("action snooze", requires=Right.CONTRIBUTE, changes=True)
def snoozed(context: Context, arguments: SnoozeAction) -> Answer:
    """Told whoever did it alone: it changes what its owners hear, and nothing else."""
    found = action_holding.snooze(
        context.uow,
        group=context.group,
        number=arguments.action,
        until=arguments.until,
        chairing=context.chairing,
        today=context.today,
        by=context.actor,
        now=context.now,
    )
    return Answer(present.snoozed(found, context.words))


@command("action needs", requires=Right.CONTRIBUTE, changes=True)
def needs(context: Context, arguments: OtherAction) -> Answer:
    """The first waits until the second is done or dropped."""
    found = action_holding.need(
        context.uow,
        group=context.group,
        number=arguments.action,
        first=arguments.first,
        by=context.actor,
        now=context.now,
    )
    return told(present.waits, found, context.words)


@command("action free", requires=Right.CONTRIBUTE, changes=True)
def freed(context: Context, arguments: OtherAction) -> Answer:
    found = action_holding.free(
        context.uow,
        group=context.group,
        number=arguments.action,
        first=arguments.first,
        by=context.actor,
        now=context.now,
    )
    return told(present.waits, found, context.words)


@command("action priority", requires=Right.CONTRIBUTE, changes=True)
def prioritised(context: Context, arguments: PrioritiseAction) -> Answer:
    found = action_holding.prioritise(
        context.uow,
        group=context.group,
        number=arguments.action,
        priority=Priority[arguments.priority.upper()],
        by=context.actor,
        now=context.now,
    )
    return told(present.prioritised, found, context.words)


@command("action link", requires=Right.CONTRIBUTE, changes=True)
def linked(context: Context, arguments: LinkAction) -> Answer:
    found = action_holding.link(
        context.uow,
        group=context.group,
        number=arguments.action,
        link=arguments.link,
        by=context.actor,
        now=context.now,
    )
    public = "" if found.marking is Marking.SENSITIVE else arguments.link
    return Answer(
        present.linked(found, arguments.link, context.words),
        announce=lambda words: present.linked(found.discreet, public, words),
    )
