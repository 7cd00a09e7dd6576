"""``summary``: what a group tells the public of a meeting; held over elections, released by the clock."""

from __future__ import annotations

from bot import recorded
from bot.commands import Answer, Context, command
from bot.domain.minutes import TextKind
from bot.domain.permissions import Right
from bot.presenters import minutes as present
from bot.presenters import summaries as said
from bot.services import summaries, texts
from handlers.minutes import Correct, File, One, Which, corrected, filed

SUMMARY = TextKind.SUMMARY


@command("summary", requires=Right.SEE)
def shown(context: Context, arguments: Which) -> Answer:
    return Answer(present.shown(recorded.text(context, arguments.meeting, SUMMARY, arguments.version), context.words))


@command("summary correct", requires=Right.HAND_OVER, changes=True)
def correct(context: Context, arguments: Correct) -> Answer:
    return corrected(context, arguments, SUMMARY)


@command("summary release", requires=Right.RUN_MEETING, changes=True)
def release(context: Context, arguments: One) -> Answer:
    """The channels hear the summary itself, once it is released."""
    uow, group = context.uow, context.group
    row = texts.meeting(uow, group=group, number=arguments.meeting)
    fresh = recorded.fresh(context, row.number, SUMMARY)
    found, held = summaries.release(uow, group=group, row=row, fresh=fresh, by=context.actor, now=context.now)
    if held is not None:
        return Answer(said.held(found, held, context.words))
    return Answer(said.released(found, context.words, channels=len(uow.groups.places(group.id))))


@command("summary withdraw", requires=Right.RUN_MEETING, changes=True)
def withdraw(context: Context, arguments: One) -> Answer:
    row = texts.meeting(context.uow, group=context.group, number=arguments.meeting)
    summaries.withdraw(context.uow, group=context.group, row=row, by=context.actor, now=context.now)
    return Answer(said.withdrawn(context.group.meeting(row.number), context.words))


@command("summary file", requires=Right.SEE, changes=True, serial=False, files=True)
def file(context: Context, arguments: File) -> Answer:
    return filed(context, arguments, SUMMARY)
