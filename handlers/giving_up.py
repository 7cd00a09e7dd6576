"""``rota give-up``: a seat gives back a turn that it was told. ``rota willing``: it chairs though it needn't."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import choice, seat, turn
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.domain.rotation import Role
from bot.presenters import calendars as present
from bot.services import giving_up


@dataclass(frozen=True)
class Which:
    meeting: int = turn()
    role: str = choice("chair", "host", default="chair")


@command("rota give-up", requires=Right.ANSWER_TURN, changes=True)
def give_up(context: Context, arguments: Which) -> Answer:
    found = giving_up.give_up(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        role=Role(arguments.role),
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.given_up, found, context.actor.name)


@dataclass(frozen=True)
class Chairing:
    meeting: int = turn()
    seat: str | None = seat(default=None)


@command("rota willing", requires=Right.ANSWER_TURN, changes=True)
def willing(context: Context, arguments: Chairing) -> Answer:
    found = giving_up.be_willing(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        seat=arguments.seat,
        by=context.actor,
        now=context.now,
    )
    return context.shared(present.willing, found, context.actor.name)
