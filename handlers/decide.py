"""``decide``, ``position`` and ``decision``: what was agreed, where it applies, and where the seats stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.arguments import Missing, choice, day, decision, extent, meeting, moment, option, rest, seat, seats
from bot.commands import Answer, Context, command
from bot.domain.decisions import Cleared, Deciding, Decision, DecisionFilter, Outcome, Position, ReservationNeedsReason
from bot.domain.extent import Asked
from bot.domain.permissions import Right
from bot.presenters import decisions as present
from bot.services import clearances, decisions, decisions_shown
from handlers.agenda import MARKINGS, marking
from handlers.told import told


@dataclass(frozen=True)
class Decide:
    text: str = rest(long=True)
    extent: Asked = extent()
    outcome: str = choice(*(one.value for one in Outcome), default="")
    clearance: tuple[str, ...] = seats(default=())
    by: date | None = day(default=None)
    review: date | None = day(default=None)
    closes: tuple[date, time | None] | None = moment(default=None)
    meeting: int | None = meeting(default=None, positional=False)
    marking: str = choice(*MARKINGS, default="")


@dataclass(frozen=True)
class Stand:
    decision: int = decision()
    position: str = choice(*(one.value for one in Position), positional=True)
    reason: str = option(default="")
    for_: str | None = seat(default=None)


@dataclass(frozen=True)
class Which:
    decision: int = decision()


@dataclass(frozen=True)
class Listed:
    which: str = choice(*(one.value for one in DecisionFilter), default="all", positional=True)


@dataclass(frozen=True)
class Clear:
    decision: int = decision()
    answer: str = choice(*(one.value for one in Cleared), positional=True)
    for_: str | None = seat(default=None)


@dataclass(frozen=True)
class Withdraw:
    decision: int = decision()
    reason: str = option()


@dataclass(frozen=True)
class Review:
    decision: int = decision()
    on: date | None = day(default=None)


@command("decide", requires=Right.RUN_MEETING, changes=True)
def decide(context: Context, arguments: Decide) -> Answer:
    what = Deciding(
        text=arguments.text,
        extent=arguments.extent,
        outcome=Outcome(arguments.outcome) if arguments.outcome else None,
        clearing=arguments.clearance,
        cleared_by=arguments.by,
        review=arguments.review,
        closes=arguments.closes,
        marking=marking(arguments.marking),
    )
    made = decisions.decide(
        context.uow,
        group=context.group,
        what=what,
        number=arguments.meeting,
        today=context.today,
        by=context.actor,
        now=context.now,
    )
    return _told_of(context, made)


@command("position", requires=Right.ANSWER_TURN, changes=True)
def position(context: Context, arguments: Stand) -> Answer:
    """Who reserves is asked why; a form that was sent without says so beside the reason."""
    where = Position(arguments.position)
    if where is Position.RESERVES and not arguments.reason:
        raise ReservationNeedsReason().beside("reason") if context.invocation.submitted else Missing("reason")
    said = decisions.position(
        context.uow,
        group=context.group,
        number=arguments.decision,
        position=where,
        reason=arguments.reason,
        seat=arguments.for_,
        chairing=context.chairing,
        by=context.actor,
        now=context.now,
    )
    return told(present.said, said, context.words)


@command("decision list", requires=Right.READ)
def listed(context: Context, arguments: Listed) -> Answer:
    which = DecisionFilter(arguments.which)
    found = decisions_shown.listed(context.uow, group=context.group, which=which, today=context.today, by=context.actor)
    return Answer(present.listed(found, context.group, context.words))


@command("decision show", requires=Right.READ)
def show(context: Context, arguments: Which) -> Answer:
    found = decisions_shown.shown(context.uow, group=context.group, number=arguments.decision, by=context.actor)
    return Answer(present.shown(found, context.group, context.words))


@command("decision clear", requires=Right.ANSWER_TURN, changes=True)
def clear(context: Context, arguments: Clear) -> Answer:
    answered = clearances.answer(
        context.uow,
        group=context.group,
        number=arguments.decision,
        answer=Cleared(arguments.answer),
        seat=arguments.for_,
        by=context.actor,
        now=context.now,
    )
    return told(present.cleared, answered, context.words)


@command("decision withdraw", requires=Right.RUN_MEETING, changes=True)
def withdraw(context: Context, arguments: Withdraw) -> Answer:
    found = decisions.withdraw(
        context.uow,
        group=context.group,
        number=arguments.decision,
        reason=arguments.reason,
        by=context.actor,
        now=context.now,
    )
    return told(present.withdrawn, found, context.words)


@command("decision review", requires=Right.RUN_MEETING, changes=True)
def review(context: Context, arguments: Review) -> Answer:
    found = decisions.review(
        context.uow,
        group=context.group,
        number=arguments.decision,
        on=arguments.on,
        today=context.today,
        by=context.actor,
        now=context.now,
    )
    return told(present.reviewed, found, context.words)


def _told_of(context: Context, made: Decision) -> Answer:
    whole = present.made(made, context.group, context.words)
    return Answer(whole, announce=lambda words: present.made(made.discreet, context.group, words))
