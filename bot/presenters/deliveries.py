"""Delivery in words: a message that may be a repeat, or that somebody hears in another's place; what was lost; and the
record of what was said to whom. Of what others were told only the kind is shown, never the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.dates import local
from bot.domain.deliveries import Came, Delivery, DeliveryRecord, Paused
from bot.domain.groups import Group
from bot.domain.people import Official
from bot.messages.model import Block, Button, Line, Link, Message, Note, Paragraph, Table, Text, buttons
from bot.presenters.speech import Words
from bot.presenters.speech import words as words_of

MAX_REASON = 120
EMAIL = "email"


def repeated(message: Message) -> Message:
    """The message again, marked, where nobody could tell whether it had arrived the first time."""
    words = words_of(message.language)
    title = words("repeat-title", title=Text(message.title))
    return replace(message, title=title, blocks=(*message.blocks, words.note("repeat-why")))


def instead(message: Message, meant: Official, words: Words) -> Message:
    """A notice to whoever stands in for somebody who can't be reached."""
    return replace(message, blocks=(words.note("instead-of", name=Text(meant.name)), *message.blocks))


def channel_lost(found: Paused, group: Group, words: Words) -> Message:
    """To the secretariat: what can't be said there any more, and how to mend it."""
    if found.platform == EMAIL:
        return _list_lost(found, group, words)
    title = words("channel-lost-title", group=Text(group.name), platform=platform_name(found.platform, words))
    why = words.paragraph("channel-lost-why", channel=Text(found.channel), reason=_reason(found.reason, words))
    mend = words.paragraph("channel-lost-mend", reason=found.reason, slug=Text(group.slug))
    return Message(title, (why, mend, words.note("channel-lost-kept")), words.language)


def _list_lost(found: Paused, group: Group, words: Words) -> Message:
    address, slug = Text(found.channel), Text(group.slug)
    why = words.paragraph("list-lost-why", address=address, reason=_reason(found.reason, words))
    mend = words.paragraph("list-lost-mend", address=address, slug=slug)
    title = words("list-lost-title", group=Text(group.name))
    return Message(title, (why, mend, words.note("list-lost-kept")), words.language)


def workspace_lost(found: Paused, words: Words) -> Message:
    """To those who run the service: nothing goes out there until the token is mended."""
    platform = platform_name(found.platform, words)
    title = words("workspace-lost-title", platform=platform, workspace=Text(found.workspace))
    why = words.paragraph("workspace-lost-why", reason=_reason(found.reason, words))
    return Message(title, (why, words.paragraph("workspace-lost-mend")), words.language)


def command(found: DeliveryRecord, filters: Mapping[str, str], **more: str) -> str:
    """The command that asks for this record, or for what is beside it."""
    options = {**filters, **more, "group": found.group.slug}
    return " ".join(["delivery", *(f"{name}:{value}" for name, value in options.items())])


def record(found: DeliveryRecord, filters: Mapping[str, str], words: Words, url: str = "") -> Message:
    """A page of the record; ``filters`` are the options with which it was asked for, ``url`` is where the same can be
    read in a browser."""
    group = found.group
    title = words("delivery-title", group=Text(group.name), count=found.found)
    counts = words.paragraph(
        "delivery-counts",
        **{came.value: found.counts[came] for came in Came if came is not Came.UNSURE},
        unsure=found.counts[Came.UNSURE],
    )
    blocks: list[Block] = [counts, *(_paused(one, group, words) for one in found.paused)]
    if found.deliveries:
        columns = tuple(words(f"column-{name}") for name in ("when", "what", "delivery-to", "delivery-came"))
        rows = tuple(_row(one, group, words) for one in found.deliveries)
        more = words("delivery-page", page=found.page, pages=found.pages) if found.pages > 1 else ""
        blocks.append(Table(columns, rows, more=more))
    else:
        blocks.append(words.paragraph("delivery-none"))
    if url:
        blocks.append(Note((Link(words("delivery-read"), url), Text(f" {words('delivery-read-why')}"))))
    return Message(title, (*blocks, *buttons(_further(found, filters, words))), words.language)


def platform_name(platform: str, words: Words) -> str:
    """``Slack``, ``e-mail``."""
    return words("platform-name", platform=platform)


def _further(found: DeliveryRecord, filters: Mapping[str, str], words: Words) -> list[Button]:
    """The pages beside this one, and what failed."""
    offered = []
    if found.page < found.pages:
        offered.append(words.button("delivery-older", command(found, filters, page=str(found.page + 1))))
    if found.page > 1:
        offered.append(words.button("delivery-newer", command(found, filters, page=str(found.page - 1))))
    if found.counts[Came.FAILED] and "filter" not in filters:
        offered.append(words.button("delivery-failed", f"delivery failed group:{found.group.slug}"))
    return offered


def _row(one: Delivery, group: Group, words: Words) -> tuple[Line, ...]:
    at = local(one.at, group.zone)
    when = f"{words.short_day(at.date())}, {words.time(at.time())}"
    cells = (when, words("delivery-subject", subject=one.subject), _to(one, words), _came(one, words))
    return tuple((Text(cell),) for cell in cells)


def _to(one: Delivery, words: Words) -> str:
    platform = platform_name(one.platform, words) if one.platform else ""
    if one.to is None and one.platform == EMAIL:
        return words("delivery-list", address=Text(one.channel or ""))
    if one.to is None:
        return words("delivery-channel", platform=platform, channel=Text(one.channel or ""))
    if one.instead_of is not None:
        return words("delivery-instead", name=Text(one.to), meant=Text(one.instead_of))
    return one.to


def _came(one: Delivery, words: Words) -> str:
    """What came of it, why, and which addresses had refused it before."""
    said = words(
        "delivery-came",
        came=one.came.value,
        platform=platform_name(one.platform, words) if one.platform else "none",
        reason=_reason(one.reason, words) if one.reason else "none",
        attempts=one.attempts,
    )
    before = [
        words("delivery-refused", platform=platform_name(r.platform, words), reason=_reason(r.reason, words))
        for r in one.refused
        if one.came is not Came.FAILED or r.reason != one.reason
    ]
    return " ".join([said, *before])


def _paused(found: Paused, group: Group, words: Words) -> Paragraph:
    return words.paragraph(
        "delivery-paused",
        what="workspace" if not found.channel else "list" if found.platform == EMAIL else "channel",
        name=Text(found.channel or found.workspace),
        platform=platform_name(found.platform, words),
        day=words.day(local(found.since, group.zone).date()),
        reason=_reason(found.reason, words),
    )


def _reason(reason: str, words: Words) -> str:
    """A platform's code or our own word, in a sentence; one that nobody worded stands as it is."""
    return words("delivery-reason", reason=reason.replace(" ", "-")[:MAX_REASON], given=Text(reason[:MAX_REASON]))
