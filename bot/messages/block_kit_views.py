"""Forms as Slack's modal views: an input block for each field, named so that what comes back finds its argument.

Limits are those of docs.slack.dev/reference/views and /reference/block-kit. Where a field's choices don't fit, they
become a text in which the same is typed; nothing that can be chosen on another face is out of reach here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.messages import model
from bot.messages.block_kit import message_blocks, plain
from bot.messages.block_kit_inputs import HINT, INPUT_LABEL, WORDS, Json, control, field_id, words_input
from bot.messages.block_kit_text import Writer, rich_text
from bot.messages.characters import ELLIPSIS, clipped, one_line
from bot.messages.model import Field, Form, Message

CALLBACK: Final = "form"
"""The ``callback_id`` of our views."""

BLOCKS: Final = 100
"""Blocks of a view. Where there are more, what is above the fields gives way first, then optional fields."""

TITLE: Final = 24
"""Characters of a view's title and of its buttons; a longer title stands whole above the fields."""

CARRIED: Final = 3_000
"""Characters that a view carries for whoever opened it (``private_metadata``)."""

TEXTS: Final = 10_000
"""Characters above the fields in all."""

_PLAIN_TITLE = re.compile(r"\s*\([^()]*\)")


def render_form(form: Form, *, workspace: str, carried: str) -> Json:
    """The form as a modal. ``carried`` comes back with it. Without fields and ``submit`` it only says something."""
    fields = [block for field in form.fields for block in _field(field, workspace)]
    above = [*_whole_title(form.title), *message_blocks(form.blocks, workspace=workspace, room=TEXTS)]
    view: Json = {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(_short(form.title)),
        "close": plain(clipped(one_line(form.cancel) or ELLIPSIS, TITLE)),
        "blocks": _bounded(above, fields),
        "private_metadata": carried,
    }
    return view | ({"submit": plain(clipped(one_line(form.submit) or ELLIPSIS, TITLE))} if form.submit else {})


def said(message: Message, *, close: str) -> Form:
    """A message as a form that asks nothing. Its buttons stay behind: a view has no place to answer them."""
    blocks = tuple(block for block in message.blocks if not isinstance(block, model.Buttons))
    return Form(message.title, "", (), "", close, blocks, message.language)


def errors(form: Form) -> dict[str, str]:
    """What is wrong, by the block under which Slack shows it."""
    return {field_id(field.name): clipped(one_line(field.error), HINT) for field in form.fields if field.error}


def with_errors(form: Form) -> Form:
    """The form with what is wrong in each field's hint, for a view that is shown anew."""
    told = tuple(
        replace(one, hint=" ".join(filter(None, (one.error and f"⚠ {one.error}", one.hint)))) for one in form.fields
    )
    return replace(form, fields=told)


def _field(field: Field, workspace: str) -> list[Json]:
    """The field's input; a day and a newcomer can be typed too, for a picker can't say everything."""
    label = clipped(one_line(field.label) or ELLIPSIS, INPUT_LABEL)
    element = control(field, workspace)
    typed = words_input(field, element)
    hint = {"hint": plain(clipped(one_line(field.hint), HINT))} if one_line(field.hint) else {}
    block = {"type": "input", "block_id": field_id(field.name), "label": plain(label), "element": element}
    if typed is None:
        return [block | {"optional": not field.required} | hint]
    in_words = plain(clipped(one_line(field.in_words), INPUT_LABEL))
    beside = {"type": "input", "block_id": field_id(field.name) + WORDS, "label": in_words, "element": typed}
    return [block | {"optional": True}, beside | {"optional": True} | hint]


def _short(title: str) -> str:
    """A title that fits: without what stands in brackets, if that is enough."""
    whole = one_line(title)
    bare = _PLAIN_TITLE.sub("", whole)
    return clipped((whole if len(whole) <= TITLE else bare or whole) or ELLIPSIS, TITLE)


def _whole_title(title: str) -> list[Json]:
    whole = one_line(title)
    if len(whole) <= TITLE:
        return []
    return rich_text(Writer("", TEXTS).words(whole, "bold"))


def _bounded(above: list[Json], fields: list[Json]) -> list[Json]:
    """At most ``BLOCKS`` of them, and at least one: Slack refuses an empty view."""
    over = len(fields) - BLOCKS
    for block in [block for block in reversed(fields) if block["optional"]][: max(0, over)]:
        fields.remove(block)
    fields = fields[:BLOCKS]
    found = [*above[: BLOCKS - len(fields)], *fields]
    return found or rich_text(Writer("", TEXTS).words(ELLIPSIS))
