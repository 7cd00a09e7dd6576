"""A database that was put back from a copy: what it doesn't know to have been said may have been said all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.models import Restoration

MADE_AGAIN: Final = timedelta(hours=1)
"""What the clock had written since the copy was made, it writes again in its first rounds: for so long, whatever is
written counts as possibly said."""

KEPT_IN_MIND: Final = timedelta(days=30)
"""No entry of a time before a restoration waits longer than that."""


@dataclass(frozen=True)
class Doubt:
    """Entries written before ``until`` may have been said at any time since ``since``."""

    since: datetime
    until: datetime


class Restorations:
    """Over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, *, as_of: datetime, at: datetime | None = None) -> None:
        """The database is a copy made at that instant."""
        self._session.add(Restoration(as_of=as_of, at=at))
        self._session.flush()

    def unbegun(self) -> bool:
        """Whether it is a copy from which nobody has spoken yet."""
        return self._session.scalar(select(Restoration.id).where(Restoration.at.is_(None)).limit(1)) is not None

    def begin(self, now: datetime) -> None:
        """From now on somebody speaks from it."""
        self._session.execute(update(Restoration).where(Restoration.at.is_(None)).values(at=now))

    def doubt(self, now: datetime) -> Doubt | None:
        """What may have been said, if the database was put back lately."""
        found = self._session.execute(
            select(Restoration.as_of, Restoration.at)
            .where(Restoration.at > now - KEPT_IN_MIND)
            .order_by(Restoration.at.desc())
            .limit(1)
        ).first()
        return Doubt(found[0], found[1] + MADE_AGAIN) if found and found[1] else None
