"""The figures that were written down last: as JSON beside this module, and as the README shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.harness import Figure
from tests.benchmarks.picture import draw
from tests.benchmarks.table import amount

ROOT = Path(__file__).resolve().parents[2]
FIGURES, PICTURE, README = ROOT / "tests/benchmarks/figures.json", ROOT / ".images/speed.svg", ROOT / "README.md"
BEGIN, END = "<!-- written by python -m tests.benchmarks --write -->", "<!-- until here -->"
_BETWEEN = re.compile(f"(?<={re.escape(BEGIN)}\n).*(?={re.escape(END)})", re.DOTALL)


def ratios() -> dict[str, float]:
    """The ratio of each row that was written down last; none where nothing was."""
    if not FIGURES.exists():
        return {}
    return {figure["what"]: figure["ratio"] for figure in json.loads(FIGURES.read_text())["figures"]}


def write(read: Mapping[str, Any], *, anew: bool) -> None:
    """Write these figures down, as ``table.as_json`` gives them, for README, its picture and the next run: ``anew``, or
    among those that stand there, each in the place of the same row."""
    if not anew and FIGURES.exists():
        read = merged(json.loads(FIGURES.read_text()), read)
    FIGURES.write_text(json.dumps(read, indent=2, ensure_ascii=False) + "\n")
    PICTURE.write_text(draw(read["machine"], [_figure(figure) for figure in read["figures"]]))
    README.write_text(_BETWEEN.sub(lambda _: markdown(read), README.read_text(encoding="utf-8")), encoding="utf-8")


def merged(stands: Mapping[str, Any], found: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands there with the rows that were found anew; the machine and the day are the latest."""
    rows = {figure["what"]: figure for figure in (*stands["figures"], *found["figures"])}
    notes = list(dict.fromkeys((*stands["notes"], *found["notes"])))
    return {**found, "figures": list(rows.values()), "notes": notes}


def _figure(read: Mapping[str, Any]) -> Figure:
    return Figure(read["what"], read["unit"], read["floor"], read["ours"], read["figures"], read["goal"])


def shown() -> str:
    """What the README says between its marks."""
    found = _BETWEEN.search(README.read_text(encoding="utf-8"))
    if found is None:
        raise LookupError(BEGIN)
    return found[0]


def markdown(read: Mapping[str, Any]) -> str:
    """The table with its machine, its day and its notes."""
    head = f"On {read['machine']}, on {read['at'][:10]}:\n"
    rows = [
        "| what | floor | Convenor | ratio | goal | others in the same run |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rows += [_row(figure) for figure in read["figures"]]
    notes = [f"- {note}" for note in read["notes"]]
    return "\n".join([head, *rows, "", *notes, *([""] if notes else [])])


def _row(figure: Mapping[str, Any]) -> str:
    def told(name: str) -> str:
        return amount(figure["figures"][name], figure["unit"])

    floor, ours = figure["floor"], figure["ours"]
    goal = (
        ""
        if figure["goal"] is None
        else f"{figure['goal']:g}"
        if figure["reached"]
        else f"**{figure['goal']:g} missed**"
    )
    times = {name: value / figure["figures"][floor] for name, value in figure["figures"].items()}
    others = ", ".join(f"{name} {_times(times[name])}" for name in _others(figure))
    return (
        f"| {figure['what']} | {floor}, {told(floor)} | {told(ours)} | {_times(figure['ratio'])} | {goal} | {others} |"
    )


def _others(figure: Mapping[str, Any]) -> Sequence[str]:
    return [name for name in figure["figures"] if name not in (figure["floor"], figure["ours"])]


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"
