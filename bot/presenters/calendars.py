"""Days as the seats have them, in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.days import CalendarEntry, DayCheck
from bot.messages.model import Block, Message, Note, Table, Text, text
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def checked(found: DayCheck, words: Words) -> Message:
    """Who is affected by what on that day, and the nearest days free for all."""
    day = words.day(found.day)
    key = "calendar-free" if found.free else "calendar-not-free"
    blocks: list[Block] = []
    entries = found.blocked + found.warnings
    if entries:
        blocks.append(
            Table(
                columns=(words("column-seat"), words("column-what")),
                rows=tuple((text(seat_name(e.administration, words)), (Text(_what(e, words)),)) for e in entries),
                caption=words("calendar-caption", day=day),
            )
        )
    if found.weekend:
        blocks.append(words.paragraph("calendar-weekend"))
    if not found.free:
        blocks.append(words.paragraph("calendar-nearest", before=words.day(found.before), after=words.day(found.after)))
    return Message(words(key, day=day), tuple(blocks), words.language)


def warning(found: DayCheck, words: Words) -> tuple[Note, ...]:
    """Beside a meeting asked for by hand: who is affected, in one line; nothing where nobody is."""
    if found.weekend and not found.blocked:
        return (words.note("calendar-warning-weekend"),)
    if not found.blocked:
        return ()
    return (words.note("calendar-warning", who=named(found.blocked, words), clear=words.day(found.after)),)


def named(entries: Iterable[CalendarEntry], words: Words) -> str:
    """``Northern Ireland (Battle of the Boyne) and Ireland (…)``."""
    return words.listed(f"{seat_name(e.administration, words)} ({e.name})" for e in entries)


def _what(entry: CalendarEntry, words: Words) -> str:
    name = f"{words(f'kind-{entry.kind.value}')}: {entry.name}"
    return f"{name} {words('calendar-provisional')}" if entry.provisional else name
