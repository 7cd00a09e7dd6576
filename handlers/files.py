"""``export file`` and ``export schedule``: files that wait, and exports that come by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from bot.arguments import Nothing, choice, number
from bot.commands import Answer, Context, command
from bot.documents import FORMATS
from bot.domain.permissions import Right
from bot.exporting import KINDS
from bot.messages.model import Document
from bot.presenters import files as present
from bot.services import files, schedules

ALL = "all"


@dataclass(frozen=True)
class WhichFile:
    number: int = number(positional=True)


@dataclass(frozen=True)
class Monthly:
    what: str = choice(*KINDS, positional=True)
    format: str = choice(*FORMATS, default="xlsx")


@dataclass(frozen=True)
class NoMore:
    what: str = choice(ALL, *KINDS, default=ALL, positional=True)


@command("export file", requires=Right.EXPORT, changes=True, serial=False, files=True)
def file(context: Context, arguments: WhichFile) -> Answer:
    found, content = files.fetch(
        context.uow,
        group=context.group,
        number=arguments.number,
        by=context.actor,
        chairing=context.chairing,
        now=context.now,
    )
    message = present.fetched(found, context.words)
    return Answer(Document(found.filename, found.media_type, content, found.length, message, found.group.id))


@command("export revoke", requires=Right.EXPORT, changes=True)
def revoke(context: Context, arguments: WhichFile) -> Answer:
    found = files.revoke(
        context.uow,
        group=context.group,
        number=arguments.number,
        by=context.actor,
        chairing=context.chairing,
        now=context.now,
    )
    return Answer(present.revoked(found, context.words))


@command("export schedule", requires=Right.MANAGE_GROUP, changes=True)
def schedule(context: Context, arguments: Monthly) -> Answer:
    found = schedules.switch_on(
        context.uow,
        group=context.group,
        what=arguments.what,
        format=arguments.format,
        by=context.actor,
        now=context.now,
    )
    return Answer(present.scheduled(found, context.group, context.words))


@command("export schedule off", requires=Right.MANAGE_GROUP, changes=True)
def off(context: Context, arguments: NoMore) -> Answer:
    what = "" if arguments.what == ALL else arguments.what
    found = schedules.switch_off(context.uow, group=context.group, what=what, by=context.actor, now=context.now)
    return Answer(present.unscheduled(found, context.group, context.words))


@command("export schedule list", requires=Right.MANAGE_GROUP)
def listed(context: Context, _arguments: Nothing) -> Answer:
    found = schedules.listed(context.uow, group=context.group)
    return Answer(present.listed(found, context.group, context.words))
