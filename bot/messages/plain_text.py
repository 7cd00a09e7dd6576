"""Replies as plain text: for the terminal, the text part of mails, and tests.

Whatever a person typed is made ``visible`` first, so that no escape sequence reaches a terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final, assert_never

from bot.messages import model
from bot.messages.aligned import aligned
from bot.messages.characters import ELLIPSIS, address, one_line, visible
from bot.messages.model import Block, Cell, Form, Line, Message, Span

WIDTH: Final = 80
INDENT: Final = "  "


def render(message: Message, *, command: str = "/wg", width: int = WIDTH) -> str:
    """The whole message, blocks apart by an empty line, ending in a newline.

    Buttons are the commands one could type, under the name ``command``. Lines are wrapped at
    ``width`` characters, save addresses and commands, which must stay whole to be copied.
    """
    return _joined([_wrapped(one_line(message.title), width), *_blocks(message.blocks, command, width)])


def render_form(form: Form, *, command: str = "/wg", width: int = WIDTH) -> str:
    """What the form asks, and below it the command that says the same: ``/wg action add due:…``."""
    parts = [_wrapped(one_line(form.title), width), *_blocks(form.blocks, command, width)]
    parts += ["\n".join(_field(one, width)) for one in form.fields]
    asked = [f"{one_line(one.name)}:{_argument(one.value)}" for one in form.fields if one.required or one.value]
    return _joined([*parts, " ".join([command, one_line(form.command), *asked])])


def words(line: Line, *, addresses: bool = False) -> str:
    """A line's words, cleaned; with ``addresses``, each link's address after its words."""
    return "".join([_span(one, addresses) for one in line])


def row_words(row: Iterable[Cell]) -> list[str]:
    """The words of each cell of a table's row, cleaned."""
    return [visible(cell) if isinstance(cell, str) else words(cell) for cell in row]


def _span(span: Span, addresses: bool) -> str:
    match span:
        case model.Text() | model.Strong():
            return visible(span.text)
        case model.Link():
            url = address(span.url) if addresses else None
            shown = one_line(span.text)
            return shown if url is None or url == shown else f"{shown} ({url})".lstrip()
        case model.Mention():
            return one_line(span.name)
        case model.Moment():
            return one_line(span.words)
        case _:
            assert_never(span)


def _blocks(blocks: tuple[Block, ...], command: str, width: int) -> list[str]:
    return [_block(one, command, width) for one in blocks]


def _block(block: Block, command: str, width: int) -> str:
    match block:
        case model.Paragraph():
            return _wrapped(words(block.spans, addresses=True), width)
        case model.Facts():
            return "\n".join(_fact(one, width) for one in block.facts)
        case model.Table():
            return "\n".join(_table(block, width)) if block.rows else ""
        case model.Note():
            return _wrapped(words(block.spans, addresses=True), width, first=INDENT)
        case model.Buttons():
            return "\n".join(f"{one_line(one.label)}: {command} {one_line(one.command)}" for one in block.buttons)
        case _:
            assert_never(block)


def _fact(fact: model.Fact, width: int) -> str:
    label = f"{one_line(fact.label)}: "
    return _wrapped(label + words(fact.value, addresses=True), width, later=INDENT)


def _table(table: model.Table, width: int) -> list[str]:
    rows = [[" ".join(cell.split()) for cell in row_words(row)] for row in table.rows]
    caption = [_wrapped(one_line(table.caption), width)] if table.caption else []
    more = [_wrapped(one_line(table.more), width)] if table.more else []
    return [*caption, *aligned([one_line(one) for one in table.columns], rows, width), *more]


def _field(field: model.Field, width: int) -> list[str]:
    label = one_line(field.label) + (" *" if field.required else "")
    asides = [one_line(field.hint), f"! {one_line(field.error)}" if field.error else ""]
    choices = [f"{one_line(one.value)}: {one_line(one.label)}" for one in field.choices]
    return [_wrapped(label, width), *(_wrapped(one, width, first=INDENT) for one in (*asides, *choices) if one)]


def _argument(value: str) -> str:
    """The value as one would type it; an ellipsis where something is still to be typed."""
    value = one_line(value)
    if '"' in value:
        return f"“{value}”"
    return f'"{value}"' if " " in value else value or ELLIPSIS


def _wrapped(text: str, width: int, *, first: str = "", later: str | None = None) -> str:
    """Each of the text's own lines wrapped, the first behind ``first``, all others behind ``later``."""
    later = first if later is None else later
    wrapper = textwrap.TextWrapper(
        width, subsequent_indent=later, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )
    lines: list[str] = []
    for line in text.split("\n"):
        wrapper.initial_indent = later if lines else first
        lines += wrapper.wrap(line) or [""]
    return "\n".join(lines)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part.strip()) + "\n"
