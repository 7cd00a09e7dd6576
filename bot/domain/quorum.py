"""Whether enough seats are there. Each counts once, however many people sit for it; observers and guests don't."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Quorum:
    """How many seats are present, of how many, and how many are needed. ``noted``: whether anybody's attendance was
    noted at all."""

    present: int
    seats: int
    needed: int
    noted: bool

    @property
    def reached(self) -> bool:
        return self.present >= self.needed

    @property
    def lacking(self) -> bool:
        """Whether it is known that there are too few."""
        return self.noted and not self.reached


def quorum(present: Collection[str], *, seats: int, needed: int, noted: bool) -> Quorum:
    """The quorum of a meeting from the codes of the seats that are present."""
    return Quorum(len(set(present)), seats, needed, noted)
