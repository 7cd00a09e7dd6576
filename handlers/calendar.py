"""``calendar``: what a day means to the group's seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import day
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.presenters import calendars as present
from bot.services import calendars


@dataclass(frozen=True)
class Check:
    day: date = day(rest=True)


@command("calendar check", requires=Right.SEE)
def check(context: Context, arguments: Check) -> Answer:
    found = calendars.looked_up(context.uow, group=context.group, day=arguments.day)
    return Answer(present.checked(found, context.words))
