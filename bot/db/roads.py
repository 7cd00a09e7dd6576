"""The roads into workspaces: how fast each may be used, how much is under way on it, and whether it is closed.

A workspace has one pace for all its channels, whoever sends. So each message is given an instant of its own before it
leaves, and the next free one stands in the workspace's row: two processes can't use the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.db.engine import inserting
from bot.db.models import Lane, Road
from bot.domain.deliveries import NOT_INSTALLED

IN_FLIGHT: Final = 50
"""Messages under way in one workspace at a time, all processes together."""

AHEAD: Final = timedelta(seconds=1)
"""How far ahead instants are given out, and how far behind they still are, so that a slow exchange with the database
wastes none of them."""

PROBED_AFTER: Final = timedelta(days=1)
"""What was lost is tried again once a day: somebody may have mended it without telling us."""

LOOKED_AGAIN: Final = timedelta(minutes=10)
"""How long a person waits whose only addresses are in workspaces that are closed."""


def name(platform: str, workspace: str) -> str:
    """A road by name, as a lane remembers it."""
    return f"{platform}:{workspace}"


class Traffic:
    """What one claim knows of the roads, and gives out on them. ``rates`` are messages a second in a workspace, by
    platform; a platform without one takes any number."""

    def __init__(self, roads: Roads, now: datetime, rates: Mapping[str, float]) -> None:
        self._roads = roads
        self._now = now
        self._rates = rates
        self._known = roads.locked()
        self._flying = roads.under_way(now)
        self.next_at: datetime | None = None
        """When the first road that had no instant left has one again."""

    def closed(self) -> list[str]:
        """Roads, by name, on which nothing may leave now."""
        return [road for road, row in self._known.items() if self._shut(road, row)]

    def paused(self, platform: str, workspace: str) -> bool:
        """Whether the workspace was lost, and isn't to be tried yet."""
        row = self._known.get(name(platform, workspace))
        return row is not None and row.paused_until is not None and row.paused_until > self._now

    def absent(self, platform: str, workspace: str) -> str:
        """The platform's word where the workspace was lost because we aren't there any more: no person is to wait for
        that. Else empty."""
        row = self._known.get(name(platform, workspace))
        return row.paused_reason or "" if row is not None and row.paused_reason in NOT_INSTALLED else ""

    def on_trial(self, platform: str, workspace: str) -> bool:
        """Whether the workspace was lost, and this is the one message that tries it."""
        row = self._known.get(name(platform, workspace))
        return row is not None and row.paused_at is not None

    def instant(self, platform: str, workspace: str) -> datetime | None:
        """Takes the next instant at which a message may leave; ``None`` where there is none soon."""
        road = name(platform, workspace)
        row = self._known.get(road)
        rate = self._rates.get(platform)
        if row is None and rate is not None:
            row = self._known[road] = self._roads.row(platform, workspace)
        if self._shut(road, row):
            return None
        self._flying[road] += 1
        if row is None:
            return self._now
        if row.paused_at is not None:
            row.paused_until = self._now + PROBED_AFTER
        if rate is None:
            return self._now
        at = max(self._now - AHEAD, row.next_at or self._now)
        row.next_at = at + timedelta(seconds=1 / rate)
        return max(at, self._now)

    def opens(self, platform: str, workspace: str, place: int) -> datetime:
        """When whoever stands at that place in the queue may look again."""
        row, rate = self._known.get(name(platform, workspace)), self._rates.get(platform, float(IN_FLIGHT))
        free = max(self._now, (row.next_at or self._now) - AHEAD) if row is not None else self._now
        return free + timedelta(seconds=(place + 1) / rate)

    def _shut(self, road: str, row: Road | None) -> bool:
        if row is not None and row.paused_until is not None and row.paused_until > self._now:
            return True
        if row is not None and row.next_at is not None and row.next_at >= self._now + AHEAD:
            opens = row.next_at - AHEAD / 2
            self.next_at = opens if self.next_at is None else min(self.next_at, opens)
            return True
        return self._flying[road] >= IN_FLIGHT


class Roads:
    """Over a session that writes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def locked(self) -> dict[str, Road]:
        """All roads by name, held against other claimers, always in the same order."""
        found = self._session.scalars(
            select(Road)
            .order_by(Road.platform, Road.workspace)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return {name(road.platform, road.workspace): road for road in found}

    def under_way(self, now: datetime) -> Counter[str]:
        """How many messages are being sent, by road."""
        rows = self._session.execute(
            select(Lane.road, func.count()).where(Lane.leased_until > now, Lane.road.is_not(None)).group_by(Lane.road)
        )
        return Counter({road: count for road, count in rows if road is not None})

    def row(self, platform: str, workspace: str) -> Road:
        """The road's row, made where it wasn't there yet."""
        statement = inserting(self._session)(Road).values(platform=platform, workspace=workspace)
        self._session.execute(statement.on_conflict_do_nothing())
        return self._session.get_one(Road, (platform, workspace), populate_existing=True)

    def pause(self, platform: str, workspace: str, *, reason: str, now: datetime) -> bool:
        """The workspace is lost: nothing is sent there for a day. Whether that is news."""
        row = self.row(platform, workspace)
        news = row.paused_at is None
        row.paused_at, row.paused_reason = row.paused_at or now, reason
        row.paused_until = now + PROBED_AFTER
        self._session.flush()
        return news

    def left(self, platform: str, workspace: str, *, reason: str, now: datetime) -> None:
        """We were removed from the workspace. That it was lost before is known already, but not that nobody need wait
        for it."""
        row = self._session.get(Road, (platform, workspace))
        if row is not None and row.paused_at is not None:
            self.pause(platform, workspace, reason=reason, now=now)

    def resume(self, platform: str, workspace: str) -> None:
        """The workspace answers again."""
        self._session.execute(
            update(Road)
            .where(Road.platform == platform, Road.workspace == workspace, Road.paused_at.is_not(None))
            .values(paused_at=None, paused_until=None, paused_reason=None)
        )

    def tried(self, platform: str, workspace: str, now: datetime, *, good: bool) -> None:
        """The message that tried a lost workspace came through; or told nothing of it, and another one may try."""
        if good:
            self.resume(platform, workspace)
            return
        self._session.execute(
            update(Road).where(Road.platform == platform, Road.workspace == workspace).values(paused_until=now)
        )

    def paused(self) -> Iterator[Road]:
        """Workspaces that are lost."""
        yield from self._session.scalars(select(Road).where(Road.paused_at.is_not(None)))
