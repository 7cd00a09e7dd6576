"""Taking a command back: for fifteen minutes, by its author, while nobody touched the same thing since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.errors import DomainError
from bot.domain.groups import Seat
from bot.domain.occasions import When
from bot.domain.people import Membership

WINDOW = timedelta(minutes=15)

UndoneFact = str | int | date | When | tuple[Membership, ...] | tuple[Seat, ...]


@dataclass(eq=False)
class NothingToUndo(DomainError):
    """The person changed nothing of late that can be taken back."""


@dataclass(eq=False)
class TooLateToUndo(DomainError):
    """More than ``minutes`` have passed."""

    spent = True

    minutes: int


@dataclass(eq=False)
class AlreadyUndone(DomainError):
    """It was taken back before."""

    spent = True


@dataclass(eq=False)
class ChangedSince(DomainError):
    """Somebody, or the clock, changed the same thing since: what stands now stays."""

    spent = True


@dataclass(eq=False)
class BegunSince(DomainError):
    """The meeting of that ``reference`` has begun, or the term was handed over: whoever chairs it then stays so."""

    spent = True

    reference: str


@dataclass(eq=False)
class ExportedSince(DomainError):
    """The group's record was handed out as a file since: what stands in it stays."""

    spent = True


@dataclass(frozen=True)
class TakenBack:
    """What was taken back: ``inverse`` names its sentence, ``facts`` stand in it (strings as what people typed,
    posts and seats by their names); who did it, in which group; whether the group's channels hear of it."""

    inverse: str
    facts: Mapping[str, UndoneFact]
    by: str
    group_id: int | None
    public: bool = True


def require_in_time(at: datetime, now: datetime) -> None:
    """Raise ``TooLateToUndo`` unless ``now`` is within the window that opened ``at`` (both UTC)."""
    if now - at > WINDOW:
        raise TooLateToUndo(int(WINDOW.total_seconds()) // 60)
