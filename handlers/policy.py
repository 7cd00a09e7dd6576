"""``rota policy``: how turns pass in a group, what a change would do, and the change itself. ``rota fairness``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import Missing, Nothing, choice, day, option
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right, permit
from bot.domain.policies import Wanted
from bot.language import spoken
from bot.presenters import policies as present
from bot.services import fairness as figures
from bot.services import policies


@dataclass(frozen=True)
class Policy:
    basis: str | None = choice("held", "term", default=None)
    span: str | None = option(default=None)
    from_: date | None = day(default=None)
    terms: str | None = option(default=None)
    handover: str | None = choice("start", "end", "date", default=None)
    host: str | None = choice("apart", "with-chair", "off", default=None)
    unavailable: str | None = choice("owed", "forfeit", default=None)
    cancelled: str | None = choice("keep", "use", default=None)
    notices: str | None = option(default=None)
    answer: str | None = option(default=None)
    offer: str | None = option(default=None)

    @property
    def wanted(self) -> Wanted:
        """What was given."""
        return Wanted(**self.__dict__)


@command("rota policy", requires=Right.SEE)
def policy(context: Context, arguments: Policy) -> Answer:
    """Bare, it shows; with keys it shows what they would do, to whom may do it."""
    uow, group, wanted = context.uow, context.group, arguments.wanted
    if not wanted.given:
        return Answer(present.shown(policies.shown(uow, group=group, now=context.now), context.words))
    permit(Right.MANAGE_GROUP, context.actor, context.chairing)
    command_ = f"{spoken('rota policy set', wanted.given.items())} group:{group.slug}"
    found = policies.preview(uow, group=group, wanted=wanted, command=command_, now=context.now)
    return Answer(present.previewed(found, context.words))


@command("rota policy set", requires=Right.MANAGE_GROUP, changes=True)
def policy_set(context: Context, arguments: Policy) -> Answer:
    if not arguments.wanted.given:
        raise Missing("host")
    found = policies.change(
        context.uow, group=context.group, wanted=arguments.wanted, by=context.actor, now=context.now
    )
    return context.shared(present.changed, found)


@command("rota fairness", requires=Right.READ)
def fairness(context: Context, _arguments: Nothing) -> Answer:
    found = figures.fairness(context.uow, group=context.group, by=context.actor, now=context.now)
    return Answer(present.fairness(found, context.words))
