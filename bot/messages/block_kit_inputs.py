"""One field of a form as the element of Slack that says it best, and what can be typed beside it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final, assert_never

from bot.messages.characters import clipped, one_line, visible
from bot.messages.model import Choice, Field

Json = dict[str, Any]

RADIOS: Final = 5
"""Up to this many choices stand open, where one must be chosen; Slack takes ten."""

BOXES: Final = 10
"""Checkboxes of one group: more become a menu in which several can be picked."""

OPTIONS: Final = 100
"""Options of a menu; a field with more is typed."""

OPTION_LABEL: Final = 75
OPTION_VALUE: Final = 150
"""Characters of an option's value. One that is longer can't be told apart when it is cut, so the field is typed."""

INPUT_LABEL: Final = 2_000
HINT: Final = 2_000
TYPED: Final = 3_000
"""Characters that can be typed into one input."""

BLOCK_ID: Final = 255

FIELD: Final = "field:"
"""How the ``block_id`` of an input begins; the argument's name follows."""

WORDS: Final = ":words"
"""How the ``block_id`` of the input ends in which the same is typed."""

ELEMENT: Final = "value"
"""The ``action_id`` of every input."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MENTION = re.compile(r"<@(?:[A-Z0-9]{1,30}/)?([UW][A-Z0-9]{1,30})(?:\|[^>]*)?>")


def field_id(name: str) -> str:
    """The ``block_id`` of an argument's input."""
    return clipped(FIELD + visible(name), BLOCK_ID - len(WORDS))


def control(field: Field, workspace: str) -> Json:
    """The element for this field, with its value in it as far as the element can hold that."""
    match field.control:
        case "line":
            return _typed(field)
        case "text":
            return _typed(field, multiline=True)
        case "date":
            return _element("datepicker") | ({"initial_date": field.value} if _is_day(field.value) else {})
        case "choice":
            return _chosen(field)
        case "choices":
            return _several(field)
        case "person" if not field.choices:
            found = _MENTION.fullmatch(field.value)
            return _element("users_select") | ({"initial_user": found[1]} if found else {})
        case "person":
            return _chosen(field)
        case _:
            assert_never(field.control)


def words_input(field: Field, element: Json) -> Json | None:
    """The input in which the same can be typed: for days that a picker can't say (``a week on tuesday``) and for
    people who aren't in this workspace. It holds what the picker can't show."""
    if element["type"] not in ("datepicker", "users_select") or not one_line(field.in_words):
        return None
    shown = "initial_date" in element or "initial_user" in element
    return _typed(field if not shown else Field(field.name, field.label))


def _typed(field: Field, *, multiline: bool = False) -> Json:
    value = visible(field.value) if multiline else one_line(field.value)
    found = _element("plain_text_input") | {"multiline": multiline, "max_length": TYPED}
    return found | ({"initial_value": clipped(value, TYPED)} if value else {})


def _chosen(field: Field) -> Json:
    """Radio buttons where something must be chosen from a few: Slack can't take a choice back there."""
    options = _options(field.choices)
    if options is None or (field.value and _which(field, options, [field.value]) == []):
        return _typed(field)
    first = _which(field, options, [field.value])
    initial = {"initial_option": first[0]} if first else {}
    if len(options) <= RADIOS and (field.required or first):
        return _element("radio_buttons") | {"options": options} | initial
    return _element("static_select") | {"options": options} | initial


def _several(field: Field) -> Json:
    options, values = _options(field.choices), [one for one in re.split(r"[\s,;]+", field.value) if one]
    first = _which(field, options, values) if options is not None else []
    if options is None or len(first) != len(set(map(str.casefold, values))):
        return _typed(field)
    kind = "checkboxes" if len(options) <= BOXES else "multi_static_select"
    return _element(kind) | {"options": options} | ({"initial_options": first} if first else {})


def _options(choices: tuple[Choice, ...]) -> list[Json] | None:
    """The choices as options; ``None`` where Slack could not hold them all."""
    if not 0 < len(choices) <= OPTIONS:
        return None
    values = [visible(one.value) for one in choices]
    if len(set(values)) != len(values) or not all(0 < len(value) <= OPTION_VALUE for value in values):
        return None
    return [
        {"text": _plain(clipped(one_line(one.label) or value, OPTION_LABEL)), "value": value}
        for one, value in zip(choices, values, strict=True)
    ]


def _which(field: Field, options: list[Json], values: list[str]) -> list[Json]:
    """The options that say one of these values. Case does not matter; a label says the same as its value."""
    wanted = {value.strip().casefold() for value in values}
    labels = {one.value.casefold(): one_line(one.label).casefold() for one in field.choices}
    return [
        option
        for option in options
        if option["value"].casefold() in wanted or labels.get(option["value"].casefold()) in wanted - {""}
    ]


def _element(kind: str) -> Json:
    return {"type": kind, "action_id": ELEMENT}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        return date.fromisoformat(value).year >= 1
    except ValueError:
        return False
