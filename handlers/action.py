"""``action``: what somebody will do by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import action, choice, day, decision, extent, link, meeting, people, person, references, rest
from bot.commands import Answer, Context, command
from bot.domain.action_answers import Added
from bot.domain.actions import Priority
from bot.domain.extent import Asked
from bot.domain.people import PersonName
from bot.domain.permissions import Right
from bot.presenters import actions as present
from bot.services import actions, decisions_shown
from handlers.action_line import several, spelt_out
from handlers.told import told

PRIORITIES = tuple(priority.word for priority in Priority)


@dataclass(frozen=True)
class AddAction:
    text: str = rest()
    owner: PersonName = person()
    due: date = day()
    extent: Asked = extent()
    meeting: int | None = meeting(default=None, positional=False)
    link: str = link(default="")
    also: tuple[PersonName, ...] = people(default=())
    priority: str = choice(*PRIORITIES, default="normal")
    needs: tuple[str, ...] = references(default=())
    decision: int | None = decision(default=None, positional=False)


@dataclass(frozen=True)
class WhichAction:
    action: int = action()


@dataclass(frozen=True)
class UpdateAction:
    action: int = action()
    text: str = rest(long=True)


@dataclass(frozen=True)
class MoveAction:
    action: int = action()
    due: date = day(rest=True)


@dataclass(frozen=True)
class DropAction:
    action: int = action()
    reason: str = rest(long=True)


@command("action add", requires=Right.CONTRIBUTE, changes=True, short=spelt_out, branch=several)
def added(context: Context, arguments: AddAction) -> Answer:
    """Several lines, each of which names somebody, are ``action lines``."""
    found = adding(context, arguments)
    return told(present.added, found, context.words)


def adding(context: Context, arguments: AddAction, *, undoable: bool = True) -> Added:
    """The action that these arguments make."""
    if arguments.decision is not None:
        decisions_shown.found(context.uow, context.group, arguments.decision)
    return actions.add(
        context.uow,
        group=context.group,
        text=arguments.text,
        owner=arguments.owner,
        due=arguments.due,
        extent=arguments.extent,
        meeting=arguments.meeting,
        link=arguments.link,
        also=arguments.also,
        priority=Priority[arguments.priority.upper()],
        needs=arguments.needs,
        decision=arguments.decision,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        today=context.today,
        by=context.actor,
        now=context.now,
        undoable=undoable,
    )


@command("action show", requires=Right.READ)
def shown(context: Context, arguments: WhichAction) -> Answer:
    found = actions.shown(
        context.uow, group=context.group, number=arguments.action, today=context.today, by=context.actor
    )
    return Answer(present.shown(found, context.group.zone, context.words))


@command("action done", requires=Right.CONTRIBUTE, changes=True, aliases=("done",))
def completed(context: Context, arguments: WhichAction) -> Answer:
    found = actions.complete(
        context.uow,
        group=context.group,
        number=arguments.action,
        chairing=context.chairing,
        by=context.actor,
        now=context.now,
    )
    return told(present.completed, found, context.words)


@command("action update", requires=Right.CONTRIBUTE, changes=True)
def updated(context: Context, arguments: UpdateAction) -> Answer:
    found = actions.update(
        context.uow,
        group=context.group,
        number=arguments.action,
        text=arguments.text,
        by=context.actor,
        now=context.now,
    )
    return told(present.updated, found, context.words)


@command("action due", requires=Right.CONTRIBUTE, changes=True)
def moved(context: Context, arguments: MoveAction) -> Answer:
    found = actions.move(
        context.uow,
        group=context.group,
        number=arguments.action,
        due=arguments.due,
        chairing=context.chairing,
        today=context.today,
        by=context.actor,
        now=context.now,
    )
    return told(present.moved, found, context.words)


@command("action drop", requires=Right.CONTRIBUTE, changes=True)
def dropped(context: Context, arguments: DropAction) -> Answer:
    found = actions.drop(
        context.uow,
        group=context.group,
        number=arguments.action,
        reason=arguments.reason,
        chairing=context.chairing,
        by=context.actor,
        now=context.now,
    )
    return told(present.dropped, found, context.words)
