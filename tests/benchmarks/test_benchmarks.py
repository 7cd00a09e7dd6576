"""The benchmarks run, on very little of everything. How fast anything is, no test says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.benchmarks import picture, table, written
from tests.benchmarks.__main__ import benchmarks, main
from tests.benchmarks.harness import Figure, compare

REACHED = Figure("a list", "s", "floor", "ours", {"floor": 0.001, "ours": 0.002, "peer": 0.02}, 3)
MISSED = Figure("memory <&>", "MB", "few", "many", {"few": 100.0, "many": 200.0}, 1.1)
PRINTED = Figure("start", "s", "bare", "ours", {"bare": 0.5, "ours": 2.0})


def test_every_goal_of_this_house_has_its_benchmark() -> None:
    assert set(benchmarks()) >= {
        "action_list",
        "delivery",
        "dispatch",
        "export",
        "lists",
        "projection",
        "start",
        "tick",
        "workbooks",
    }


@pytest.mark.parametrize("name", ["projection", "lists", "dispatch", "action_list", "delivery", "workbooks"])
def test_a_benchmark_gives_figures_as_text_as_json_and_as_a_picture(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, drawn = tmp_path / "figures.json", tmp_path / "figures.svg"
    given = [name, "--scale", "0.001", "--rounds", "1", "--json", str(figures), "--svg", str(drawn)]
    given += ["--peers", sys.executable]
    assert main(given) == 0
    read = json.loads(figures.read_text())
    assert read["figures"]
    printed = capsys.readouterr().out
    for figure in read["figures"]:
        assert figure["what"] in printed
        assert all(value > 0 for value in figure["figures"].values())
    assert ElementTree.parse(drawn).getroot().tag.endswith("svg")


def test_a_line_says_the_ratio_its_goal_and_the_peers() -> None:
    assert "floor 1 ms; ours 2 ms: 2.00 ×  goal 3: reached; peer 20 ms (20.00 ×)" in table.line(REACHED)
    assert "2.00 ×  goal 1.1: MISSED" in table.line(MISSED)
    assert table.line(PRINTED).endswith("ours 2 s: 4.00 ×")
    assert table.summary([REACHED, MISSED, PRINTED]) == "3 figures, 2 with a goal, 1 reached"


def test_the_picture_has_a_bar_for_each_contender_and_a_mark_for_each_goal() -> None:
    root = ElementTree.fromstring(picture.draw("a machine", [REACHED, MISSED, PRINTED]))
    kinds = [element.tag.rsplit("}", 1)[-1] for element in root]
    assert kinds.count("rect") == 1 + 7
    assert kinds.count("path") == 2


def test_the_readme_shows_the_figures_that_were_written_down() -> None:
    assert written.shown() == written.markdown(json.loads(written.FIGURES.read_text()))


def test_a_row_of_the_readme_tells_floor_ratio_goal_and_the_others() -> None:
    read = table.as_json("a machine", [REACHED, MISSED], ["a note"])
    assert written.markdown(read).splitlines()[4:] == [
        "| a list | floor, 1 ms | 2 ms | 2.00 | 3 | peer 20 |",
        "| memory <&> | few, 100 MB | 200 MB | 2.00 | **1.1 missed** |  |",
        "",
        "- a note",
    ]


def test_a_row_that_is_measured_again_takes_its_own_place() -> None:
    again = Figure("a list", "s", "floor", "ours", {"floor": 0.001, "ours": 0.003}, 3)
    stands, found = (table.as_json("a machine", some, []) for some in ([REACHED, MISSED], [again]))
    assert [(one["what"], one["ratio"]) for one in written.merged(stands, found)["figures"]] == [
        ("a list", 3.0),
        ("memory <&>", 2.0),
    ]


def test_contenders_take_turns_and_each_is_warmed_up_once() -> None:
    ran: list[str] = []
    ticks = iter(range(100))
    found = compare({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, rounds=2, clock=lambda: next(ticks))
    assert ran == ["a", "b", "a", "b", "b", "a"]
    assert found == {"a": 1, "b": 1}
