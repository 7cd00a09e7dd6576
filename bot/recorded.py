"""What the record of a meeting says today, worded in the group's language: a text reads the same whoever looks."""

from __future__ import annotations

from bot.commands import Context
from bot.domain.minutes import TextKind, Written
from bot.presenters import minutes, summaries
from bot.presenters.speech import Words
from bot.presenters.speech import words as words_of
from bot.services import decisions_shown, record, texts
from bot.services.texts import Fresh


def spoken(context: Context) -> Words:
    """The words of the group's own language."""
    return words_of(context.group.language).calling(context.uow.administrations.name, context.invocation.prefix)


def fresh(context: Context, number: int, kind: TextKind) -> Fresh:
    """Minutes or summary of a meeting, made from its record."""
    group = context.group
    row = texts.meeting(context.uow, group=group, number=number)
    found = decisions_shown.complete_record(
        context.uow, group, record.gathered(context.uow, group=group, row=row, now=context.now)
    )
    words = spoken(context)
    if kind is TextKind.SUMMARY:
        return Fresh(minutes.head(found, words), summaries.sections(found, words))
    return Fresh(minutes.head(found, words), minutes.sections(found, words), found.marking)


def text(context: Context, asked: int | None, kind: TextKind, version: int | None = None) -> Written:
    """The text as it stands, or an earlier version. Raises ``NoSuchMeeting``, ``MeetingNotHeld`` or
    ``NoSuchVersion``."""
    row = texts.meeting(context.uow, group=context.group, number=asked)
    return texts.written(
        context.uow,
        group=context.group,
        row=row,
        kind=kind,
        fresh=fresh(context, row.number, kind),
        number=version,
    )
