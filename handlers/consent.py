"""``rota decline``, ``swap``, ``offer`` and ``take``: a turn changes hands only by its seats' own word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.arguments import Missing, choice, number, option, seat, turn
from bot.commands import Answer, Context, command
from bot.domain.offers import Sought
from bot.domain.permissions import Right
from bot.domain.rotation import Role
from bot.presenters import offers as present
from bot.services import calls, declines, swaps, takes


@dataclass(frozen=True)
class Which:
    """Which turn; ``for_`` is the seat for which the secretariat acts."""

    meeting: int | None = turn(default=None)
    role: str | None = choice("chair", "host", default=None)
    for_: str | None = seat(default=None)

    @property
    def sought(self) -> Sought:
        """The turn that is meant."""
        return Sought(self.meeting, Role(self.role) if self.role else None, self.for_)


@dataclass(frozen=True)
class Decline(Which):
    reason: str = option(default="")


@dataclass(frozen=True)
class Offer(Which):
    withdraw: str = choice("yes", "no", default="no")
    reason: str = option(default="")


@dataclass(frozen=True)
class Swap:
    with_: str = seat()
    meeting: int | None = turn(default=None)
    role: str | None = choice("chair", "host", default=None)
    reason: str = option(default="")
    answer: str | None = choice("yes", "no", default=None, carried=True)
    request: int | None = number(default=None, carried=True)
    for_: str | None = seat(default=None)

    @property
    def sought(self) -> Sought:
        """The turn that is meant."""
        return Sought(self.meeting, Role(self.role) if self.role else None, self.for_)


@command("rota decline", requires=Right.ANSWER_TURN, changes=True)
def decline(context: Context, arguments: Decline) -> Answer:
    """One's own turn, with a reason that only the secretariat reads; or one that is offered, and then in private."""
    uow, group, by, now = context.uow, context.group, context.actor, context.now
    which, offer = arguments.sought, None
    if arguments.meeting is not None or not arguments.reason:
        offer = declines.offered_to(uow, group=group, which=which, by=by)
    if offer is not None:
        refused = declines.refuse(uow, group=group, row=offer, by=by, now=now)
        return Answer(present.refused(refused, by.name, context.words))
    if not arguments.reason and declines.needs_reason(uow, group=group, which=which, by=by, now=now):
        raise Missing("reason")
    found = declines.decline(uow, group=group, reason=arguments.reason, which=which, by=by, now=now)
    said = context.shared(present.declined, found, by.name)
    return said if found.changed else said.private


@command("rota offer", requires=Right.ANSWER_TURN, changes=True)
def offer(context: Context, arguments: Offer) -> Answer:
    uow, group, by, now = context.uow, context.group, context.actor, context.now
    if arguments.withdraw == "yes":
        found = calls.withdraw(uow, group=group, which=arguments.sought, by=by, now=now)
    else:
        found = calls.call(uow, group=group, reason=arguments.reason, which=arguments.sought, by=by, now=now)
    said = context.shared(present.called, found, by.name)
    return said if found.changed else said.private


@command("rota take", requires=Right.ANSWER_TURN, changes=True)
def take(context: Context, arguments: Which) -> Answer:
    """Whoever comes too late is told who has the turn; that they pressed stands in the audit."""
    found = takes.take(
        context.uow,
        group=context.group,
        which=arguments.sought,
        by=context.actor,
        now=context.now,
    )
    said = context.shared(present.taken, found, context.actor.name)
    if found.changes:
        return said
    return replace(said.private, outcome="done" if found.won else "refused")


@command("rota swap", requires=Right.ANSWER_TURN, changes=True)
def swap(context: Context, arguments: Swap) -> Answer:
    """Asked in private, answered in private; agreed, everybody may read it."""
    uow, group, by, now = context.uow, context.group, context.actor, context.now
    if arguments.answer is not None:
        found = swaps.answer(
            uow,
            group=group,
            request=arguments.request,
            asker=arguments.with_,
            role=arguments.sought.role,
            yes=arguments.answer == "yes",
            by=by,
            now=now,
        )
    else:
        found = swaps.ask(
            uow,
            group=group,
            other=arguments.with_,
            which=arguments.sought,
            reason=arguments.reason,
            by=by,
            now=now,
        )
    said = context.shared(present.swap, found, by.name)
    if found.late:
        return replace(said.private, outcome="refused")
    return said if found.agreed else said.private
