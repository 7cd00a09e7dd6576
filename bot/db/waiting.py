"""What waits in the outbox: when the next of it may be said, and how much there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from bot.db.claiming import opened
from bot.db.models import Lane, OutboxEntry, OutboxState, Road
from bot.db.types import Instant


@dataclass(frozen=True)
class Backlog:
    """Entries by state, and how many seconds the oldest one is past its time (0 where none is); lanes that are in use,
    told to wait or paused, the longest of these waits still to come in seconds, and workspaces that are paused."""

    by_state: Mapping[str, int]
    oldest_seconds: float
    lanes: Mapping[str, int]
    longest_wait_seconds: float
    paused_roads: int


def _next() -> Select[datetime]:
    waited = case((and_(Lane.not_before.is_not(None), Lane.not_before > OutboxEntry.due_at), Lane.not_before))
    instant = case(
        (and_(OutboxEntry.state == OutboxState.SENDING, Lane.leased_until.is_not(None)), Lane.leased_until),
        (waited.is_not(None), waited),
        else_=OutboxEntry.due_at,
    )
    return (
        select(func.min(instant))
        .join_from(OutboxEntry, Lane, Lane.name == OutboxEntry.lane, isouter=True)
        .where(opened(OutboxEntry), instant > bindparam("now"))
    )


_NEXT = _next()


class Waiting:
    def __init__(self, session: Session) -> None:
        self._session = session

    def next_instant(self, now: datetime) -> datetime | None:
        """The first instant after ``now`` at which an entry may be claimed that may not be now: it falls due, its
        lane has waited long enough, or the lease of whoever holds its lane runs out."""
        found: datetime | None = self._session.scalar(_NEXT, {"now": now})
        return found

    def backlog(self, now: datetime) -> Backlog:
        """Counts for whoever watches the service."""
        counted = self._session.execute(select(OutboxEntry.state, func.count()).group_by(OutboxEntry.state))
        oldest = self._session.scalar(
            select(func.min(OutboxEntry.due_at)).where(opened(OutboxEntry), OutboxEntry.due_at <= now)
        )
        by_state = dict.fromkeys((state.value for state in OutboxState), 0)
        by_state.update({state.value: count for state, count in counted})
        longest = self._session.scalar(select(func.max(Lane.not_before)).where(Lane.paused_at.is_(None)))
        return Backlog(
            by_state,
            oldest_seconds=(now - oldest).total_seconds() if oldest else 0.0,
            lanes=self._lanes(now),
            longest_wait_seconds=max((longest - now).total_seconds(), 0.0) if longest else 0.0,
            paused_roads=self._session.scalar(select(func.count()).where(Road.paused_at.is_not(None))) or 0,
        )

    def _lanes(self, now: datetime) -> dict[str, int]:
        """How many lanes are in use, how many were told to wait, how many are paused because their channel is lost."""
        which = {
            "sending": Lane.leased_until > now,
            "waiting": and_(Lane.not_before > now, Lane.paused_at.is_(None)),
            "paused": Lane.paused_at.is_not(None),
        }
        counts = [func.count(case((condition, 1))) for condition in which.values()]
        found = self._session.execute(select(*counts)).one()
        return dict(zip(which, found, strict=True))

    def database_time(self) -> datetime:
        """What the database's own clock says."""
        found: datetime | None = self._session.scalar(select(func.current_timestamp(type_=Instant)))
        if found is None:
            raise LookupError("the database tells no time")
        return found
