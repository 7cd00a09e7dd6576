"""A seat that is suspended, or returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.rotation import Role


@dataclass(eq=False)
class SeatSuspendedAlready(DomainError):
    """It is suspended now."""

    seat: str


@dataclass(eq=False)
class SeatIsNotSuspended(DomainError):
    """It is not suspended, nor about to be, so it can't return."""

    seat: str


@dataclass(frozen=True)
class Pause:
    """A seat is suspended, or returns, from a day on. ``now``: that day has come. ``freed``: the turns (number of the
    meeting, role) that it had been told and has no more."""

    group: Group
    seat: str
    on: date
    now: bool
    freed: tuple[tuple[int, Role], ...]
