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
from bot.messages.model import Block, Cell, Line, Message, as_line
from bot.messages.plain_text import row_words, words

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

ABREAST: Final = 40
"""Characters of the buttons of one action set, with their borders: a phone shows no more side by side."""

BORDER: Final = 4
"""What a button takes beside its label, in characters."""

COLUMNS: Final = 6
"""Columns of a table, at most."""

ACROSS: Final = 70
NARROW: Final = 42
"""Characters of a table's widest cells together, and of its longest words, with what is between them: a wider one
becomes a list, for else a phone would break words, and a screen each line."""

BETWEEN: Final = 2

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
    title = writer.words(message.title, BOLD | {"size": "Large"} if message.blocks else {})
    body = [*title, *(element for one in message.blocks for element in _block(one, writer, rows, opens, beside))]
    return card_of(_with_so_many_buttons(body), message.language, writer)


def _with_so_many_buttons(body: list[Json]) -> list[Json]:
    kept, shown = [], 0
    for element in body:
        shown += len(element["actions"]) if element["type"] == "ActionSet" else 0
        if element["type"] != "ActionSet" or shown <= BUTTONS:
            kept.append(element)
    return kept


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
    widths = _widths(table, headings)
    if widths:
        shown = _rows(table, headings, writer, rows)
        body: list[Json] = [
            {
                "type": "Table",
                "columns": [{"width": one} for one in widths],
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


def _widths(table: model.Table, headings: list[str]) -> list[int]:
    """Each column's share: room for its longest word, and for half of its longest cell. None where the table would be
    too wide."""
    said = [headings, *(list(map(one_line, row_words(row))) for row in table.rows)]
    columns = [[row[place] for row in said if place < len(row)] for place in range(len(headings))]
    cells = [max(map(len, column)) + BETWEEN for column in columns]
    words = [max((len(word) for cell in column for word in cell.split()), default=0) + BETWEEN for column in columns]
    if not 0 < len(columns) <= COLUMNS or sum(cells) > ACROSS or sum(words) > NARROW:
        return []
    return [max(word, cell // 2) for word, cell in zip(words, cells, strict=True)]


def _rows(table: model.Table, headings: list[str], writer: Writer, rows: int) -> list[Json]:
    found: list[Json] = []
    for row in table.rows[:rows]:
        if writer.room < len(headings):
            break
        padded = (*row, *((),) * len(headings))[: len(headings)]
        found.append(_row([writer.blocks(as_line(one)) or [rich_text([" "])] for one in padded]))
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
        found += writer.blocks(_item(headings, row))[:1]
    return found


def _item(headings: list[str], row: tuple[Cell, ...]) -> Line:
    """A row as one line: what it is about, and what the columns say of it."""
    line: list[model.Span] = []
    for heading, cell in zip(headings, row, strict=False):
        if not cell:
            continue
        if line:
            line += [model.Text(f" · {heading}: " if heading else " · "), *as_line(cell)]
        else:
            line.append(model.Strong(one_line(words(as_line(cell)))))
    return tuple(line)


def _actions(block: model.Buttons, opens: Opens, beside: Json) -> list[Json]:
    """Side by side as far as a phone shows them, then in the next set."""
    sets: list[list[Json]] = []
    room = 0
    for one in block.buttons:
        if not _sendable(one):
            continue
        shown = action(one, opens, beside)
        room -= len(shown["title"]) + BORDER
        if not sets or room < 0 or len(sets[-1]) == ACTIONS:
            sets.append([])
            room = ABREAST - len(shown["title"]) - BORDER
        sets[-1].append(shown)
    return [{"type": "ActionSet", "actions": one} for one in sets]


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
            return [words(block.spans)]
        case model.Facts():
            return [f"{one_line(one.label)}: {words(one.value)}" for one in block.facts]
        case model.Table():
            return [", ".join(filter(None, row_words(row))) for row in block.rows]
        case model.Buttons():
            return []
        case _:
            assert_never(block)


__all__ = ["Opens", "Rendered", "Run", "render", "summary"]
