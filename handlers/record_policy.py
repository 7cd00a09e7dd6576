"""``meeting policy``: how the record of a group's meetings is kept."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import choice, option
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right, permit
from bot.domain.record_policy import Silence, Wanted
from bot.presenters import record as present
from bot.services import record_policy


@dataclass(frozen=True)
class Policy:
    quorum: str | None = option(default=None)
    silence: str | None = choice(*(one.value for one in Silence), default=None)
    papers: str | None = option(default=None)
    runners: str | None = option(default=None)
    members: str | None = option(default=None)


@command("meeting policy", requires=Right.SEE, changes=True)
def policy(context: Context, arguments: Policy) -> Answer:
    """Bare, it shows; with keys the secretariat changes it."""
    wanted = Wanted(**arguments.__dict__)
    if not wanted.given:
        return Answer(present.policy(record_policy.shown(group=context.group), context.words))
    permit(Right.MANAGE_GROUP, context.actor, context.chairing)
    changed = record_policy.change(context.uow, group=context.group, wanted=wanted, by=context.actor, now=context.now)
    return context.shared(present.policy, changed)
