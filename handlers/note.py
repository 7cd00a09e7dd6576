"""``note``: what is said in the open meeting, for its minutes. Private: minutes are for the group, not the channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import choice, item, meeting, rest
from bot.commands import Answer, Context, command
from bot.domain.permissions import Right
from bot.presenters import record as present
from bot.services import notes
from handlers.agenda import MARKINGS, marking


@dataclass(frozen=True)
class Note:
    text: str = rest(long=True)
    item: int | None = item(default=None, positional=False)
    meeting: int | None = meeting(default=None, positional=False)
    marking: str = choice(*MARKINGS, default="")


@command("note", requires=Right.RUN_MEETING, changes=True)
def note(context: Context, arguments: Note) -> Answer:
    taken = notes.note(
        context.uow,
        group=context.group,
        text=arguments.text,
        number=arguments.meeting,
        item=arguments.item,
        marking=marking(arguments.marking),
        by=context.actor,
        now=context.now,
    )
    return Answer(present.noted(taken, context.words))
