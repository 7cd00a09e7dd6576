"""Two groups that want the same people at the same time. Each secretariat is told who and when, and nothing else of the
other group."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Group
from bot.domain.meetings import Meeting


@dataclass(frozen=True)
class Pair:
    """One of our meetings and another group's, by their ids and the versions that overlap, with the officials who are
    wanted in both."""

    ours: int
    our_sequence: int
    theirs: int
    their_sequence: int
    shared: tuple[int, ...]

    @property
    def turned(self) -> Pair:
        """The same, as the other group sees it."""
        return Pair(self.theirs, self.their_sequence, self.ours, self.our_sequence, self.shared)

    @property
    def meetings(self) -> tuple[int, int, int, int]:
        return self.ours, self.our_sequence, self.theirs, self.their_sequence

    def told_by(self, other: Pair) -> bool:
        """Whether whoever was told of ``other`` knows this already."""
        return self.meetings == other.meetings and set(self.shared) <= set(other.shared)


def news(found: Iterable[Pair], told: Collection[Pair]) -> tuple[Pair, ...]:
    """What was not told before, in the order of our meetings."""
    new = [pair for pair in found if not any(pair.told_by(other) for other in told)]
    return tuple(sorted(new, key=lambda pair: (pair.ours, pair.theirs)))


@dataclass(frozen=True)
class Overlap:
    """One of our meetings, who of its people is wanted elsewhere, and from when to when both go on."""

    meeting: Meeting
    names: tuple[str, ...]
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Clashing:
    """What a group's secretariat is told."""

    group: Group
    overlaps: tuple[Overlap, ...]
