"""What the clock asks about: each chore finds what is due, does one thing at a time, and knows when next.

A tick reads the clock once; each due thing gets a unit of work of its own. Unique keys are the memory, so a
chore may be done again, late, or by two processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.db.unit_of_work import Snapshot, UnitOfWork

Prepared = TypeVar("Prepared")


@dataclass(frozen=True)
class Chore:
    """``due`` gives ids whose time has come at the instant; ``do`` does one of them (and may find that there is
    nothing left to do); ``coming`` is the next instant after the given one at which something falls due,
    ``None`` if nothing is in sight."""

    name: str
    due: Callable[[UnitOfWork, datetime], Sequence[int]]
    do: Callable[[UnitOfWork, int, datetime], None]
    coming: Callable[[UnitOfWork, datetime], datetime | None]


@dataclass(frozen=True)
class LongChore(Generic[Prepared]):
    """A chore that reads much: ``prepare`` does so from one consistent view, while others go on changing; ``keep`` is
    given what came of it, in a unit of work of its own. It looks again whether it is still wanted."""

    name: str
    due: Callable[[UnitOfWork, datetime], Sequence[int]]
    prepare: Callable[[Snapshot, int, datetime], Prepared | None]
    keep: Callable[[UnitOfWork, int, datetime, Prepared | None], None]
    coming: Callable[[UnitOfWork, datetime], datetime | None]
