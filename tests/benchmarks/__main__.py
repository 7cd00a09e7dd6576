"""``python -m tests.benchmarks``: the rows of speed, with their floors, measured on this machine now."""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import logging
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import reset_tzpath

import structlog

import tests.benchmarks
from bot.__main__ import RARELY
from tests.benchmarks import picture, table, written
from tests.benchmarks.harness import ROUNDS, Figure, Place
from tests.benchmarks.peers import NotHere, Peers, installed
from tests.benchmarks.processor import Processor, told_here
from tests.benchmarks.servers import postgresql


def benchmarks() -> tuple[str, ...]:
    """The benchmarks by name, in the order of the alphabet."""
    names = (module.name for module in pkgutil.iter_modules(tests.benchmarks.__path__))
    return tuple(
        name
        for name in names
        if not name.startswith(("_", "test_"))
        and hasattr(importlib.import_module(f"tests.benchmarks.{name}"), "measure")
    )


def main(arguments: list[str]) -> int:
    """Run the benchmarks that were named, or all; print the table as it grows."""
    known = benchmarks()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="BENCHMARK", help=f"which: {', '.join(known)} (default: all)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the ratios as bars")
    parser.add_argument("--write", action="store_true", help="write these rows into the README's table and picture")
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help="an interpreter with the peers: none is installed")
    parser.add_argument("--without-peers", action="store_true", help="measure no peers in an environment of their own")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each comparison (at least 5 count)")
    parser.add_argument("--scale", type=float, default=1.0, help="make everything smaller, to try it out")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(known):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    machine = table.machine()
    print(machine, flush=True)
    figures: list[Figure] = []
    with _place(asked.scale, asked.rounds) as place:
        place.peers = None if asked.without_peers else _peers(place, asked.peers)
        for name in asked.names or known:
            for figure in importlib.import_module(f"tests.benchmarks.{name}").measure(place):
                figures.append(figure)
                print(table.line(figure), flush=True)
        for note in place.notes:
            print(f"note: {note}")
    print(table.summary(figures))
    if asked.json:
        asked.json.write_text(json.dumps(table.as_json(machine, figures, place.notes), indent=2) + "\n")
    if asked.svg:
        asked.svg.write_text(picture.draw(machine, figures))
    if asked.write:
        written.write(table.as_json(machine, figures, place.notes), anew=not asked.names)
    return 0


def _peers(place: Place, python: Path | None) -> Peers | None:
    try:
        return Peers(python) if python else installed()
    except NotHere as reason:
        place.note(str(reason))
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing is logged: a terminal would be measured with the rest."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        yield
    finally:
        structlog.configure(**before)


@contextmanager
def _place(scale: float, rounds: int) -> Iterator[Place]:
    reset_tzpath(to=[])
    gc.set_threshold(*RARELY)
    with _quiet(), tempfile.TemporaryDirectory() as name, postgresql(Path(name)) as server:
        place = Place(Path(name), scale, rounds, written=written.ratios())
        if server is None:
            place.note("no PostgreSQL here: only SQLite was measured")
        else:
            place.postgresql, place.psql = server.address, server.psql
        if told_here():
            place.processor = Processor(server.postmaster if server else None)
        else:
            place.note("this system doesn't tell how long a server has worked: what it does was measured by the wall")
        yield place


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
