"""A future turn that moved, as its seat is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.groups import Group
from bot.domain.rotation import Role


class Because(StrEnum):
    """Why turns moved. What it is about (a seat's code, a meeting's number) stands beside it."""

    JOINED = "joined"
    LEFT = "left"
    REORDERED = "reordered"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    NAMED = "named"
    CANCELLED = "cancelled"
    MEETING_ADDED = "meeting-added"
    MEETING_MOVED = "meeting-moved"
    SERIES = "series"
    POLICY = "policy"
    TAKEN_BACK = "taken-back"
    SWAPPED = "swapped"


@dataclass(frozen=True)
class Place:
    """Where a turn stands: the meeting's number and its day."""

    number: int
    day: date


@dataclass(frozen=True)
class Move:
    """A seat's next turn of a role: where it was shown, where it is now (``None``: in no meeting planned so far)."""

    role: Role
    before: Place
    after: Place | None


@dataclass(frozen=True)
class Moved:
    """A seat's next turns that are others now, and why."""

    group: Group
    seat: str
    moves: tuple[Move, ...]
    why: Because
    about: str
