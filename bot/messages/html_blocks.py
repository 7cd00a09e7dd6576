"""The blocks of replies as HTML. Escaped in one place: values pass through ``Markup.format`` or ``_words``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Final, assert_never

from markupsafe import Markup, escape

from bot.messages import model
from bot.messages.characters import address, one_line, visible
from bot.messages.model import Block, Line, Span, as_line

NOTHING: Final = Markup("")


@dataclass(frozen=True)
class Press:
    """Where a pressed button goes: a form posted to ``action`` with ``hidden`` beside the command."""

    action: str
    hidden: Mapping[str, str]


def heading(title: str, prefix: str, level: int) -> Markup:
    """The heading that names a reply, with the id ``prefix-title``."""
    return Markup('<h{level} id="{id}">{title}</h{level}>\n').format(
        level=level, id=f"{prefix}-title", title=one_line(title)
    )


def blocks(found: tuple[Block, ...], *, prefix: str, press: Press | None, command: str | None) -> Markup:
    """The blocks of a message or a form, in order."""
    return NOTHING.join(_block(one, f"{prefix}-{place}", press, command) for place, one in enumerate(found, 1))


def hidden_inputs(values: Mapping[str, str]) -> Markup:
    """One hidden input for each value."""
    row = Markup('<input type="hidden" name="{}" value="{}">\n')
    return NOTHING.join(row.format(visible(name), visible(value)) for name, value in values.items())


def _block(block: Block, prefix: str, press: Press | None, command: str | None) -> Markup:
    match block:
        case model.Paragraph():
            return Markup("<p>{}</p>\n").format(_line(block.spans))
        case model.Facts():
            return _facts(block)
        case model.Table():
            return _table(block, prefix) if block.rows else NOTHING
        case model.Note():
            return Markup('<p class="note"><small>{}</small></p>\n').format(_line(block.spans))
        case model.Buttons():
            if not block.buttons:
                return NOTHING
            return _pressed(block, press) if press else _typed(block, command)
        case _:
            assert_never(block)


def _facts(block: model.Facts) -> Markup:
    row = Markup("<div><dt>{}</dt><dd>{}</dd></div>\n")
    rows = NOTHING.join(row.format(one_line(one.label), _line(one.value)) for one in block.facts)
    return Markup("<dl>\n{}</dl>\n").format(rows) if rows else NOTHING


def _table(block: model.Table, prefix: str) -> Markup:
    """Inside a focusable group, so that a wide table can be scrolled by keyboard where the style lets it scroll."""
    named = f"{prefix}-caption" if block.caption else f"{prefix.rpartition('-')[0]}-title"
    caption = Markup('<caption id="{}">{}</caption>\n').format(named, one_line(block.caption)) if block.caption else ""
    columns = NOTHING.join(Markup('<th scope="col">{}</th>').format(one_line(one)) for one in block.columns)
    cell, row = Markup("<td>{}</td>"), Markup("<tr>{}</tr>\n")
    rows = NOTHING.join(
        row.format(NOTHING.join(cell.format(_line(as_line(one))) for one in cells)) for cells in block.rows
    )
    return Markup(
        '<div class="scroll" role="group" tabindex="0" aria-labelledby="{named}">\n<table>\n{caption}'
        "<thead>\n<tr>{columns}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n{more}"
    ).format(
        named=named,
        caption=caption,
        columns=columns,
        rows=rows,
        more=Markup('<p class="more">{}</p>\n').format(one_line(block.more)) if block.more else "",
    )


def _pressed(block: model.Buttons, press: Press) -> Markup:
    button = Markup('<button type="submit" name="text" value="{}" class="{}">{}</button>\n')
    return Markup('<form class="buttons" method="post" action="{}">\n{}{}</form>\n').format(
        press.action,
        hidden_inputs(press.hidden),
        NOTHING.join(button.format(visible(one.command), one.style, one_line(one.label)) for one in block.buttons),
    )


def _typed(block: model.Buttons, command: str | None) -> Markup:
    if command is None:
        return NOTHING
    row = Markup("<li>{}: <code>{} {}</code></li>\n")
    rows = NOTHING.join(row.format(one_line(one.label), command, one_line(one.command)) for one in block.buttons)
    return Markup('<ul class="commands">\n{}</ul>\n').format(rows)


def _line(line: Line) -> Markup:
    return NOTHING.join(map(_span, line))


def _span(span: Span) -> Markup:
    match span:
        case model.Text():
            return _words(span.text)
        case model.Strong():
            return Markup("<strong>{}</strong>").format(_words(span.text))
        case model.Link():
            url = address(span.url)
            shown = one_line(span.text) or url or ""
            return Markup('<a href="{}">{}</a>').format(url, shown) if url else escape(shown)
        case model.Mention():
            return Markup('<span class="mention">{}</span>').format(one_line(span.name))
        case model.Moment():
            instant = span.instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            return Markup('<time datetime="{}">{}</time>').format(instant, one_line(span.words))
        case _:
            assert_never(span)


def _words(text: str) -> Markup:
    """What was typed, cleaned and escaped, its newlines kept."""
    return Markup("<br>\n").join(visible(text).split("\n"))
