"""The delivery record as it is read: what became of everything that was to be said in a group."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from bot.db.models import Lane, Official, OutboxEntry, OutboxState, Place, Refusal, Road
from bot.domain.deliveries import INSTEAD_OF, PAGE, Came, Delivery, Paused, Refused

_CAME = {
    OutboxState.READY: Came.WAITING,
    OutboxState.SENDING: Came.WAITING,
    OutboxState.UNKNOWN: Came.UNSURE,
    OutboxState.SENT: Came.SENT,
    OutboxState.STALE: Came.STALE,
    OutboxState.UNDELIVERABLE: Came.FAILED,
}
_WHEN = func.coalesce(OutboxEntry.sent_at, OutboxEntry.due_at, type_=OutboxEntry.due_at.type)


class Delivered:
    """Over a session that reads."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_group(
        self,
        group_id: int,
        *,
        came: Came | None = None,
        official_id: int | None = None,
        since: datetime | None = None,
        before: datetime | None = None,
        page: int = 1,
    ) -> tuple[int, tuple[Delivery, ...]]:
        """How many there are, and one page of them, the latest first."""
        wanted = _wanted(group_id, came, official_id, since, before)
        count = self._session.scalar(select(func.count()).select_from(OutboxEntry).where(*wanted)) or 0
        rows = self._session.execute(
            select(OutboxEntry, Official.name)
            .outerjoin(Official, Official.id == OutboxEntry.official_id)
            .where(*wanted)
            .order_by(_WHEN.desc(), OutboxEntry.id.desc())
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        ).all()
        entries = [entry for entry, _ in rows]
        refused = self._refused([entry.id for entry in entries])
        meant = self._names({entry.facts[INSTEAD_OF][0] for entry in entries if INSTEAD_OF in entry.facts})
        return count, tuple(_delivery(entry, name, refused.get(entry.id, []), meant) for entry, name in rows)

    def counts(self, group_id: int) -> dict[Came, int]:
        """Everything that was ever to be said in the group, by what came of it."""
        rows = self._session.execute(
            select(OutboxEntry.state, func.count()).where(OutboxEntry.group_id == group_id).group_by(OutboxEntry.state)
        )
        found = dict.fromkeys(Came, 0)
        for state, count in rows:
            found[_CAME[state]] += count
        return found

    def paused(self, group_id: int) -> Iterator[Paused]:
        """The channels of the group that were lost, and the workspaces of its channels that were."""
        places = self._session.scalars(select(Place).where(Place.group_id == group_id).order_by(Place.id)).all()
        for place in places:
            found = self.lane(":".join((place.platform, place.workspace, place.channel)))
            if found is not None:
                yield Paused(place.platform, place.workspace, place.channel, *found)
        roads = self._session.scalars(
            select(Road)
            .where(
                Road.paused_at.is_not(None),
                tuple_(Road.platform, Road.workspace).in_([(p.platform, p.workspace) for p in places]),
            )
            .order_by(Road.platform, Road.workspace)
        )
        for road in roads if places else ():
            if road.paused_at is not None:
                yield Paused(road.platform, road.workspace, "", road.paused_at, road.paused_reason or "")

    def lane(self, lane: str) -> tuple[datetime, str] | None:
        """Since when a channel is lost, and why; ``None`` where it isn't."""
        found = self._session.get(Lane, lane)
        return (found.paused_at, found.paused_reason or "") if found is not None and found.paused_at else None

    def road(self, platform: str, workspace: str) -> tuple[datetime, str] | None:
        """Since when a workspace is lost, and why; ``None`` where it isn't."""
        found = self._session.get(Road, (platform, workspace))
        return (found.paused_at, found.paused_reason or "") if found is not None and found.paused_at else None

    def told(self, official_id: int, *, group_id: int, subject: str) -> Sequence[dict[str, Any]]:
        """The facts of what was said, or is still to be said, to a person of this kind."""
        return self._session.scalars(
            select(OutboxEntry.facts).where(
                OutboxEntry.official_id == official_id,
                OutboxEntry.group_id == group_id,
                OutboxEntry.subject == subject,
                OutboxEntry.state.in_((OutboxState.READY, OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.SENT)),
            )
        ).all()

    def _refused(self, entries: Collection[int]) -> dict[int, list[Refused]]:
        found: dict[int, list[Refused]] = {}
        for row in self._session.scalars(select(Refusal).where(Refusal.entry_id.in_(entries)).order_by(Refusal.id)):
            found.setdefault(row.entry_id, []).append(Refused(row.platform, row.reason))
        return found

    def _names(self, officials: Collection[int]) -> dict[int, str]:
        rows = self._session.execute(select(Official.id, Official.name).where(Official.id.in_(officials)))
        return {official_id: name for official_id, name in rows}


def _wanted(
    group_id: int, came: Came | None, official_id: int | None, since: datetime | None, before: datetime | None
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [OutboxEntry.group_id == group_id]
    if came is not None:
        wanted.append(OutboxEntry.state.in_([state for state, found in _CAME.items() if found is came]))
    if official_id is not None:
        wanted.append(OutboxEntry.official_id == official_id)
    if since is not None:
        wanted.append(since <= _WHEN)
    if before is not None:
        wanted.append(before > _WHEN)
    return wanted


def _delivery(entry: OutboxEntry, name: str | None, refused: Sequence[Refused], meant: dict[int, str]) -> Delivery:
    first = entry.facts.get(INSTEAD_OF, [None])[0]
    return Delivery(
        subject=entry.subject,
        came=_CAME[entry.state],
        at=entry.sent_at or entry.due_at,
        platform=entry.platform or entry.sent_to.partition(":")[0],
        to=name,
        channel=entry.channel or None,
        reason=entry.reason,
        attempts=entry.attempts,
        refused=tuple(refused),
        instead_of=meant.get(first) if first is not None else None,
    )
