"""Figures about turns. Shared ones are totals: administrations are never compared with each other."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.groups import Group
from bot.domain.rotation import Role, Standing


@dataclass(frozen=True)
class Figures:
    """One seat's figures in one rotation."""

    seat: str
    role: Role
    standing: Standing


@dataclass(frozen=True)
class Fairness:
    """What the asking person may see: ``seats`` are the own ones, or all (``everything``) for the secretariat.
    ``served`` and ``owed`` are the group's totals by role."""

    group: Group
    seats: tuple[Figures, ...]
    served: tuple[tuple[Role, int], ...]
    owed: tuple[tuple[Role, int], ...]
    everything: bool
