"""Tables in Slack: its ``table`` block where that fits, a list of "heading: value" where it doesn't."""

from __future__ import annotations

from typing import Final

from bot.messages import model
from bot.messages.block_kit_text import TEXT, Json, Writer, rich_text, section
from bot.messages.characters import ELLIPSIS, one_line, visible
from bot.messages.model import Cell, as_line

TABLES: Final = 1
"""Table blocks of one message; further tables become lists."""

ROWS: Final = 100
"""Rows of a table block, the headings among them; an ellipsis stands for the rest."""

COLUMNS: Final = 20
"""Columns of a table block; a wider table becomes a list."""

SEPARATOR: Final = " · "


def table_blocks(table: model.Table, writer: Writer, *, native: bool) -> list[Json]:
    """Caption, rows and remainder. ``native`` says that the message may still hold a table block."""
    caption = rich_text(writer.words(one_line(table.caption), "bold"))
    headings = [one_line(one) for one in table.columns]
    if native and 0 < len(table.columns) <= COLUMNS:
        rows = _rows(table, headings, writer)
        wrapped = {"align": "left", "is_wrapped": True}
        body: list[Json] = [{"type": "table", "rows": rows, "column_settings": [wrapped] * len(headings)}]
        shown = len(rows) - 1
    else:
        items = _items(table, headings, writer)
        bullets = {"type": "rich_text_list", "style": "bullet", "elements": items}
        body = [{"type": "rich_text", "elements": [bullets]}] if items else []
        shown = len(items)
    rest = [ELLIPSIS] if shown < len(table.rows) else []
    more = [one_line(table.more)] if table.more else []
    return [*caption, *body, *_rest(" ".join([*rest, *more]), writer)]


def _rest(words: str, writer: Writer) -> list[Json]:
    """The remainder is said even when there is no room left: nobody may take a part for the whole."""
    writer.room = max(writer.room, len(words))
    return rich_text(writer.words(words))


def _rows(table: model.Table, headings: list[str], writer: Writer) -> list[list[Json]]:
    rows, width = [[_raw(one, writer) for one in headings]], len(headings)
    for row in table.rows[: ROWS - 1]:
        if writer.room < width:
            break
        padded = row if len(row) == width else (*row, *((),) * width)[:width]
        rows.append(_plain_row(padded, writer) or [_cell(one, writer) for one in padded])
    return rows


def _plain_row(row: tuple[Cell, ...], writer: Writer) -> list[Json] | None:
    """Most rows are plain words that fit as they are, and a list has dozens: they take the short way."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.isprintable()]
    size = len("".join(texts))
    if len(texts) < len(row) or size > min(writer.room, TEXT):
        return None
    writer.room -= size
    return [{"type": "raw_text", "text": text or " "} for text in texts]


def _cell(cell: Cell, writer: Writer) -> Json:
    match cell:
        case str(text) | (model.Text(text),):
            return _raw(visible(text), writer)
        case line:
            elements = writer.line(line)
            return {"type": "rich_text", "elements": [section(elements)]} if elements else _raw("", writer)


def _raw(words: str, writer: Writer) -> Json:
    """A cell of plain text. Slack refuses an empty one, so that is a space."""
    return {"type": "raw_text", "text": writer.take(words) or " "}


def _items(table: model.Table, headings: list[str], writer: Writer) -> list[Json]:
    items: list[Json] = []
    for row in table.rows[:ROWS]:
        if writer.room <= 0:
            break
        items.append(section(_item(row, headings, writer) or [{"type": "text", "text": " "}]))
    return items


def _item(row: tuple[Cell, ...], headings: list[str], writer: Writer) -> list[Json]:
    elements: list[Json] = []
    for place, cell in enumerate(row):
        heading = (model.Strong(f"{headings[place]}: "),) if place < len(headings) and headings[place] else ()
        found = writer.line((*heading, *as_line(cell))) if cell else []
        elements += [*(writer.words(SEPARATOR) if elements and found else []), *found]
    return elements
