"""The outbox as its senders see it: claiming lanes with a lease, and settling what came of a send.

The lease is on the lane, so that order holds across processes. It carries a fence that rises with each claim:
whoever slept past the lease settles with an old fence and is refused. An entry that a dead process left
``sending`` is claimed again once its lane's lease has run out, as one of unknown outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, aliased

from bot.db.models import Account, Lane, Official, OutboxEntry, OutboxState, Record
from bot.db.models.machine import OPEN_STATES
from bot.db.types import Instant

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 30
EMAIL = "email"
"""The platform on which an official's own address is the account."""


@dataclass(frozen=True)
class Claim:
    """One entry, ours to send until ``until``. ``attempt`` counts from 1; ``again`` says that an earlier attempt
    may have been said. ``channel`` is an account where ``official_id`` is set."""

    id: int
    lane: str
    fence: int
    until: datetime
    attempt: int
    again: bool
    key: str
    subject: str
    facts: Mapping[str, Any]
    group_id: int | None
    official_id: int | None
    due_at: datetime
    platform: str
    workspace: str
    channel: str

    @property
    def address(self) -> str:
        """Where it goes, for ``sent_to`` and the log."""
        return ":".join((self.platform, self.workspace, self.channel))


@dataclass(frozen=True)
class Outcome:
    """What came of a claim. ``state`` is an end, or ``ready`` or ``unknown`` for another try. ``wait_until`` holds
    the whole lane back, so that its order is kept; ``due_at`` puts this entry behind those that wait with it."""

    claim: Claim
    state: OutboxState
    reason: str = ""
    platform_id: str = ""
    wait_until: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class Claimed:
    """What a claim found: entries to send, and how many were settled at once because nothing can be sent."""

    claims: tuple[Claim, ...] = ()
    stale: int = 0
    undeliverable: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.claims or self.stale or self.undeliverable)


class Deliveries:
    """Over a session that writes; the caller commits before it sends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def anything_due(self, now: datetime, platforms: Sequence[str]) -> bool:
        """Whether a claim is worth its transaction."""
        if not platforms:
            return False
        found = (
            select(OutboxEntry.id)
            .join_from(OutboxEntry, Lane, Lane.name == OutboxEntry.lane, isouter=True)
            .where(opened(OutboxEntry), OutboxEntry.due_at <= now, _reachable(OutboxEntry, platforms), *_free(now))
            .limit(1)
        )
        return self._session.scalar(found) is not None

    def claim(
        self, *, now: datetime, holder: str, platforms: Sequence[str], limit: int, lease: timedelta = LEASE
    ) -> Claimed:
        """The first due entry of up to ``limit`` free lanes, oldest first, marked ``sending`` under a lease.

        ``platforms`` are those that can be reached from here, the preferred one first: places elsewhere are left
        alone, and a person is written to at the first of them where they have an account.
        """
        if limit < 1 or not self.anything_due(now, platforms):
            return Claimed()
        self._open_lanes(now)
        lanes = self._free_lanes(now, platforms, limit)
        if not lanes:
            return Claimed()
        entries = self._heads([lane.name for lane in lanes.values()], now, platforms)
        addresses = self._addresses([e.official_id for e in entries if e.official_id is not None], platforms)
        claims: list[Claim] = []
        stale = undeliverable = 0
        for entry in entries:
            place = self._place(entry, addresses)
            if entry.expires_at is not None and entry.expires_at <= now:
                entry.state, entry.reason, stale = OutboxState.STALE, "expired", stale + 1
            elif place is None or entry.attempts >= MAX_ATTEMPTS:
                entry.state, undeliverable = OutboxState.UNDELIVERABLE, undeliverable + 1
                entry.reason = "no address" if place is None else entry.reason or "too many attempts"
            else:
                claims.append(_claimed(entry, lanes[entry.lane], place, holder, now + lease))
        self._session.flush()
        return Claimed(tuple(claims), stale, undeliverable)

    def settle(self, outcome: Outcome, *, now: datetime) -> bool:
        """Write down what came of a claim, and free its lane. ``False``, with nothing changed, if the lane has been
        claimed by another since."""
        claim, sent = outcome.claim, outcome.state is OutboxState.SENT
        connection = self._session.connection()
        freed = connection.execute(
            _FREED, {"claimed": claim.lane, "claimed_fence": claim.fence, "wait_until": outcome.wait_until}
        )
        if freed.rowcount == 0:
            return False
        connection.execute(
            _SETTLED,
            {
                "claimed": claim.id,
                "became": outcome.state,
                "why": outcome.reason,
                "at": now if sent else None,
                "where": claim.address if sent else "",
                "said": outcome.platform_id,
                "put_off": outcome.due_at,
            },
        )
        return True

    def _open_lanes(self, now: datetime) -> None:
        """Every lane with something due has its row."""
        insert = insert_sqlite if self._session.get_bind().dialect.name == "sqlite" else insert_postgresql
        names = (
            select(OutboxEntry.lane, literal(""), literal(0))
            .where(
                opened(OutboxEntry),
                OutboxEntry.due_at <= now,
                ~select(Lane.name).where(Lane.name == OutboxEntry.lane).exists(),
            )
            .distinct()
            .order_by(OutboxEntry.lane)  # two processes must not wait for each other
        )
        self._session.execute(insert(Lane).from_select(["name", "leased_by", "fence"], names).on_conflict_do_nothing())

    def _free_lanes(self, now: datetime, platforms: Sequence[str], limit: int) -> dict[str, Lane]:
        """Lanes that may send now, locked against other claimers, in the order in which their heads fell due."""
        waiting = (
            select(func.min(OutboxEntry.due_at))
            .where(
                OutboxEntry.lane == Lane.name,
                opened(OutboxEntry),
                OutboxEntry.due_at <= now,
                _reachable(OutboxEntry, platforms),
            )
            .correlate(Lane)
            .scalar_subquery()
        )
        found = self._session.scalars(
            select(Lane)
            .where(
                *_free(now),
                waiting.is_not(None),
            )
            .order_by(waiting, Lane.name)
            .limit(limit)
            .with_for_update(of=Lane, skip_locked=True)
            .execution_options(populate_existing=True)
        )
        return {lane.name: lane for lane in found}

    def _heads(self, lanes: Sequence[str], now: datetime, platforms: Sequence[str]) -> Sequence[OutboxEntry]:
        """The first due entry of each lane."""
        behind = aliased(OutboxEntry)
        first = (
            select(behind.id)
            .where(behind.lane == Lane.name, opened(behind), behind.due_at <= now, _reachable(behind, platforms))
            .order_by(behind.due_at, behind.id)
            .limit(1)
            .correlate(Lane)
            .scalar_subquery()
        )
        return self._session.scalars(
            select(OutboxEntry)
            .where(OutboxEntry.id.in_(select(first).where(Lane.name.in_(lanes))))
            .order_by(OutboxEntry.due_at, OutboxEntry.id)
            .execution_options(populate_existing=True)
        ).all()

    def _addresses(self, officials: Sequence[int], platforms: Sequence[str]) -> dict[int, tuple[str, str, str]]:
        """Where each official is written to: the first platform on which they have an account, their oldest there."""
        found: dict[int, list[tuple[int, int, tuple[str, str, str]]]] = {}
        rank = {platform: place for place, platform in enumerate(platforms)}
        accounts = self._session.execute(
            select(Account.official_id, Account.id, Account.platform, Account.workspace, Account.account).where(
                Account.official_id.in_(officials), Account.platform.in_(platforms)
            )
        )
        for official, number, *place in accounts:
            found.setdefault(official, []).append((rank[place[0]], number, (place[0], place[1], place[2])))
        if EMAIL in rank:
            mailed = select(Official.id, Official.email).where(Official.id.in_(officials), Official.email.is_not(None))
            for official, email in self._session.execute(mailed):
                found.setdefault(official, []).append((rank[EMAIL], 0, (EMAIL, "", str(email))))
        return {official: min(places)[2] for official, places in found.items()}

    def _place(self, entry: OutboxEntry, addresses: Mapping[int, tuple[str, str, str]]) -> tuple[str, str, str] | None:
        if entry.official_id is None:
            return (entry.platform, entry.workspace, entry.channel)
        return addresses.get(entry.official_id)


_LANES, _OUTBOX = Record.metadata.tables["lanes"], Record.metadata.tables["outbox"]
_FREED = (
    update(_LANES)
    .where(
        _LANES.c.name == bindparam("claimed"), _LANES.c.fence == bindparam("claimed_fence"), _LANES.c.leased_by != ""
    )
    .values(leased_by="", leased_until=None, not_before=bindparam("wait_until"))
)
_SETTLED = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("claimed"))
    .values(
        state=bindparam("became"),
        reason=bindparam("why"),
        sent_at=bindparam("at"),
        sent_to=bindparam("where"),
        platform_id=bindparam("said"),
        due_at=func.coalesce(bindparam("put_off", type_=Instant), _OUTBOX.c.due_at),
    )
)
"""Built once: to build them for each entry costs five times as much as to run them."""


def opened(entry: type[OutboxEntry]) -> ColumnElement[bool]:
    """The entry isn't at an end. Written out as literals: else no planner uses the partial index."""
    states = bindparam(None, list(OPEN_STATES), type_=OutboxEntry.state.type, expanding=True, literal_execute=True)
    return entry.state.in_(states)


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Nobody holds the lane, and it has waited long enough."""
    return (
        or_(Lane.leased_until.is_(None), Lane.leased_until <= now),
        or_(Lane.not_before.is_(None), Lane.not_before <= now),
    )


def _reachable(entry: type[OutboxEntry], platforms: Sequence[str]) -> ColumnElement[bool]:
    return or_(entry.official_id.is_not(None), entry.platform.in_(platforms))


def _claimed(entry: OutboxEntry, lane: Lane, place: tuple[str, str, str], holder: str, until: datetime) -> Claim:
    again = entry.state is not OutboxState.READY
    lane.leased_by, lane.leased_until, lane.fence = holder, until, lane.fence + 1
    entry.state, entry.attempts = OutboxState.SENDING, entry.attempts + 1
    return Claim(
        id=entry.id,
        lane=entry.lane,
        fence=lane.fence,
        until=until,
        attempt=entry.attempts,
        again=again,
        key=entry.key,
        subject=entry.subject,
        facts=dict(entry.facts),
        group_id=entry.group_id,
        official_id=entry.official_id,
        due_at=entry.due_at,
        platform=place[0],
        workspace=place[1],
        channel=place[2],
    )
