"""What Slack takes: a strict reading of the published types (@slack/types) and limits, beside the SDK's own models.

The limits are written out again here, from the reference and not from the renderer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block

Json = dict[str, Any]

SPANS = {
    "text": {"text"},
    "link": {"url", "text"},
    "user": {"user_id"},
    "date": {"timestamp", "format", "fallback"},
}
ACTIONS, CONTEXT, ROWS, COLUMNS, BLOCKS = 25, 10, 100, 20, 50
TEXT, URL, LABEL, VALUE, CELLS = 3_000, 3_000, 75, 2_000, 10_000


def check(blocks: list[Json]) -> None:
    """Raises AssertionError at the first thing that Slack would refuse."""
    json.dumps(blocks, ensure_ascii=False).encode("utf-8")
    assert len(blocks) <= BLOCKS
    assert sum(block["type"] == "table" for block in blocks) <= 1
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
        assert parsed.to_dict() == block
        CHECKS[block["type"]](block)
    ids = [element["action_id"] for element in _elements(blocks, "actions")]
    assert len(ids) == len(set(ids))
    assert all(0 < len(one) <= 255 for one in ids)


VIEW_BLOCKS, TITLE, CARRIED, OPTIONS, BOXES, OPTION, CHOSEN, TYPED = 100, 24, 3_000, 100, 10, 75, 150, 3_000
LABEL_OF_INPUT, VIEW = 2_000, 250_000


def check_view(view: Json) -> None:
    """The same for a modal view."""
    assert len(json.dumps(view)) <= VIEW
    json.dumps(view, ensure_ascii=False).encode("utf-8")
    wanted = {"type", "callback_id", "title", "close", "blocks", "private_metadata"}
    assert view.keys() - {"submit"} == wanted
    assert (view["type"], view["callback_id"]) == ("modal", "form")
    assert len(view["private_metadata"]) <= CARRIED
    for name in ("title", "close", "submit"):
        if name in view:
            _plain(view[name], TITLE)
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert 0 < len(view["blocks"]) <= VIEW_BLOCKS
    assert not inputs or "submit" in view
    for block in view["blocks"]:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
        assert block["type"] in ("input", "rich_text", "context")
        _input(block) if block["type"] == "input" else CHECKS[block["type"]](block)
    ids = [block["block_id"] for block in inputs]
    assert len(ids) == len(set(ids))


def _input(block: Json) -> None:
    assert block.keys() - {"hint"} == {"type", "block_id", "label", "element", "optional"}
    assert 0 < len(block["block_id"]) <= 255
    assert isinstance(block["optional"], bool)
    _plain(block["label"], LABEL_OF_INPUT)
    _plain(block["hint"], LABEL_OF_INPUT) if "hint" in block else None
    element = block["element"]
    assert element["action_id"] == "value"
    rest = element.keys() - {"type", "action_id"}
    match element["type"]:
        case "plain_text_input":
            assert rest - {"initial_value"} == {"multiline", "max_length"}
            assert 0 < element["max_length"] <= TYPED
            _words(element.get("initial_value", "x"), TYPED)
        case "datepicker":
            assert rest <= {"initial_date"}
            assert "initial_date" not in element or date.fromisoformat(element["initial_date"])
        case "users_select":
            assert rest <= {"initial_user"}
        case "radio_buttons" | "static_select":
            assert rest - {"initial_option"} == {"options"}
            _options(element["options"], OPTIONS if element["type"] == "static_select" else BOXES)
            assert "initial_option" not in element or element["initial_option"] in element["options"]
        case "checkboxes" | "multi_static_select":
            assert rest - {"initial_options"} == {"options"}
            _options(element["options"], OPTIONS if element["type"] == "multi_static_select" else BOXES)
            assert all(one in element["options"] for one in element.get("initial_options", []))
            assert element.get("initial_options") != []
        case kind:
            raise AssertionError(f"no input is a {kind}")


def _options(options: list[Json], most: int) -> None:
    assert 0 < len(options) <= most
    for one in options:
        assert one.keys() == {"text", "value"}
        _plain(one["text"], OPTION)
        _words(one["value"], CHOSEN)
    assert len({one["value"] for one in options}) == len(options)


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


def _elements(blocks: list[Json], kind: str) -> list[Json]:
    return [element for block in blocks if block["type"] == kind for element in block["elements"]]


def _rich_text(block: Json) -> None:
    assert block.keys() == {"type", "elements"}
    assert block["elements"]
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            assert element.keys() == {"type", "style", "elements"}
            assert element["style"] in ("bullet", "ordered")
            assert element["elements"]
            for item in element["elements"]:
                _section(item)
        else:
            _section(element)


def _section(section: Json) -> None:
    assert section.keys() == {"type", "elements"}
    assert section["type"] == "rich_text_section"
    assert section["elements"]
    for span in section["elements"]:
        assert span.keys() - {"style"} == SPANS[span["type"]] | {"type"}
        assert span.get("style", {}).items() <= {("bold", True), ("italic", True)}
        assert "style" not in span or span["style"]
        for key in SPANS[span["type"]] - {"timestamp"}:
            _words(span[key], URL if key == "url" else TEXT)
        assert isinstance(span.get("timestamp", 0), int)


def _table(block: Json) -> None:
    assert block.keys() == {"type", "rows", "column_settings"}
    assert 0 < len(block["rows"]) <= ROWS
    assert 0 < len(block["column_settings"]) <= COLUMNS
    assert {len(row) for row in block["rows"]} == {len(block["column_settings"])}
    assert sum(map(len, texts(block["rows"]))) <= CELLS
    for row in block["rows"]:
        for cell in row:
            if cell["type"] == "raw_text":
                assert cell.keys() == {"type", "text"}
                _words(cell["text"], TEXT)
            else:
                _rich_text(cell)


def _context(block: Json) -> None:
    assert block.keys() == {"type", "elements"}
    assert 0 < len(block["elements"]) <= CONTEXT
    for element in block["elements"]:
        _plain(element, TEXT)


def _actions(block: Json) -> None:
    assert block.keys() == {"type", "elements"}
    assert 0 < len(block["elements"]) <= ACTIONS
    for button in block["elements"]:
        assert button.keys() - {"style"} == {"type", "action_id", "text", "value"}
        assert button["type"] == "button"
        assert button.get("style", "primary") in ("primary", "danger")
        _plain(button["text"], LABEL)
        _words(button["value"], VALUE)


def _plain(found: Json, limit: int) -> None:
    assert found.keys() == {"type", "text", "emoji"}
    assert found["type"] == "plain_text"
    assert found["emoji"] is False
    _words(found["text"], limit)


def _words(words: str, limit: int) -> None:
    assert 0 < len(words) <= limit


CHECKS = {"rich_text": _rich_text, "table": _table, "context": _context, "actions": _actions}
