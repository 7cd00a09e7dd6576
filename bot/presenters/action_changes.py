"""What somebody left behind, and the week of a group's actions, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.action_changes import LeftOpen, Week
from bot.domain.actions import Action
from bot.messages.model import Block, Message, Paragraph, Strong, Table, Text, buttons
from bot.presenters import action_words
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words

MOST, MOST_BUTTONS = 20, 10
"""Actions told of each kind, and those with a button; further ones are counted."""


def left(found: LeftOpen, words: Words) -> Message:
    """To the lead: what is open and whose it was, with a button that gives each to somebody."""
    seat = seat_name(found.seat, words) if found.seat else words("action-secretariat")
    count = len(found.actions)
    by_name = words("actions-left-by", name=Text(found.name), count=count)
    title = by_name if found.name else words("actions-left-seat", seat=seat, count=count)
    rows = tuple(
        (
            (Text(action.reference),),
            (Text(action_words.brief(action.text)),),
            (Text(", ".join(action.extent)),),
            (Text(words.short_day(action.due)),),
        )
        for action in found.actions[:MOST]
    )
    more = len(found.actions) - len(rows)
    columns = tuple(words(f"column-{name}") for name in ("reference", "action", "extent", "due"))
    table = Table(columns, rows, more=words("actions-more", count=more) if more else "")
    give = [
        words.button("action-button-give", f"action give {action.reference}", reference=action.reference)
        for action in found.actions[:MOST_BUTTONS]
    ]
    blocks: tuple[Block, ...] = (
        Paragraph((Strong(found.group.name),)),
        table,
        words.note("actions-left-stay", seat=seat),
        *buttons(give),
    )
    return Message(title, blocks, words.language)


def weekly(found: Week, words: Words) -> Message:
    """To a channel: totals of the whole group, what is new and what is done. Marked texts stay out."""
    group = found.group
    title = words(
        "actions-weekly", group=Text(group.name), done=len(found.done), added=len(found.added), open=found.open
    )
    blocks: list[Block] = [words.paragraph("actions-weekly-totals", open=found.open, overdue=found.overdue)]
    for name, actions in (("done", found.done), ("added", found.added)):
        if actions:
            blocks += [Paragraph((Strong(words(f"actions-weekly-{name}")),)), *_lines(actions, words)]
    if found.moved or found.given or found.dropped:
        also = {"moved": found.moved, "given": found.given, "dropped": found.dropped}
        blocks.append(
            words.note(
                "actions-weekly-also",
                what=words.listed(words(f"actions-weekly-{name}", count=n) for name, n in also.items() if n),
            )
        )
    list_ = words.button("actions-weekly-list", f"action list group:{group.slug}")
    return Message(title, (*blocks, *buttons([list_])), words.language)


def _lines(actions: Sequence[Action], words: Words) -> list[Block]:
    shown = [_line(action.discreet, words) for action in actions[:MOST]]
    more = len(actions) - len(shown)
    return [*shown, *([words.note("actions-more", count=more)] if more else [])]


def _line(action: Action, words: Words) -> Paragraph:
    if not action.open:
        return words.paragraph(
            "actions-weekly-line-done",
            reference=action.reference,
            text=_text(action, words),
            extent=action_words.extent(action.extent, words),
        )
    return words.paragraph(
        "actions-weekly-line",
        reference=action.reference,
        text=_text(action, words),
        extent=action_words.extent(action.extent, words),
        owner=action.owner.name or action_words.vacant(action.owner.seat, words),
        due=words.day(action.due),
    )


def _text(action: Action, words: Words) -> Text:
    return Text(action_words.brief(action.text) if action.text else words("action-text-marked"))
