"""What Teams takes: the published schema of Adaptive Cards 1.5, the SDK's own model, and what no schema says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.messages.json_schema import check as check_schema
from tests.messages.json_schema import published

Json = dict[str, Any]

BYTES, ACTIONS, TITLE = 28_000, 6, 75
MARKUP = ("<at>",)
FUNCTION = re.compile(r"\{\{(?:DATE|TIME)\(", re.IGNORECASE)
"""What clients put a date in the place of, wherever words stand: in blocks, runs, labels and choices."""


def check(card: Json) -> None:
    """Raises AssertionError at the first thing that Teams would refuse, or show otherwise than it was meant."""
    bare = {name: value for name, value in card.items() if name != "msteams"}
    check_schema(bare, published("adaptive-card-1.5.json"))
    assert card["version"] == "1.5"
    assert card["body"], "an empty card"
    json.dumps(card, ensure_ascii=False).encode()
    ids = [one["id"] for one in elements(card) if "id" in one]
    assert len(ids) == len(set(ids)), "an id stands twice in the card"
    for one in elements(card):
        if one["type"] == "ActionSet":
            assert 0 < len(one["actions"]) <= ACTIONS
        if one["type"] == "RichTextBlock":
            assert one["inlines"]
            assert all(_said(run) for run in one["inlines"]), "an empty run"
        if one["type"] == "Table":
            assert all(len(row["cells"]) == len(one["columns"]) for row in one["rows"])
    for one in actions(card):
        assert one["title"]
        assert len(one["title"]) <= TITLE
        assert one["type"] != "Action.Execute" or "msteams" not in one["data"], "an Execute opens no dialog"
    _mentions(card)
    for words in shown(card):
        assert not FUNCTION.search(words), "a date function that nobody meant"


def check_whole(card: Json) -> None:
    """The same of a card that is a message: it must be small enough."""
    check(card)
    assert len(json.dumps(card, ensure_ascii=False).encode()) <= BYTES


def _mentions(card: Json) -> None:
    """Each mention has its entity, and each entity is mentioned."""
    said = [one["text"] for one in elements(card) if one["type"] == "TextBlock"]
    entities = card["msteams"].get("entities", [])
    for entity in entities:
        assert any(entity["text"] in text for text in said)
        assert entity["text"] == f"<at>{entity['mentioned']['name']}</at>"
    for text in said:
        bare = text
        for entity in entities:
            bare = bare.replace(entity["text"], "")
        assert "<" not in bare, "markup that nobody meant"


def elements(found: Any) -> Iterator[Json]:
    """Every element and action, wherever it stands; what a button carries is none."""
    if isinstance(found, dict):
        if "type" in found:
            yield found
        for name, part in found.items():
            if name not in ("data", "msteams"):
                yield from elements(part)
    elif isinstance(found, list):
        for one in found:
            yield from elements(one)


def actions(card: Json) -> list[Json]:
    """Its buttons, in the order in which they stand."""
    return [one for one in elements(card) if one["type"] in ("Action.Execute", "Action.Submit")]


def inputs(card: Json) -> dict[str, Json]:
    """Its inputs, by id."""
    return {one["id"]: one for one in elements(card) if one["type"].startswith("Input.")}


def texts(card: Json) -> list[str]:
    """Its words, a line for each block."""
    found = []
    for one in elements(card):
        if one["type"] == "RichTextBlock":
            found.append("".join(_said(run) for run in one["inlines"]))
        elif one["type"] == "TextBlock":
            found.append(one["text"])
    return found


def shown(card: Json) -> list[str]:
    """Whatever words a reader sees, but those of buttons."""
    found = list(inputs(card).values())
    choices = [str(one["title"]) for asked in found for one in asked.get("choices", [])]
    return [*texts(card), *(str(one.get("label", "")) for one in found), *choices]


def _said(run: Any) -> str:
    return run if isinstance(run, str) else str(run["text"])
