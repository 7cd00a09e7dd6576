"""``export``: the record as a file. Read from one consistent view; remembered in the audit once it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.arguments import choice, day, seat
from bot.commands import Answer, Context, command
from bot.documents import FORMATS
from bot.documents.icalendar import ENDING as CALENDAR
from bot.documents.model import About, Sheet, Written
from bot.documents.timeline import ENDING as DRAWN
from bot.domain.permissions import Right
from bot.exporting import PACK, READERS, made
from bot.messages.model import Document
from bot.presenters import appointments, timelines
from bot.presenters import exports as present
from bot.services import exports, feeds
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
    if arguments.format != DRAWN:
        return _exported(context, arguments, "turns")
    return _otherwise(context, arguments, "turns", timelines.drawer(context.group))


@dataclass(frozen=True)
class WantedMeetings(Wanted):
    format: str = choice(*FORMATS, CALENDAR, default="csv", positional=True)


@command("export meetings", requires=Right.EXPORT, changes=True, serial=False, files=True)
def meetings(context: Context, arguments: WantedMeetings) -> Answer:
    if arguments.format != CALENDAR:
        return _exported(context, arguments, "meetings")
    entries = feeds.of_group(context.uow, context.group, context.now, whole=True)
    return _otherwise(context, arguments, "meetings", lambda sheet: appointments.file(sheet, entries, context.words))


@command("export decisions", requires=Right.EXPORT, changes=True, serial=False, files=True)
def decisions(context: Context, arguments: Wanted) -> Answer:
    return _exported(context, arguments, "decisions")


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


def _otherwise(context: Context, arguments: Wanted, what: str, write: Callable[[Sheet], Written]) -> Answer:
    """A sheet in a form that it alone has: turns as a picture, meetings as a calendar."""
    scope = _scope(context, arguments)
    with context.snapshot() as snapshot:
        sheet = READERS[what](snapshot, scope)
        file = write(sheet)
    return _told(context, scope, sheet.about, file, arguments.format)


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
