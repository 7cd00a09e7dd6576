"""What an action waits for. One that waits reminds nobody until the others are done or dropped; a circle is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.errors import DomainError


@dataclass(frozen=True)
class Need:
    """An action that another one waits for; ``open`` while it is still to be done. A ``marked`` one's text stays out of
    channels."""

    id: int
    reference: str
    text: str
    open: bool
    marked: bool = False

    @property
    def discreet(self) -> Need:
        return replace(self, text="") if self.marked else self


@dataclass(eq=False)
class NeedsItself(DomainError):
    reference: str


@dataclass(eq=False)
class NeedsAlready(DomainError):
    reference: str
    needs: str


@dataclass(eq=False)
class DoesNotNeed(DomainError):
    """Nobody said that it waits for the other one."""

    reference: str
    needs: str


@dataclass(eq=False)
class NeedsInACircle(DomainError):
    """The other one waits for this one already, ``way`` names by which: VAWG-3, VAWG-7, VAWG-3."""

    reference: str
    needs: str
    way: str


def circle(action: int, needs: int, edges: Mapping[int, Collection[int]]) -> tuple[int, ...]:
    """The way from ``needs`` back to ``action`` by what waits for what, both ends named; empty where there is none.

    ``edges`` tells for each action which others it needs.
    """
    ways: list[tuple[int, ...]] = [(needs,)]
    seen = {needs}
    while ways:
        way = ways.pop(0)
        if way[-1] == action:
            return way
        for further in sorted(edges.get(way[-1], ())):
            if further not in seen:
                seen.add(further)
                ways.append((*way, further))
    return ()
