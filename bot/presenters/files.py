"""Files that wait, the page that hands one out, and exports that come by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.dates import local
from bot.domain.files import Offered, Scheduled
from bot.domain.groups import Group
from bot.messages.model import Block, Button, Buttons, Fact, Facts, Link, Message, Paragraph, Table, Text, buttons
from bot.presenters.speech import Words

KILO = 1_000


def ready(found: Offered, words: Words) -> Message:
    """To the secretariat: the month's export, and the button that fetches it."""
    title = words("file-ready", what=_what(found.what, words), group=Text(found.group.name))
    fetch = Button(words("file-fetch"), f"export file {found.id} group:{found.group.slug}", "primary")
    blocks: tuple[Block, ...] = (Facts(_facts(found, words)), Buttons((fetch,)), words.note("file-ready-why"))
    return Message(title, blocks, words.language)


def fetched(found: Offered, words: Words) -> Message:
    """Beside the file itself."""
    title = words("file-here", what=_what(found.what, words), group=Text(found.group.name))
    return Message(title, (Facts(_facts(found, words)),), words.language)


def asked_for(found: Offered, words: Words) -> Message:
    """What a file's page says before it is fetched."""
    title = words("file-page", what=_what(found.what, words), group=Text(found.group.name))
    return Message(title, (Facts(_facts(found, words)), words.note("file-page-why")), words.language)


def linked(message: Message, url: str, until: datetime, zone: str, words: Words) -> Message:
    """What is said beside a file, with the address where it is fetched."""
    link = Paragraph((Link(words("file-link"), url),))
    day = words.day(local(until, zone).date())
    return Message(message.title, (link, words.note("file-link-until", day=day), *message.blocks), message.language)


def revoked(found: Offered, words: Words) -> Message:
    return words.message(words("file-revoked", file=Text(found.filename)))


def scheduled(found: Scheduled, group: Group, words: Words) -> Message:
    """From when on it comes, how to stop it whenever that is wished, and how to take the command back now."""
    title = words(
        "schedule-on",
        what=_what(found.what, words),
        format=found.format.upper(),
        group=Text(group.name),
        day=words.day(found.next_on),
    )
    stop = Button(words("schedule-stop"), f"export schedule off {found.what} group:{group.slug}")
    return words.message(title, words.note("schedule-how"), Buttons((stop, words.button("undo", "undo"))))


def unscheduled(found: Sequence[Scheduled], group: Group, words: Words) -> Message:
    whats = words.listed(_what(one.what, words) for one in found)
    title = words("schedule-off", what=whats, group=Text(group.name))
    return words.message(title, *buttons([words.button("undo", "undo")]))


def listed(found: Sequence[Scheduled], group: Group, words: Words) -> Message:
    """What comes each month."""
    title = words("schedule-list", count=len(found), group=Text(group.name))
    if not found:
        return words.message(title, words.note("schedule-none"))
    columns = tuple(words(f"schedule-column-{name}") for name in ("what", "format", "next"))
    rows = tuple(
        ((Text(_what(one.what, words)),), (Text(one.format.upper()),), (Text(words.day(one.next_on)),)) for one in found
    )
    return Message(title, (Table(columns, rows),), words.language)


def _what(what: str, words: Words) -> str:
    key = f"export-name-{what}"
    return words(key) if words.has(key) else what


def _facts(found: Offered, words: Words) -> tuple[Fact, ...]:
    zone = found.group.zone
    kilobytes = max(1, round(found.length / KILO))
    return (
        words.fact("export-file", found.filename),
        words.fact("file-size", words("file-kilobytes", count=kilobytes)),
        words.fact("export-as-of", (words.moment(found.created_at, zone),)),
        words.fact("file-until", words.day(local(found.expires_at, zone).date())),
    )
