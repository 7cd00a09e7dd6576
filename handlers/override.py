"""The secretariat names a seat for one turn: ``rota set``, and ``meeting host`` for the host of one meeting."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import meeting, option, seat, turn
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.domain.rotation import Role
from bot.presenters import policies as present
from bot.services import overrides


@dataclass(frozen=True)
class Set:
    meeting: int = turn()
    reason: str = option()
    chair: str | None = seat(default=None)
    host: str | None = seat(default=None)


@dataclass(frozen=True)
class Host:
    meeting: int = meeting()
    seat: str = seat(positional=True)
    reason: str = option()


@command("rota set", requires=Right.MANAGE_GROUP, changes=True)
def set_(context: Context, arguments: Set) -> Answer:
    named = {Role.CHAIR: arguments.chair, Role.HOST: arguments.host}
    return _named(context, arguments.meeting, {role: seat for role, seat in named.items() if seat}, arguments.reason)


@command("meeting host", requires=Right.MANAGE_GROUP, changes=True)
def host(context: Context, arguments: Host) -> Answer:
    return _named(context, arguments.meeting, {Role.HOST: arguments.seat}, arguments.reason)


def _named(context: Context, number: int, seats: dict[Role, str], reason: str) -> Answer:
    found = overrides.name(
        context.uow,
        group=context.group,
        number=number,
        seats=seats,
        reason=reason,
        by=context.actor,
        now=context.now,
    )
    said = context.shared(present.named, found)
    return said if found.changed else said.private
