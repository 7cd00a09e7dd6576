"""A line of the table of what was tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tried:
    """``got_in`` counts what had an effect, told something, or wasn't refused as it should be."""

    what: str
    tried: int
    got_in: int
    note: str = ""

    @property
    def good(self) -> bool:
        return self.tried > 0 and not self.got_in

    def __str__(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self.what:<62} {self.tried:>9,} tried, {self.got_in} got in{note}"


Attack = Callable[[str, float], Tried]
"""Asked with the address of an empty database, and how much smaller than whole it is to be."""


def many(number: int, scale: float) -> int:
    return max(int(number * scale), 20)
