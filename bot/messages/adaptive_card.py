"""Replies as Adaptive Cards 1.5, for Microsoft Teams.

A button is ``Action.Execute``, or ``Action.Submit`` with ``task/fetch`` where its command opens a form: an Execute
opens no dialog. What it carries is the command as somebody could have typed it. Limits are those that Teams documents
for cards and messages; what is cut ends in an ellipsis.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never

from bot.messages import model
from bot.messages.adaptive_card_text import ASIDE, BOLD, Json, Run, Writer, rich_text
from bot.messages.characters import ELLIPSIS, clipped, one_line, visible
from bot.messages.model import Block, Line, Message
from bot.messages.plain_text import words

VERSION: Final = "1.5"
SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"

BYTES: Final = 28_000
"""Bytes of a card as JSON. A longer one is rendered again with less room for its words and rows."""

ROOMS: Final = ((10_000, 100), (6_000, 50), (3_000, 25), (1_500, 12), (600, 5), (200, 0))
"""Characters and rows of a card, and how both give way."""

SUMMARY: Final = 1_000
"""Characters of what a notification shows."""

ACTIONS: Final = 6
"""Buttons of one action set: Teams shows no more side by side. Further ones stand in the next set."""

BUTTONS: Final = 60
"""Buttons of a card in all."""

LABEL: Final = 75
COMMAND: Final = 2_000
"""Characters of a button's command; a longer one is left out, for half of it means something else."""

COLUMNS: Final = 7
"""Columns of a table; a wider one becomes a list, for a phone shows no more."""

FETCH: Final[Json] = {"type": "task/fetch"}
VERB: Final = "command"

Opens = Callable[[str], bool]
"""Whether a command opens a form, seen from its words alone."""


@dataclass(frozen=True)
class Rendered:
    """``summary`` is what a notification shows: the title, then the words of the blocks."""

    summary: str
    card: Json


def render(
    message: Message, *, workspace: str, opens: Opens = lambda _: False, beside: Mapping[str, Any] | None = None
) -> Rendered:
    """The message for one tenant: officials with an account there are mentioned, others named. ``beside`` is what each
    button carries beside its command."""
    bounded = clipped(summary(message), SUMMARY)
    card: Json = {}
    for room, rows in ROOMS:
        card = _card(message, Writer(workspace, room), rows, opens, dict(beside or {}))
        if len(json.dumps(card, ensure_ascii=False).encode()) <= BYTES:
            return Rendered(bounded, card)
    return Rendered(bounded, _without_buttons(card))


def message_blocks(blocks: tuple[Block, ...], writer: Writer, *, rows: int) -> list[Json]:
    """Blocks alone, without their buttons: for what stands above a form's fields."""
    kept = [one for one in blocks if not isinstance(one, model.Buttons)]
    return [element for one in kept for element in _block(one, writer, rows, lambda _: False, {})]


def card_of(body: list[Json], language: str, writer: Writer | None = None) -> Json:
    """A whole card around its elements; Teams' own hints stand beside them."""
    hints: Json = {"width": "Full"}
    if writer is not None and writer.mentioned:
        hints["entities"] = writer.mentioned
    return {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": VERSION,
        "lang": language.partition("-")[0],
        "body": body or [rich_text([])],
        "msteams": hints,
    }


def summary(message: Message) -> str:
    """The message's words without their arrangement, a line for each fact and row."""
    lines = [one_line(message.title), *(line for block in message.blocks for line in _spoken(block) if line)]
    return "\n".join(lines).strip() or ELLIPSIS


def _card(message: Message, writer: Writer, rows: int, opens: Opens, beside: Json) -> Json:
    title = writer.words(message.title, BOLD | {"size": "Medium"} if message.blocks else {})
    body = [*title, *(element for one in message.blocks for element in _block(one, writer, rows, opens, beside))]
    sets = [element for element in body if element["type"] == "ActionSet"]
    for late in sets[BUTTONS // ACTIONS :]:
        body.remove(late)
    return card_of(body, message.language, writer)


def _block(block: Block, writer: Writer, rows: int, opens: Opens, beside: Json) -> list[Json]:
    match block:
        case model.Paragraph():
            return writer.blocks(block.spans)
        case model.Facts():
            return [element for fact in block.facts for element in _fact(fact, writer)]
        case model.Table():
            return _table(block, writer, rows) if block.rows else []
        case model.Note():
            return writer.blocks(block.spans, ASIDE)
        case model.Buttons():
            return _actions(block, opens, beside)
        case _:
            assert_never(block)


def _fact(fact: model.Fact, writer: Writer) -> list[Json]:
    label = model.Strong(f"{one_line(fact.label)}: ")
    found = writer.blocks((label, *fact.value))
    return [element | {"spacing": "Small"} for element in found]


def _table(table: model.Table, writer: Writer, rows: int) -> list[Json]:
    caption = writer.words(table.caption, BOLD)
    headings = [one_line(one) for one in table.columns]
    if 0 < len(headings) <= COLUMNS:
        shown = _rows(table, headings, writer, rows)
        body: list[Json] = [
            {
                "type": "Table",
                "columns": [{"width": 1}] * len(headings),
                "rows": [_row([_bold(one, writer) for one in headings]), *shown],
                "firstRowAsHeader": True,
                "showGridLines": False,
            }
        ]
    else:
        shown = body = _items(table, headings, writer, rows)
    rest = [ELLIPSIS] if len(shown) < len(table.rows) else []
    said = " ".join([*rest, *([one_line(table.more)] if table.more else [])])
    writer.room = max(writer.room, len(said))
    return [*caption, *body, *writer.words(said)]


def _rows(table: model.Table, headings: list[str], writer: Writer, rows: int) -> list[Json]:
    found: list[Json] = []
    for row in table.rows[:rows]:
        if writer.room < len(headings):
            break
        padded = (*row, *((),) * len(headings))[: len(headings)]
        found.append(_row([writer.blocks(one) or [rich_text([" "])] for one in padded]))
    return found


def _row(cells: list[list[Json]]) -> Json:
    return {"type": "TableRow", "cells": [{"type": "TableCell", "items": items} for items in cells]}


def _bold(heading: str, writer: Writer) -> list[Json]:
    return writer.words(heading, BOLD) or [rich_text([" "])]


def _items(table: model.Table, headings: list[str], writer: Writer, rows: int) -> list[Json]:
    found: list[Json] = []
    for row in table.rows[:rows]:
        if writer.room <= 0:
            break
        cells = [cell for cell in zip(headings, row, strict=False) if cell[1]]
        line: list[model.Span] = [model.Text("• ")]
        for place, (heading, cell) in enumerate(cells):
            line += [model.Text(" · ")] if place else []
            line += [model.Strong(f"{heading}: ")] if heading else []
            line += cell
        found += writer.blocks(tuple(line))[:1]
    return found


def _actions(block: model.Buttons, opens: Opens, beside: Json) -> list[Json]:
    actions = [action(one, opens, beside) for one in block.buttons if _sendable(one)]
    return [
        {"type": "ActionSet", "actions": actions[start : start + ACTIONS]} for start in range(0, len(actions), ACTIONS)
    ]


def action(button: model.Button, opens: Opens, beside: Mapping[str, Any]) -> Json:
    """The button, by the road that its command needs."""
    command = visible(button.command)
    styles = {"primary": {"style": "positive"}, "danger": {"style": "destructive"}, "default": {}}
    title = clipped(one_line(button.label), LABEL)
    data = {"command": command, **beside}
    if opens(command):
        return {"type": "Action.Submit", "title": title, "data": data | {"msteams": FETCH}} | styles[button.style]
    return {"type": "Action.Execute", "title": title, "verb": VERB, "data": data} | styles[button.style]


def _sendable(button: model.Button) -> bool:
    return bool(one_line(button.label)) and 0 < len(visible(button.command)) <= COMMAND


def _without_buttons(card: Json) -> Json:
    return card | {"body": [one for one in card["body"] if one["type"] != "ActionSet"] or [rich_text([])]}


def _spoken(block: Block) -> list[str]:
    match block:
        case model.Paragraph() | model.Note():
            return [_said(block.spans)]
        case model.Facts():
            return [f"{one_line(one.label)}: {_said(one.value)}" for one in block.facts]
        case model.Table():
            return [", ".join(filter(None, [_said(cell) for cell in row])) for row in block.rows]
        case model.Buttons():
            return []
        case _:
            assert_never(block)


def _said(line: Line) -> str:
    return words(line) if line else ""


__all__ = ["Opens", "Rendered", "Run", "render", "summary"]
