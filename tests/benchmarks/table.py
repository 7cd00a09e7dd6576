"""The figures as text and as JSON."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.harness import Figure

WIDEST = 58


def machine() -> str:
    """What this was measured on."""
    processor = _processor() or platform.machine()
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, load {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def line(figure: Figure) -> str:
    """One row: what, the floor, ours, the ratio with its goal, then the peers."""
    goal = {None: "", True: f"  goal {figure.goal}: reached", False: f"  goal {figure.goal}: MISSED"}[figure.reached]
    floor, ours = (amount(figure.figures[name], figure.unit) for name in (figure.floor, figure.ours))
    peers = "".join(
        f"; {name} {amount(value, figure.unit)} ({value / figure.figures[figure.floor]:.2f} ×)"
        for name, value in figure.figures.items()
        if name not in (figure.floor, figure.ours)
    )
    return f"{figure.what:<{WIDEST}} {figure.floor} {floor}; {figure.ours} {ours}: {figure.ratio:.2f} ×{goal}{peers}"


def amount(value: float, unit: str) -> str:
    """``1.23 s``, ``45.6 ms``, ``7.8 µs`` or ``90 MB``."""
    if unit != "s":
        return f"{value:.0f} {unit}"
    for factor, name in ((1, "s"), (1e3, "ms")):
        if value * factor >= 1:
            return f"{value * factor:.3g} {name}"
    return f"{value * 1e6:.3g} µs"


def summary(figures: Sequence[Figure]) -> str:
    """How many goals were reached."""
    with_goal = [figure for figure in figures if figure.goal is not None]
    reached = sum(1 for figure in with_goal if figure.reached)
    return f"{len(figures)} figures, {len(with_goal)} with a goal, {reached} reached"


def as_json(machine: str, figures: Sequence[Figure], notes: Sequence[str]) -> dict[str, Any]:
    """The same, for machines."""
    return {
        "machine": machine,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "figures": [
            {
                "what": figure.what,
                "unit": figure.unit,
                "floor": figure.floor,
                "ours": figure.ours,
                "figures": dict(figure.figures),
                "ratio": round(figure.ratio, 3),
                "goal": figure.goal,
                "reached": figure.reached,
            }
            for figure in figures
        ],
        "notes": list(notes),
    }
