"""Speed as a ratio to a floor that is measured in the same run: interleaved, the median of at least five rounds.

A module of this folder with a function ``measure(place: Place) -> Iterator[Figure]`` is a benchmark.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.peers import NotHere, Peers

ROUNDS = 5
NOISE = 1.1


@dataclass(frozen=True)
class Figure:
    """One row. ``figures`` are by contender, in ``unit``; ``floor`` and ``ours`` name two of them, the rest are peers
    in the same run. ``goal`` is the highest ratio of ours to the floor, ``None`` where a figure is only printed."""

    what: str
    unit: str
    floor: str
    ours: str
    figures: Mapping[str, float]
    goal: float | None = None

    @property
    def ratio(self) -> float:
        return self.figures[self.ours] / self.figures[self.floor]

    @property
    def reached(self) -> bool | None:
        """Whether the goal was reached; ``None`` where there is none."""
        return None if self.goal is None else self.ratio <= self.goal


@dataclass
class Place:
    """Where a run happens. ``scale`` makes the numbers smaller, to see that everything runs; ``postgresql`` is the
    address of an empty server for SQLAlchemy, ``psql`` its command, each ``None`` where there is none. ``processor`` is
    the clock for what works in several processes; ``peers`` are ``None`` where there are none to be had; ``written``
    are the ratios that were written down last, by row."""

    folder: Path
    scale: float = 1.0
    rounds: int = ROUNDS
    postgresql: str | None = None
    psql: Path | None = None
    notes: list[str] = field(default_factory=list)
    processor: Callable[[], float] = time.perf_counter
    peers: Peers | None = None
    written: Mapping[str, float] = field(default_factory=dict)

    def many(self, count: int) -> int:
        """So many rows, groups or people, at this scale."""
        return max(int(count * self.scale), 20)

    def sqlite(self, name: str) -> str:
        """The address of a new SQLite file."""
        path = self.folder / f"{name}.db"
        for old in self.folder.glob(f"{name}.db*"):
            old.unlink()
        return f"sqlite:///{path}"

    def no_worse(self, what: str) -> float | None:
        """The goal of a row that has no other: what was written down last, and a tenth for the noise."""
        return round(self.written[what] * NOISE, 2) if what in self.written else None

    @contextmanager
    def beside(self, commands: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, Callable[[], object]]]:
        """Peers by name, ready for their turns: none where they can't be had, which is noted."""
        with ExitStack() as stack:
            found: Mapping[str, Callable[[], object]] = {}
            if self.peers is not None:
                try:
                    found = stack.enter_context(self.peers.running(commands))
                except NotHere as reason:
                    self.note(str(reason))
            yield found

    def note(self, text: str) -> None:
        """Something that a reader of the table must know, once."""
        if text not in self.notes:
            self.notes.append(text)


def compare(
    contenders: Mapping[str, Callable[[], object]],
    *,
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """The median seconds of each, by ``clock``. Every contender runs once before the first round; in each round they
    take turns, each time another one first."""
    names = list(contenders)
    for name in names:
        contenders[name]()
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            began = clock()
            contenders[name]()
            seconds[name].append(clock() - began)
    return {name: statistics.median(found) for name, found in seconds.items()}


Measure = Callable[[Place], Iterator[Figure]]
