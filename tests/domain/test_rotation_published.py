"""Rotations of public bodies as they were published, replayed: the rules give each turn to whoever really had it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain.rotation import Role, project
from tests.domain.test_rotation_golden import Group, do, fallen

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "published_rotations.json").read_text())["cases"]
each = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


@each
def test_every_turn_falls_to_whoever_really_had_it(case: dict[str, Any]) -> None:
    group = Group(case)
    for what in case["events"]:
        do(group, what)
    turns = fallen(group)
    assert [[label, turns[number][0]] for number, (label, _) in enumerate(case["turns"], 1)] == case["turns"]


@each
def test_what_was_projected_before_the_last_change_is_what_happened(case: dict[str, Any]) -> None:
    """Nothing is known of the future but the rules: from the last change on, the projection is the history."""
    group = Group(case)
    last = max(at for at, what in enumerate(case["events"]) if what["do"] != "hold" or at == 0)
    for what in case["events"][: last + 1]:
        do(group, what)
    closed = sum(group.rotation.closed(number) for number in range(1, len(case["turns"]) + 1))
    coming = [turn.chair for turn in project(group.rotation, group.slots())]
    wanted = [seat for _, seat in case["turns"][closed:]]
    assert coming[: len(wanted)] == wanted
    assert all(group.rotation.holder(n, Role.CHAIR) == case["turns"][n - 1][1] for n in range(1, closed + 1))
    assert case["sources"]
