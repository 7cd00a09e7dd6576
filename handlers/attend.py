"""``attend``: who was there, by seat."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import choice, meeting, option, person, seat
from bot.commands import Answer, Context, command
from bot.domain.meetings import Attended
from bot.domain.people import PersonName
from bot.domain.permissions import Right
from bot.presenters import attendance as present
from bot.services import attendance


@dataclass(frozen=True)
class Attend:
    seat: str | None = seat(default=None, positional=True)
    as_: str | None = choice("present", "deputy", "apologies", "observer", "guest", default=None, positional=True)
    deputy: PersonName | None = person(default=None)
    name: str = option(default="")
    meeting: int | None = meeting(default=None, positional=False)


@command("attend", requires=Right.CONTRIBUTE, changes=True)
def attend(context: Context, arguments: Attend) -> Answer:
    noted = attendance.attend(
        context.uow,
        group=context.group,
        number=arguments.meeting,
        seat=arguments.seat,
        kind=Attended(arguments.as_) if arguments.as_ else None,
        deputy=arguments.deputy,
        by=context.actor,
        chairing=context.chairing,
        platform=context.invocation.platform,
        workspace=context.invocation.workspace,
        now=context.now,
        name=arguments.name,
    )
    return context.shared(present.noted, noted)
