"""What somebody left behind, and what became of a group's actions in a week, as facts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.actions import Action
from bot.domain.groups import Group


@dataclass(frozen=True)
class LeftOpen:
    """What somebody had still to do, of posts that nobody has taken up since. ``name`` is empty where a whole seat
    left; ``seat`` is its code, or empty for the secretariat."""

    group: Group
    name: str
    seat: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Week:
    """What became of a group's actions: the new ones that are still open, those done, how many were dropped, moved and
    changed hands; how many are open now, and overdue."""

    group: Group
    added: tuple[Action, ...]
    done: tuple[Action, ...]
    dropped: int
    moved: int
    given: int
    open: int
    overdue: int
