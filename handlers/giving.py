"""``action give``, ``accept``, ``refuse``: who is to do it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import action, person, rest
from bot.commands import Answer, Context, command
from bot.domain.action_answers import Given
from bot.domain.people import PersonName
from bot.domain.permissions import Right
from bot.presenters import actions as present
from bot.services import action_giving
from handlers.told import told


@dataclass(frozen=True)
class GiveAction:
    action: int = action()
    to: PersonName = person(positional=True)


@dataclass(frozen=True)
class AcceptAction:
    action: int = action()


@dataclass(frozen=True)
class RefuseAction:
    action: int = action()
    reason: str = rest(default="", long=True)


@command("action give", requires=Right.HAND_OVER, changes=True)
def given(context: Context, arguments: GiveAction) -> Answer:
    """Within a seat at once; to another administration once somebody there accepts."""
    found = action_giving.give(
        context.uow,
        group=context.group,
        number=arguments.action,
        to=arguments.to,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        chairing=context.chairing,
        by=context.actor,
        now=context.now,
    )
    if isinstance(found, Given):
        return told(present.given, found, context.words)
    return told(present.answered, found, context.words)


@command("action accept", requires=Right.CONTRIBUTE, changes=True)
def accepted(context: Context, arguments: AcceptAction) -> Answer:
    found = action_giving.accept(
        context.uow, group=context.group, number=arguments.action, by=context.actor, now=context.now
    )
    return told(present.answered, found, context.words)


@command("action refuse", requires=Right.CONTRIBUTE, changes=True)
def refused(context: Context, arguments: RefuseAction) -> Answer:
    """The reason is told whoever offered it, and stays out of the channels."""
    found = action_giving.refuse(
        context.uow,
        group=context.group,
        number=arguments.action,
        reason=arguments.reason,
        by=context.actor,
        now=context.now,
    )
    return told(present.answered, found, context.words)
