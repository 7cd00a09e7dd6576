"""The log of a group's actions as somebody may see it: the rows asked for, and how things stand. A seat sees its own
figures, everybody those of the whole group, the secretariat those of every seat, by alphabet and never ranked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.action_lists import Listed, Order
from bot.domain.groups import Group


@dataclass(frozen=True)
class Figures:
    """How many actions of a seat (its code; empty for the secretariat's, ``None`` for the whole group) are open, and
    how many of these are overdue."""

    seat: str | None
    open: int
    overdue: int


@dataclass(frozen=True)
class ActionLog:
    """``groups`` are those the reader is in, ``seats`` the codes of the group's seats by alphabet; ``seat`` is the one
    it is narrowed to, or empty."""

    group: Group
    groups: tuple[Group, ...]
    seats: tuple[str, ...]
    listed: Listed
    order: Order
    seat: str
    figures: tuple[Figures, ...]
