"""An override of the secretariat, as it is reported."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.rotation import Role, Turn


@dataclass(frozen=True)
class Named:
    """A seat was named for one turn or two. ``turn`` is how the meeting stands now, ``owed`` the seats that are owed a
    turn for it; ``changed`` is false where the seats named had the turns already."""

    group: Group
    meeting: Occasion
    roles: tuple[Role, ...]
    turn: Turn
    reason: str
    owed: tuple[str, ...]
    changed: bool
