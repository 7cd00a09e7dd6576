"""What is said beside a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.documents import csv, docx, pack
from bot.documents.model import About, Sheet, Wording, Written
from bot.domain.groups import Group
from bot.domain.rotation.reasons import Reason
from bot.messages.model import Fact, Facts, Message, Note, Text
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words, plain
from bot.presenters.speech import words as words_of
from bot.presenters.turn_reasons import short


def exported(about: About, file: Written, group: Group, words: Words) -> Message:
    """What the file holds, as it stood when; how it is marked, and what proves it whole."""
    title = words(f"export-{about.what}", count=file.rows, group=Text(group.name))
    facts: tuple[Fact, ...] = (
        words.fact("export-file", file.filename),
        words.fact("export-as-of", (words.moment(about.at, group.zone),)),
        *_narrowed(about, words),
        words.fact("export-marking", about.marking),
        *_consulted(about, words),
        words.fact("export-chain", _chain(about, about.audit_head[:8], words)),
    )
    return Message(title, (Facts(facts), *_notes(file, words)), words.language)


def worded(sheet: Sheet, group: Group) -> Sheet:
    """The sheet with its words, in the group's language: a file reads the same whoever asked for it."""
    words, about = words_of(group.language), sheet.about
    facts = (
        words.fact("export-group", f"{group.name} ({group.slug})"),
        words.fact("export-marking", about.marking),
        words.fact("export-as-of", (words.moment(about.at, group.zone),)),
        words.fact("export-by", about.by),
        *_narrowed(about, words),
        *_consulted(about, words),
        words.fact("export-chain", _chain(about, about.audit_head, words)),
    )
    named = [column.name for column in sheet.columns if column.report]
    before, between, after = words("export-page", page="\0", pages="\0").split("\0")
    wording = Wording(
        language=words.language,
        title=words("export-title", what=words(f"export-name-{about.what}"), group=Text(group.name)),
        rows=words(f"export-name-{about.what}"),
        about=words("export-about"),
        facts=tuple((fact.label, plain(fact.value)) for fact in facts),
        empty=words("export-empty"),
        page=(before, between, after),
        headings={name: words(f"heading-{name}") for name in named},
        day=lambda day: words.short_day(date.fromisoformat(day)),
    )
    return replace(sheet, worded=wording)


def reasons(group: Group) -> Callable[[Sequence[Reason]], str]:
    """Why a turn is a seat's, in the group's language: a file reads the same whoever asked for it."""
    spoken = words_of(group.language)
    return lambda found: plain(short(found, spoken))


def _narrowed(about: About, words: Words) -> tuple[Fact, ...]:
    """From which rows, where not from all."""
    found: list[Fact] = []
    if about.seats:
        found.append(words.fact("export-seats", words.listed(seat_name(code, words) for code in about.seats)))
    if about.since:
        found.append(words.fact("export-since", words.day(about.since)))
    if about.until:
        found.append(words.fact("export-until", words.day(about.until)))
    return tuple(found)


def _consulted(about: About, words: Words) -> tuple[Fact, ...]:
    """Whose word is needed before anything of it is given to others."""
    if not about.consult:
        return ()
    return (words.fact("export-consult", words.listed(seat_name(code, words) for code in about.consult)),)


def _chain(about: About, head: str, words: Words) -> str:
    return words("export-chain-stood", length=about.audit_length, head=head or "none")


def _notes(file: Written, words: Words) -> tuple[Note, ...]:
    match file.media_type:
        case csv.MEDIA_TYPE:
            return (words.note("export-csv"),)
        case pack.MEDIA_TYPE:
            return (words.note("export-pack-holds"),)
        case docx.MEDIA_TYPE:
            return (words.note("export-docx"),)
        case _:
            return ()
