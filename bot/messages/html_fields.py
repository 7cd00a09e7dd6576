"""The fields of forms as HTML: every control labelled, every hint and error tied to its control.

Dates are typed ("friday"), so they stay text with a hint.
"""

from __future__ import annotations

from typing import Final, assert_never

from markupsafe import Markup

from bot.messages.characters import one_line, visible
from bot.messages.html_blocks import NOTHING
from bot.messages.model import Choice, Field

RADIOS: Final = 5
"""Up to this many choices stand open as radio buttons; more fold into a select. So does what may be left out, as
nobody can take back a radio button."""

FIELD: Final = "field."
"""Stands before each field's name, so that no field can pass for a hidden input or a button."""


def fields(found: tuple[Field, ...], *, prefix: str) -> Markup:
    """The fields in order; each posts as ``field.NAME``, several choices as several of it."""
    return NOTHING.join(_field(one, f"{prefix}-field-{place}") for place, one in enumerate(found, 1))


def _field(field: Field, id: str) -> Markup:
    match field.control:
        case "line" | "date":
            return _labelled(field, id, Markup('<input type="text" id="{0}" value="{1}"{2}>'), one_line(field.value))
        case "text":
            # A browser drops the first newline of a textarea: this one.
            return _labelled(field, id, Markup('<textarea id="{0}" rows="4"{2}>\n{1}</textarea>'), visible(field.value))
        case "choice" if field.required and len(field.choices) <= RADIOS:
            return _grouped(field, id, "radio", [field.value])
        case "choices":
            return _grouped(field, id, "checkbox", field.value.split(","))
        case "person" if not field.choices:
            return _labelled(field, id, Markup('<input type="text" id="{0}" value="{1}"{2}>'), one_line(field.value))
        case "choice" | "person":
            return _labelled(field, id, Markup('<select id="{0}"{2}>\n{1}</select>'), _options(field))
        case _:
            assert_never(field.control)


def _labelled(field: Field, id: str, control: Markup, value: str) -> Markup:
    star = Markup(' <span class="required" aria-hidden="true">*</span>') if field.required else NOTHING
    required = Markup(" required") if field.required else NOTHING
    attributes = Markup(' name="{}"{}{}').format(FIELD + visible(field.name), required, _described(field, id))
    return Markup('<div class="field">\n<label for="{}">{}{}</label>\n{}{}\n</div>\n').format(
        id, one_line(field.label), star, _asides(field, id), control.format(id, value, attributes)
    )


def _grouped(field: Field, id: str, type: str, values: list[str]) -> Markup:
    """Radio buttons or checkboxes. The star is read out too: a group can't say otherwise that it is required."""
    star = Markup(' <span class="required">*</span>') if field.required else NOTHING
    box = Markup('<div><input type="{}" id="{}" name="{}" value="{}"{}> <label for="{}">{}</label></div>\n')
    chosen = set(map(_same, values))
    boxes = NOTHING.join(
        box.format(
            type, f"{id}-{place}", FIELD + visible(field.name), visible(one.value),
            Markup(" checked") if _same(one.value) in chosen else "", f"{id}-{place}", one_line(one.label),
        )
        for place, one in enumerate(field.choices, 1)
    )  # fmt: skip
    return Markup('<fieldset class="field" id="{}"{}>\n<legend>{}{}</legend>\n{}{}</fieldset>\n').format(
        id, _described(field, id, invalid=False), one_line(field.label), star, _asides(field, id), boxes
    )


def _options(field: Field) -> Markup:
    """The choices, with an empty one first unless a value has to be, and already is, chosen."""
    option = Markup('<option value="{}"{}>{}</option>\n')
    known = any(_same(one.value) == _same(field.value) for one in field.choices)
    empty = () if field.required and known else (Choice("", ""),)
    return NOTHING.join(
        option.format(
            visible(one.value),
            Markup(" selected") if _same(one.value) == _same(field.value) else "",
            one_line(one.label),
        )
        for one in (*empty, *field.choices)
    )


def _same(value: str) -> str:
    """Case does not matter in what is typed, so ``extent:sct`` ticks SCT."""
    return value.strip().casefold()


def _asides(field: Field, id: str) -> Markup:
    hint = Markup('<p class="hint" id="{}-hint">{}</p>\n').format(id, one_line(field.hint)) if field.hint else NOTHING
    error = Markup('<p class="error" id="{}-error">{}</p>\n').format(id, one_line(field.error))
    return hint + error if field.error else hint


def _described(field: Field, id: str, *, invalid: bool = True) -> Markup:
    asides = " ".join(f"{id}-{one}" for one in ("hint", "error") if getattr(field, one))
    described = Markup(' aria-describedby="{}"').format(asides) if asides else NOTHING
    return described + Markup(' aria-invalid="true"') if field.error and invalid else described
