"""``minutes``: made from the record, corrected by anybody who may run a meeting, approved at the next one."""

from __future__ import annotations

from dataclasses import dataclass

from bot import recorded
from bot.arguments import choice, meeting, number, paragraphs, word
from bot.commands import Answer, Context, command
from bot.documents import texts as files
from bot.documents.prose import Part, Prose
from bot.domain.minutes import TextKind, Written
from bot.domain.people import Marking
from bot.domain.permissions import Right, permit
from bot.messages.model import Document
from bot.presenters import minutes as present
from bot.services import minutes, record, texts

MINUTES = TextKind.MINUTES


@dataclass(frozen=True)
class Which:
    meeting: int | None = meeting(default=None)
    version: int | None = number(default=None)


@dataclass(frozen=True)
class One:
    meeting: int = meeting()


@dataclass(frozen=True)
class Correct:
    meeting: int = meeting()
    section: str = word(positional=False)
    text: str = paragraphs()
    version: int | None = number(default=None, carried=True)


@dataclass(frozen=True)
class File:
    meeting: int | None = meeting(default=None)
    format: str = choice(*files.WRITERS, default="docx", positional=True)


@command("minutes", requires=Right.SEE)
def shown(context: Context, arguments: Which) -> Answer:
    found = recorded.text(context, arguments.meeting, MINUTES, arguments.version)
    url = context.page(f"minutes {found.meeting.reference}")
    return Answer(present.shown(found, context.words, url))


@command("minutes correct", requires=Right.HAND_OVER, changes=True)
def correct(context: Context, arguments: Correct) -> Answer:
    return corrected(context, arguments, MINUTES)


@command("minutes approve", requires=Right.RUN_MEETING, changes=True)
def approve(context: Context, arguments: One) -> Answer:
    row = texts.meeting(context.uow, group=context.group, number=arguments.meeting)
    fresh = recorded.fresh(context, row.number, MINUTES)
    found = minutes.approve(context.uow, group=context.group, row=row, fresh=fresh, by=context.actor, now=context.now)
    return context.shared(present.approved, found)


@command("minutes history", requires=Right.SEE)
def history(context: Context, arguments: Which) -> Answer:
    return histories(context, arguments.meeting, MINUTES)


@command("minutes file", requires=Right.SEE, changes=True, serial=False, files=True)
def file(context: Context, arguments: File) -> Answer:
    return filed(context, arguments, MINUTES)


def corrected(context: Context, arguments: Correct, kind: TextKind) -> Answer:
    """Private: the text is the group's, and what changed in it stands there. Whoever chaired may correct too."""
    row = texts.meeting(context.uow, group=context.group, number=arguments.meeting)
    chaired = record.chaired(context.uow, context.group, row)
    permit(Right.RUN_MEETING, context.actor, (*context.chairing, *chaired))
    found = texts.correct(
        context.uow,
        group=context.group,
        row=row,
        kind=kind,
        key=arguments.section,
        text=arguments.text,
        base=arguments.version,
        fresh=recorded.fresh(context, row.number, kind),
        by=context.actor,
        now=context.now,
    )
    return Answer(present.corrected(found, context.words))


def histories(context: Context, asked: int | None, kind: TextKind) -> Answer:
    found = recorded.text(context, asked, kind)
    row = texts.meeting(context.uow, group=context.group, number=found.meeting.number)
    versions = texts.history(context.uow, group=context.group, row=row, kind=kind)
    return Answer(present.history(found, versions, context.words))


def filed(context: Context, arguments: File, kind: TextKind) -> Answer:
    """The text as a file, in the group's language. It is remembered in the audit."""
    found = recorded.text(context, arguments.meeting, kind)
    made = files.write(_prose(context, found), arguments.format)
    texts.handed_out(context.uow, text=found, ending=arguments.format, by=context.actor, now=context.now)
    message = present.filed(found, made.filename, context.words)
    return Answer(Document(made.filename, made.media_type, made.content, made.length, message))


def _prose(context: Context, found: Written) -> Prose:
    words = recorded.spoken(context)
    marking = found.marking
    return Prose(
        stem="-".join(
            (found.meeting.reference.lower(), found.kind.value, marking.value, f"version-{found.version.number}")
        ),
        title=present.file_title(found, words),
        marking=marking.value if marking is not Marking.OFFICIAL else "",
        head=found.head,
        parts=tuple(Part(one.title, one.text or words("minutes-nothing")) for one in found.version.sections),
        foot=present.foot(found, words),
        language=words.language,
    )
