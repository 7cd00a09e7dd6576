"""Forms as the cards of Teams' dialogs: an input for each field, whose id finds its argument again.

Where a field's choices don't fit, they become a text in which the same is typed; people are always typed, by address or
by name, for a picker knows only those of one tenant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, assert_never

from bot.messages.adaptive_card import card_of, message_blocks
from bot.messages.adaptive_card_text import ASIDE, BOLD, Json, Writer, literal
from bot.messages.characters import ELLIPSIS, clipped, one_line, visible
from bot.messages.model import Choice, Field, Form, Message

FIELD: Final = "field:"
"""How the id of an input begins; the argument's name follows."""

WORDS: Final = ":words"
"""How the id of the input ends in which the same is typed."""

TITLE: Final = 50
"""Characters of a dialog's title; a longer title stands whole above the fields."""

TYPED: Final = 4_000
"""Characters that can be typed into one input."""

OPEN: Final = 6
"""Up to this many choices stand open; more are a menu."""

OPTIONS: Final = 100
"""Choices of a menu; a field with more is typed."""

TEXTS: Final = 8_000
ROWS: Final = 40
"""Characters and rows above the fields in all."""

SEPARATOR: Final = ","
"""What parts the values of several choices when Teams sends them."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Dialog:
    title: str
    card: Json


def render_form(form: Form, *, workspace: str, carried: Mapping[str, Any]) -> Dialog:
    """The form as a dialog. ``carried`` comes back with it. Without ``submit`` it only says something."""
    writer = Writer(workspace, TEXTS)
    title = one_line(form.title)
    whole = writer.words(title, BOLD) if len(title) > TITLE else []
    by_name = {visible(field.name): field for field in reversed(form.fields)}
    fields = [element for field in reversed(by_name.values()) for element in _field(field)]
    body = [*whole, *message_blocks(form.blocks, writer, rows=ROWS), *fields]
    card = card_of(body, form.language, writer)
    if label := one_line(form.submit):
        send = {"type": "Action.Submit", "title": label, "style": "positive", "data": dict(carried)}
        card["actions"] = [send]
    return Dialog(clipped(title or ELLIPSIS, TITLE), card)


def said(message: Message, *, close: str) -> Form:
    """A message in the place of a form."""
    return Form(message.title, "", (), "", close, message.blocks, message.language)


def _field(field: Field) -> list[Json]:
    """The field's input, with what is wrong or what helps below it."""
    element = _control(field)
    label = one_line(field.label) or ELLIPSIS
    found = [element | {"id": FIELD + visible(field.name), "label": literal(label), "isRequired": False}]
    if element["type"] == "Input.Date" and one_line(field.in_words):
        typed = _typed(field if "value" not in element else Field(field.name, field.label))
        beside = {"id": FIELD + visible(field.name) + WORDS, "label": one_line(field.in_words), "isRequired": False}
        found.append(typed | beside)
    elif field.required:
        found[0]["label"] = f"{label} *"
    return [*found, *_aside(field.error, {"color": "Attention"}), *_aside(field.hint, ASIDE)]


def _aside(words: str, style: Json) -> list[Json]:
    said = one_line(words)
    run = {"type": "TextRun", "text": literal(said)} | style
    return [{"type": "RichTextBlock", "inlines": [run], "spacing": "Small"}] if said else []


def _control(field: Field) -> Json:
    match field.control:
        case "line":
            return _typed(field)
        case "text":
            return _typed(field, multiline=True)
        case "date":
            return {"type": "Input.Date"} | ({"value": field.value} if _is_day(field.value) else {})
        case "choice":
            return _chosen(field)
        case "choices":
            return _several(field)
        case "person":
            return _chosen(field) if field.choices else _typed(field)
        case _:
            assert_never(field.control)


def _typed(field: Field, *, multiline: bool = False) -> Json:
    value = visible(field.value) if multiline else one_line(field.value)
    found: Json = {"type": "Input.Text", "maxLength": TYPED} | ({"isMultiline": True} if multiline else {})
    return found | ({"value": clipped(value, TYPED)} if value else {})


def _chosen(field: Field) -> Json:
    options = _options(field.choices)
    first = _which(field, options or [], [field.value])
    if options is None or (field.value and not first):
        return _typed(field)
    style = "expanded" if len(options) <= OPEN else "compact"
    found = {"type": "Input.ChoiceSet", "style": style, "choices": options, "wrap": True}
    return found | ({"value": first[0]} if first else {})


def _several(field: Field) -> Json:
    options, values = _options(field.choices), [one for one in re.split(r"[\s,;]+", field.value) if one]
    first = _which(field, options or [], values)
    if options is None or len(first) != len(set(map(str.casefold, values))):
        return _typed(field)
    if any(SEPARATOR in one["value"] for one in options):
        return _typed(field)
    found = {"type": "Input.ChoiceSet", "isMultiSelect": True, "choices": options, "wrap": True}
    return found | ({"value": SEPARATOR.join(first)} if first else {})


def _options(choices: tuple[Choice, ...]) -> list[Json] | None:
    """The choices as Teams has them; ``None`` where they could not all be held, or told apart."""
    values = [visible(one.value) for one in choices]
    if not 0 < len(choices) <= OPTIONS or len(set(values)) != len(values) or not all(values):
        return None
    titles = (literal(one_line(one.label) or value) for one, value in zip(choices, values, strict=True))
    return [{"title": title, "value": value} for title, value in zip(titles, values, strict=True)]


def _which(field: Field, options: list[Json], values: list[str]) -> list[str]:
    """The values of the options that say one of these. Case does not matter; a label says the same as its value."""
    wanted = {value.strip().casefold() for value in values} - {""}
    labels = {one.value.casefold(): one_line(one.label).casefold() for one in field.choices}
    return [
        one["value"]
        for one in options
        if one["value"].casefold() in wanted or labels.get(one["value"].casefold()) in wanted
    ]


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        return date.fromisoformat(value).year >= 1
    except ValueError:
        return False
