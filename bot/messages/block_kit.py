"""Replies as Slack's Block Kit: for acknowledgements of commands, posts and ``response_url``.

Whatever a person typed stands in elements that Slack takes literally; only the fallback text is escaped.
Limits come from docs.slack.dev/reference/block-kit and the published types of @slack/types; where these
are silent (the size of a whole message), from what others measured. What is cut ends in an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, assert_never

from bot.messages import model
from bot.messages.block_kit_table import TABLES, table_blocks
from bot.messages.block_kit_text import TEXT, Json, Writer, rich_text
from bot.messages.characters import ELLIPSIS, clipped, one_line, visible
from bot.messages.model import Block, Message
from bot.messages.plain_text import row_words, words

BLOCKS: Final = 50
"""Blocks of a message; beyond it neighbouring texts are joined, then the end is cut, but not the buttons there."""

MESSAGE: Final = 10_000
"""Characters of a message in all. All cells of its table together may hold 10,000; whole messages
were refused (``msg_blocks_too_long``) from 11,000 on. Later texts give way; buttons don't count."""

FALLBACK: Final = 4_000
"""Characters of the fallback text, escaped: ``chat.update`` refuses more."""

HOME_BLOCKS: Final = 100
"""Blocks of a Home, which takes no table blocks (these are for messages alone)."""

BUTTONS: Final = 25
"""Buttons of one actions block; further ones stand in the next."""

LABEL: Final = 75
"""Characters of a button's label."""

COMMAND: Final = 2_000
"""Characters of a button's value; a button with a longer command is left out, for half of it means something else."""


@dataclass(frozen=True)
class Rendered:
    """``text`` is what notifications show and screen readers read: the title, then the words of the blocks.

    It is escaped; send it without ``parse`` and ``link_names``.
    """

    text: str
    blocks: list[Json]


def render(message: Message, *, workspace: str) -> Rendered:
    """The message for one workspace (its team id): officials with an account there are mentioned, others named."""
    return Rendered(fallback(message), _bounded(_blocks(message, workspace, tables=TABLES), BLOCKS))


def render_home(message: Message, *, workspace: str) -> list[Json]:
    """The blocks of a Home view for one workspace."""
    return _bounded(_blocks(message, workspace, tables=0), HOME_BLOCKS)


def _blocks(message: Message, workspace: str, *, tables: int) -> list[Json]:
    writer = Writer(workspace, MESSAGE)
    title = rich_text(writer.words(one_line(message.title), *(("bold",) if message.blocks else ())))
    return _written(title, message.blocks, writer, tables=tables)


def message_blocks(blocks: tuple[Block, ...], *, workspace: str, room: int) -> list[Json]:
    """Blocks alone, in ``room`` characters, without their buttons: for what stands above a form's fields. A view
    takes no table block, so tables are lists there."""
    found = tuple(one for one in blocks if not isinstance(one, model.Buttons))
    return _bounded(_written([], found, Writer(workspace, room), tables=0), BLOCKS)


def _written(title: list[Json], blocks: tuple[Block, ...], writer: Writer, *, tables: int) -> list[Json]:
    found = title
    for block in blocks:
        found = [*found, *_block(block, writer, before=found, tables=tables)]
    return found


def fallback(message: Message) -> str:
    """The message's words without their arrangement, a line for each fact and row, escaped and bounded."""
    lines, room = [one_line(message.title)], FALLBACK
    for line in (line for block in message.blocks for line in _spoken(block) if line):
        lines.append(line)
        room -= len(line.strip())
        if room < 0:  # what follows would be cut off
            break
    text = "\n".join(lines).strip() or ELLIPSIS
    escaped = clipped(text, FALLBACK).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if len(escaped) <= FALLBACK:
        return escaped
    return re.sub(r"&[a-z]*$", "", escaped[: FALLBACK - 1]) + ELLIPSIS


def _block(block: Block, writer: Writer, *, before: list[Json], tables: int) -> list[Json]:
    match block:
        case model.Paragraph():
            return rich_text(writer.line(block.spans))
        case model.Facts():
            return _facts(block, writer)
        case model.Table():
            native = sum(one["type"] == "table" for one in before) < tables
            return table_blocks(block, writer, native=native) if block.rows else []
        case model.Note():
            return _note(block, writer)
        case model.Buttons():
            return _actions(block, first=sum(len(one["elements"]) for one in before if one["type"] == "actions"))
        case _:
            assert_never(block)


def _facts(block: model.Facts, writer: Writer) -> list[Json]:
    elements: list[Json] = []
    for fact in block.facts:
        start = "\n" if elements else ""
        elements += [*writer.words(f"{start}{one_line(fact.label)}: ", "bold"), *writer.line(fact.value)]
    return rich_text(elements)


def _note(block: model.Note, writer: Writer) -> list[Json]:
    """Smaller type takes words only; a note with links or mentions stands in italics."""
    if not all(isinstance(span, model.Text) for span in block.spans):
        return rich_text(writer.line(block.spans, "italic"))
    said = writer.take(visible(words(block.spans)).strip(), TEXT)
    return [{"type": "context", "elements": [plain(said)]}] if said else []


def _actions(block: model.Buttons, *, first: int) -> list[Json]:
    elements = [_button(one, place) for place, one in enumerate(filter(_sendable, block.buttons), first)]
    return [
        {"type": "actions", "elements": elements[start : start + BUTTONS]} for start in range(0, len(elements), BUTTONS)
    ]


def _sendable(button: model.Button) -> bool:
    return bool(one_line(button.label)) and 0 < len(visible(button.command)) <= COMMAND


def _button(button: model.Button, place: int) -> Json:
    """``place`` counts the buttons of the whole message, so that no two have the same ``action_id``."""
    style = {} if button.style == "default" else {"style": button.style}
    return {
        "type": "button",
        "action_id": f"command:{place}",
        "text": plain(clipped(one_line(button.label), LABEL)),
        "value": visible(button.command),
    } | style


def plain(text: str) -> Json:
    """Words that Slack shows as they are."""
    return {"type": "plain_text", "text": text, "emoji": False}


def _bounded(blocks: list[Json], most: int) -> list[Json]:
    if len(blocks) <= most:
        return blocks
    joined: list[Json] = []
    for block in blocks:
        if joined and block["type"] == joined[-1]["type"] == "rich_text":
            joined[-1] = block | {"elements": joined[-1]["elements"] + block["elements"]}
        else:
            joined.append(block)
    if len(joined) <= most:
        return joined
    last = [*takewhile(lambda block: block["type"] == "actions", reversed(joined))][::-1][: most // 2]
    return [*joined[: most - 1 - len(last)], *rich_text([{"type": "text", "text": ELLIPSIS}]), *last]


def _spoken(block: Block) -> Iterator[str]:
    match block:
        case model.Paragraph() | model.Note():
            yield words(block.spans)
        case model.Facts():
            yield from (f"{one_line(one.label)}: {words(one.value)}" for one in block.facts)
        case model.Table() if block.rows:
            yield one_line(block.caption)
            yield ", ".join(map(one_line, block.columns))
            yield from (", ".join(filter(None, row_words(row))) for row in block.rows)
            yield one_line(block.more)
        case model.Table() | model.Buttons():
            pass
        case _:
            assert_never(block)
