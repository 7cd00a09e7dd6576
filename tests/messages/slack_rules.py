"""What Slack takes: the published types (``slack_types``) and what no type says, beside the SDK's own models.

The limits are written out again here, from the reference and not from the renderer. ``check`` is for a message's
blocks, ``check_view`` for a modal or the App Home. Both also hold our own rule that nothing becomes an emoji that was
typed as words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tests.messages import slack_types
from tests.messages.slack_shapes import either, many

Json = dict[str, Any]

ACTIONS, CONTEXT, ROWS, COLUMNS, BLOCKS = 25, 10, 100, 20, 50
TEXT, URL, LABEL, VALUE, CELLS = 3_000, 3_000, 75, 2_000, 10_000
MARKDOWN, WHOLE, METADATA = 12_000, 40_000, 8_000
LABEL_OF_INPUT, VIEW = 2_000, 250_000

_MESSAGE = many(either(**slack_types.IN_MESSAGES), 0, BLOCKS)


def check(blocks: list[Json]) -> None:
    """Raises AssertionError at the first thing that Slack would refuse in a message."""
    _MESSAGE(blocks, "blocks")
    _one_table(blocks)
    _everywhere(blocks)
    ids = [element["action_id"] for element in _elements(blocks) if "action_id" in element]
    assert len(ids) == len(set(ids)), "an action_id stands twice in the message"
    assert sum(len(block["text"]) for block in blocks if block["type"] == "markdown") <= MARKDOWN


def check_view(view: Json) -> None:
    """Raises AssertionError at the first thing that Slack would refuse in a view, as it is given to ``views.open`` or
    ``views.publish``."""
    slack_types.VIEWS(view, "view")
    assert len(json.dumps(view)) <= VIEW
    blocks = view["blocks"]
    _everywhere(blocks)
    inputs = any(block["type"] == "input" for block in blocks)
    assert view["type"] != "modal" or not inputs or "submit" in view, "a modal with inputs needs a submit"
    focused = [element for element in _elements(blocks) if element.get("focus_on_load")]
    assert len(focused) <= 1, "two elements want the focus"


def check_message(body: Json) -> None:
    """Blocks, the text beside them, and the metadata of a whole message. Raises AssertionError."""
    text, metadata = body.get("text"), body.get("metadata")
    assert isinstance(text, str), "no text"
    assert 0 < len(text) <= WHOLE, f"the text has {len(text)} characters"
    check(body.get("blocks", []))
    if metadata:
        assert metadata.keys() == {"event_type", "event_payload"}
        assert isinstance(metadata["event_type"], str)
        assert isinstance(metadata["event_payload"], dict)
        assert len(json.dumps(metadata)) <= METADATA


def texts(found: object) -> Iterator[str]:
    """Every text in the blocks that a reader sees, in order."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key in ("text", "fallback") and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(found, list):
        for one in found:
            yield from texts(one)


def _everywhere(blocks: list[Json]) -> None:
    json.dumps(blocks, ensure_ascii=False).encode("utf-8")
    named = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(named) == len(set(named)), "a block_id stands twice"
    for block in blocks:
        _sdk_takes(block)
        ids = [element["action_id"] for element in _elements([block]) if "action_id" in element]
        assert len(ids) == len(set(ids)), "an action_id stands twice in a block"
    for element in _plain_texts(blocks):
        assert element.get("emoji") is False, f"{element['text'][:50]} may become an emoji"


def _sdk_takes(block: Json) -> None:
    """Slack's own models know the block, and find nothing wrong with it."""
    parsed = Block.parse(block)
    assert parsed is not None, f"the SDK knows no {block['type']}"
    try:
        parsed.validate_json()
    except SlackObjectFormationError as error:
        raise AssertionError(str(error)) from error


def _one_table(blocks: list[Json]) -> None:
    tables = [block for block in blocks if block["type"] == "table"]
    assert len(tables) <= 1, "a message has one table"
    for table in tables:
        assert len({len(row) for row in table["rows"]}) == 1, "the rows differ in length"
        assert len(table.get("column_settings", [])) <= len(table["rows"][0]), "more settings than columns"
        assert sum(map(len, texts(table["rows"]))) <= CELLS, "the cells hold too many characters"


def _elements(blocks: list[Json]) -> Iterator[Json]:
    """The elements of the blocks that carry an ``action_id``."""
    for block in blocks:
        held = [block.get("accessory"), block.get("element")]
        listed = block.get("elements", []) if block["type"] == "actions" else []
        yield from (one for one in [*held, *listed] if one is not None)


def _plain_texts(found: object) -> Iterator[Json]:
    if isinstance(found, dict):
        if found.get("type") == "plain_text":
            yield found
        for value in found.values():
            yield from _plain_texts(value)
    elif isinstance(found, list):
        for one in found:
            yield from _plain_texts(one)
