"""``export``: the record as a file. Read from one consistent view; remembered in the audit once it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.arguments import choice, day, seat
from bot.commands import Answer, Context, command
from bot.documents import FORMATS
from bot.documents.model import About, Written
from bot.documents.timeline import ENDING as DRAWN
from bot.domain.permissions import Right
from bot.exporting import PACK, READERS, made
from bot.messages.model import Document
from bot.presenters import exports as present
from bot.presenters import timelines
from bot.services import exports
from bot.services.exports import Scope


@dataclass(frozen=True)
class Wanted:
    format: str = choice(*FORMATS, default="csv", positional=True)
    since: date | None = day(default=None)
    until: date | None = day(default=None)
    seat: str | None = seat(default=None)


@command("export actions", requires=Right.EXPORT, changes=True, serial=False, files=True)
def actions(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "actions")


@dataclass(frozen=True)
class WantedTurns(Wanted):
    format: str = choice(*FORMATS, DRAWN, default="csv", positional=True)


@command("export turns", requires=Right.EXPORT, changes=True, serial=False, files=True)
def turns(context: Context, arguments: WantedTurns) -> Answer:
    return _drawn(context, arguments) if arguments.format == DRAWN else _exported(context, arguments, "turns")


@command("export meetings", requires=Right.EXPORT, changes=True, serial=False, files=True)
def meetings(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "meetings")


@command("export attendance", requires=Right.EXPORT, changes=True, serial=False, files=True)
def attendance(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "attendance")


@command("export members", requires=Right.EXPORT, changes=True, serial=False, files=True)
def members(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "members")


@command("export calendar", requires=Right.EXPORT, changes=True, serial=False, files=True)
def calendar(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "calendar")


@command("export audit", requires=Right.EXPORT, changes=True, serial=False, files=True)
def audit(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "audit")


@command("export pack", requires=Right.EXPORT, changes=True, serial=False, files=True)
def pack(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, PACK)


def _exported(context: Context, arguments: Wanted, what: str) -> Answer:
    """The file is written first: the group's audit is locked for the one line alone."""
    scope = _scope(context, arguments)
    with context.snapshot() as snapshot:
        about, file = made(snapshot, scope, what, arguments.format)
    return _told(context, scope, about, file, arguments.format)


def _drawn(context: Context, arguments: Wanted) -> Answer:
    """The turns as a picture."""
    scope = _scope(context, arguments)
    with context.snapshot() as snapshot:
        sheet = READERS["turns"](snapshot, scope)
        file = timelines.drawer(context.group)(sheet)
    return _told(context, scope, sheet.about, file, DRAWN)


def _scope(context: Context, arguments: Wanted) -> Scope:
    return Scope(
        group=context.group,
        by=context.actor,
        now=context.now,
        since=arguments.since,
        until=arguments.until,
        seat=arguments.seat,
        chairing=context.chairing,
    )


def _told(context: Context, scope: Scope, about: About, file: Written, ending: str) -> Answer:
    exports.record(context.uow, scope=scope, about=about, file=file, ending=ending)
    message = present.exported(about, file, context.group, context.words)
    return Answer(Document(file.filename, file.media_type, file.content, file.length, message, context.group.id))
