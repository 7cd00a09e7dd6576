"""The worked examples of the rules, each by its own name: events as people cause them, turns as they then fall."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain.rotation import (
    Basis,
    Cancelling,
    Hosting,
    Missing,
    Policy,
    Role,
    Rotation,
    Slot,
    assign,
    events,
    project,
    replay,
)

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "golden_turns.json").read_text())["cases"]
FAR = 60


class Group:
    """A group whose meetings are numbered in the order in which they happen."""

    def __init__(self, case: dict[str, Any]) -> None:
        policy = case.get("policy", {})
        cancelled = policy.get("cancelled", "keep")
        if isinstance(cancelled, list):  # the two examples that say it in their names: "cancelled, keep: …"
            cancelled = case["id"].removeprefix("cancelled, ").split(":")[0]
        self.basis = Basis(case.get("basis", "held"))
        self.dates = {int(number): date.fromisoformat(day) for number, day in case.get("dates", {}).items()}
        self.first = case.get("first", 1)
        self.rotation: Rotation = replay(
            case["seats"],
            Policy(
                self.basis,
                Hosting(case.get("host", "off")),
                Missing(policy.get("unavailable", "owed")),
                Cancelling(cancelled),
            ),
            had=case.get("had", ()),
        )

    def slots(self) -> list[Slot]:
        numbers = range(self.first, self.first + FAR)
        return [Slot(n, self.dates.get(n)) for n in numbers if not self.rotation.closed(n)]

    def happen(self, *happened: events.Event, through: int | None = None) -> None:
        self.rotation = self.rotation.then(*happened)
        self.rotation = self.rotation.then(*assign(self.rotation, self.slots(), through=through))

    def hold(self, number: int) -> None:
        if self.rotation.closed(number):
            self.happen(events.Held(number))
            return
        self.happen(through=number + 1 if self.basis is Basis.TERM else number)
        if self.basis is Basis.TERM:
            self.happen(events.Began(number))
        self.happen(events.Held(number))
        if self.basis is Basis.TERM:
            self.happen(events.Began(number + 1))


def do(group: Group, what: dict[str, Any]) -> None:
    if what["do"] == "hold":
        for number in range(what["from"], what["to"] + 1):
            group.hold(number)
    elif what["do"] == "tell":
        group.happen(through=what["turn"])
    else:
        group.happen(EVENTS[what["do"]](what))


def _role(what: dict[str, Any]) -> Role:
    return Role(what.get("role", "chair"))


def _on(what: dict[str, Any], key: str = "on") -> date | None:
    return date.fromisoformat(what[key]) if key in what else None


EVENTS: dict[str, Callable[[dict[str, Any]], events.Event]] = {
    "cancel": lambda w: events.Cancelled(w["turn"], Cancelling(w["policy"]) if "policy" in w else None),
    "unavailable": lambda w: events.Unavailable(w["seat"], _role(w), w.get("turn")),
    "available": lambda w: events.Available(w["seat"], _role(w), w.get("turn")),
    "suspend": lambda w: events.Suspended(w["seat"], _on(w)),
    "resume": lambda w: events.Resumed(w["seat"], _on(w)),
    "join": lambda w: events.Joined(w["seat"], w.get("after"), _on(w, "from")),
    "leave": lambda w: events.Left(w["seat"], _on(w)),
    "swap": lambda w: events.Swapped(_role(w), *w["seats"]),
    "decline": lambda w: events.Declined(w["turn"], _role(w), w["seat"]),
    "refuse": lambda w: events.Refused(w["turn"], _role(w), w["seat"]),
    "take": lambda w: events.Taken(w["turn"], _role(w), w["seat"]),
    "name": lambda w: events.Named(w["turn"], _role(w), w["seat"], "a reason"),
    "switch_host": lambda w: events.Named(w["turn"], Role.HOST, w["seat"], "a storm"),
    "order": lambda w: events.Reordered(tuple(w["seats"])),
}


def fallen(group: Group) -> dict[int, tuple[str | None, str | None]]:
    """Every turn by its number: what was held, then what is projected."""
    rotation = group.rotation
    held = {
        number: (rotation.holder(number, Role.CHAIR), rotation.holder(number, Role.HOST))
        for number in range(group.first, group.first + FAR)
        if rotation.closed(number)
    }
    coming = {turn.number: (turn.chair, turn.host) for turn in project(rotation, group.slots()) if turn.number}
    return held | coming


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_turns_fall_as_in_the_worked_example(case: dict[str, Any]) -> None:
    group = Group(case)
    for what in case["events"]:
        do(group, what)
    expect = case["expect"]
    turns = fallen(group)
    for at, role in enumerate(("chairs", "hosts")):
        wanted = {int(number): seat for number, seat in expect.get(role, {}).items()}
        assert {number: turns[number][at] for number in wanted} == wanted
    if "next" in expect:
        coming = project(group.rotation, group.slots())[: len(expect["next"])]
        pairs = isinstance(expect["next"][0], list)
        assert [[turn.chair, turn.host] if pairs else turn.chair for turn in coming] == expect["next"]
    for figure in ("owed", "early", "lapsed", "served"):
        if figure in expect:
            standing = {seat: group.rotation.standing(seat, Role.CHAIR) for seat in group.rotation.seats}
            counts = {seat: getattr(each, figure) for seat, each in standing.items() if getattr(each, figure)}
            assert {seat: counts.get(seat, 0) for seat in expect[figure]} == expect[figure]
            if figure in ("owed", "early"):
                assert counts == expect[figure]
