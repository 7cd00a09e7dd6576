"""What is said beside a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.documents import csv
from bot.documents.model import About, Written
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
        words.fact("export-chain", _chain(about, words)),
    )
    return Message(title, (Facts(facts), *_notes(file, words)), words.language)


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


def _chain(about: About, words: Words) -> str:
    return words("export-chain-stood", length=about.audit_length, head=about.audit_head[:8] or "none")


def _notes(file: Written, words: Words) -> tuple[Note, ...]:
    return (words.note("export-csv"),) if file.media_type == csv.MEDIA_TYPE else ()
