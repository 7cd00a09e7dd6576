"""Lists of actions in words: a table, a page at a time, with buttons to the pages beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.action_lists import ActionFilter, ActionLine, Listed
from bot.domain.actions import Priority
from bot.messages.model import Button, Cell, Message, Table, Text, buttons
from bot.presenters import action_words
from bot.presenters.speech import Words

DONE_BUTTONS = 10


def listed(found: Listed, group_name: str, words: Words, asked: Mapping[str, str] | None = None) -> Message:
    """Actions in a table, by due day; one's own with a button each. ``asked`` are the options with which the same list
    is asked for again, its command under ``""``."""
    title = _title(found, group_name, words)
    if not found.actions:
        none = "action-search-none" if found.search else f"actions-none-{found.which.value}"
        return Message(title, (words.note(none),), words.language)
    columns = ("reference", "action", "extent", "owner", "due")
    table = Table(
        columns=tuple(words(f"column-{name}") for name in columns),
        rows=tuple(_row(action, found.today, words) for action in found.actions),
        caption=words("actions-caption", which=found.which.value),
        more=words("actions-page", page=found.page, pages=found.pages) if found.pages > 1 else "",
    )
    own = found.actions[:DONE_BUTTONS] if found.which is ActionFilter.MINE else ()
    offered = [action_words.done(action, words, "action-button-done-which") for action in own]
    return Message(title, (table, *buttons([*offered, *_beside(found, asked or {}, words)])), words.language)


def command(asked: Mapping[str, str], **more: str) -> str:
    """The command that asks for a list, or for what is beside it."""
    options = {name: value for name, value in {**asked, **more}.items() if name}
    return " ".join([asked.get("", "action list"), *(f"{name}:{value}" for name, value in options.items())])


def cell_due(action: ActionLine, today: date, words: Words) -> str:
    """The due day as a cell: with what makes it remarkable."""
    day = words.short_day(action.due)
    if not action.open:
        return words("action-cell-closed", day=day, status=action.status.value)
    if action.overdue(today):
        return words("action-cell-overdue", day=day)
    return words("action-cell-waits", day=day) if action.waits else day


def cell_owner(action: ActionLine, words: Words) -> str:
    return action.owner or action_words.vacant(action.seat, words)


def cell_text(action: ActionLine, words: Words) -> str:
    """The beginning of the text, with its priority where that isn't the usual one."""
    said = action_words.brief(action.text)
    if action.priority is Priority.NORMAL:
        return said
    return words("action-cell-priority", text=Text(said), priority=action.priority.word)


def _title(found: Listed, group_name: str, words: Words) -> str:
    if found.search:
        return words("action-search-found", count=found.total, group=Text(group_name), search=Text(found.search))
    return words(f"actions-{found.which.value}", count=found.total, group=Text(group_name))


def _beside(found: Listed, asked: Mapping[str, str], words: Words) -> list[Button]:
    offered = []
    if found.page > 1:
        offered.append(words.button("actions-page-before", command(asked, page=str(found.page - 1))))
    if found.page < found.pages:
        offered.append(words.button("actions-page-after", command(asked, page=str(found.page + 1))))
    return offered


def _row(action: ActionLine, today: date, words: Words) -> tuple[Cell, ...]:
    return (
        action.reference,
        cell_text(action, words),
        ", ".join(action.extent),
        cell_owner(action, words),
        cell_due(action, today, words),
    )
