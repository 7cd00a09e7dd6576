"""The outbox as its senders see it: claiming lanes with a lease, and settling what came of a send.

The lease is on the lane, so that order holds across processes. It carries a fence that rises with each claim:
whoever slept past the lease settles with an old fence and is refused. An entry that a dead process left
``sending`` is claimed again once its lane's lease has run out, as one of unknown outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from bot.db.addresses import Addresses, Where
from bot.db.claiming import anything_due, free_lanes, heads, open_lanes
from bot.db.claims import LEASE, Claim, Claimed, Outcome, Settled
from bot.db.engine import inserting
from bot.db.models import Lane, OutboxEntry, OutboxState
from bot.db.restorations import Doubt
from bot.db.roads import LOOKED_AGAIN, PROBED_AFTER, Roads, Traffic, name
from bot.db.settling import Settling

MAX_ATTEMPTS = 30
TOO_MANY, NOWHERE = "too many attempts", "no address"
KEPT = timedelta(days=7)
"""How long an entry waits for a channel or a workspace that was lost; an older one is given up."""


@dataclass
class _Found:
    """What a claim has found so far."""

    claims: list[Claim] = field(default_factory=list)
    stale: int = 0
    dead: list[int] = field(default_factory=list)
    put_off: int = 0


class Deliveries:
    """Over a session that writes; the caller commits before it sends."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def roads(self) -> Roads:
        return Roads(self._session)

    def anything_due(self, now: datetime, platforms: Sequence[str]) -> bool:
        """Whether a claim is worth its transaction."""
        return anything_due(self._session, now, platforms)

    def claim(
        self,
        *,
        now: datetime,
        holder: str,
        platforms: Sequence[str],
        limit: int,
        lease: timedelta = LEASE,
        rates: Mapping[str, float] | None = None,
        doubt: Doubt | None = None,
    ) -> Claimed:
        """The first due entry of up to ``limit`` free lanes, oldest first, marked ``sending`` under a lease.

        ``platforms`` are those that can be reached from here, the preferred one first: places elsewhere are left
        alone, and a person is written to at the first of their addresses that hasn't refused the entry. ``rates`` are
        messages a second in a workspace, by platform. What is in ``doubt`` is claimed as possibly said.
        """
        if limit < 1 or not self.anything_due(now, platforms):
            return Claimed()
        traffic = Traffic(self.roads, now, rates or {})
        open_lanes(self._session, now)
        lanes = free_lanes(self._session, now, platforms, traffic.closed(), limit)
        if not lanes:
            return Claimed(next_at=traffic.next_at)
        entries = heads(self._session, list(lanes), now, platforms)
        addresses = self._addresses(entries, platforms)
        found = _Found()
        for entry in entries:
            lease_of = (holder, now + lease, doubt)
            self._found(found, entry, lanes[entry.lane], addresses.get(entry.id, []), traffic, now, lease_of)
        self._session.flush()
        return Claimed(
            tuple(found.claims), found.stale, len(found.dead), tuple(found.dead), found.put_off, traffic.next_at
        )

    def settle(self, outcome: Outcome, *, now: datetime, platforms: Sequence[str] = ()) -> Settled:
        """Write down what came of a claim, and free its lane. A person's entry that was refused for good is sent to
        their next address on ``platforms``; what was lost is paused, and its entries wait."""
        if outcome.lost is not None:
            return self._lost(outcome, now)
        claim, settling = outcome.claim, Settling(self._session)
        refused = outcome.state is OutboxState.UNDELIVERABLE and claim.official_id is not None
        if refused and self._elsewhere(claim, platforms):
            kept = OutboxState.UNKNOWN if claim.again else OutboxState.READY
            outcome = replace(outcome, state=kept, attempts=0)
        if not settling.write(outcome, now):
            return Settled(False)
        if refused:
            settling.refuse(claim.id, claim.where, outcome.reason, now)
        if claim.trial:
            self.roads.tried(claim.platform, claim.workspace, now, good=outcome.state is OutboxState.SENT)
        return Settled(True, dead=claim.id if outcome.state is OutboxState.UNDELIVERABLE else None)

    def came_back(self, entry: OutboxEntry, *, reason: str, now: datetime) -> None:
        """What was sent did not arrive after all: that address has refused it, and the next one is tried."""
        platform, workspace, channel = entry.sent_to.split(":", 2)
        Settling(self._session).refuse(entry.id, (platform, workspace, channel), reason, now)
        entry.state, entry.attempts, entry.reason = OutboxState.READY, 0, reason
        entry.sent_at, entry.sent_to, entry.platform_id, entry.due_at = None, "", "", now
        self._session.flush()

    def pause_lane(self, lane: str, reason: str, now: datetime, *, probed: timedelta = PROBED_AFTER) -> bool:
        """Nothing can be said in this channel any more; it is tried once a day, or as ``probed`` says. Whether that is
        news."""
        made = inserting(self._session)(Lane).values(name=lane, leased_by="", fence=0).on_conflict_do_nothing()
        self._session.execute(made)
        return Settling(self._session).pause(lane, reason, now, until=now + probed)

    def forget_old(self, lane: str, now: datetime) -> None:
        """What has waited too long for a channel that was lost is said no more."""
        platform, workspace, channel = lane.split(":", 2)
        where = (platform, workspace, channel)
        Settling(self._session).give_up(where, whole=False, reason="waited too long", before=now - KEPT)

    def resume_lane(self, lane: str) -> None:
        """A channel that was lost may be tried at once."""
        Settling(self._session).resume(lane)

    def _lost(self, outcome: Outcome, now: datetime) -> Settled:
        """The entry waits where it is, with those behind it; what has waited too long is given up."""
        claim, settling = outcome.claim, Settling(self._session)
        channel = outcome.lost == "channel"
        kept = OutboxState.UNKNOWN if claim.again else OutboxState.READY
        until = now + PROBED_AFTER if channel else None
        if not settling.write(replace(outcome, state=kept, wait_until=until, attempts=0), now):
            return Settled(False)
        if channel:
            news = settling.pause(claim.lane, outcome.reason, now)
        else:
            news = self.roads.pause(claim.platform, claim.workspace, reason=outcome.reason, now=now)
        settling.give_up(claim.where, whole=not channel, reason=outcome.reason, before=now - KEPT)
        return Settled(True, lost=outcome.lost if news else None)

    def _elsewhere(self, claim: Claim, platforms: Sequence[str]) -> bool:
        """Whether the person has another address that hasn't refused this entry."""
        if claim.official_id is None:
            return False
        addresses = Addresses(self._session)
        known = addresses.of([claim.official_id], platforms).get(claim.official_id, [])
        refused = addresses.refused([claim.id]).get(claim.id, set()) | {claim.where}
        return any(place not in refused for place in known)

    def _addresses(self, entries: Sequence[OutboxEntry], platforms: Sequence[str]) -> dict[int, list[Where]]:
        """Where each entry may go, by its id: a channel has one address, a person those that haven't refused it."""
        people = {entry.official_id for entry in entries if entry.official_id is not None}
        addresses = Addresses(self._session)
        known = addresses.of(people, platforms)
        refused = addresses.refused([entry.id for entry in entries if entry.official_id is not None])
        found: dict[int, list[Where]] = {}
        for entry in entries:
            if entry.official_id is None:
                found[entry.id] = [(entry.platform, entry.workspace, entry.channel)]
            else:
                gone, only = refused.get(entry.id, set()), entry.platform
                places = [place for place in known.get(entry.official_id, ()) if only in ("", place[0])]
                found[entry.id] = [place for place in places if place not in gone]
        return found

    def _found(
        self,
        found: _Found,
        entry: OutboxEntry,
        lane: Lane,
        places: Sequence[Where],
        traffic: Traffic,
        now: datetime,
        lease: tuple[str, datetime, Doubt | None],
    ) -> None:
        """One head: claimed, put off, or at its end."""
        if entry.expires_at is not None and entry.expires_at <= now:
            entry.state, entry.reason, found.stale = OutboxState.STALE, "expired", found.stale + 1
            return
        if entry.official_id is not None:
            places = self._present(entry, places, traffic, now)
        if entry.attempts >= MAX_ATTEMPTS and len(places) > 1:
            Settling(self._session).refuse(entry.id, places[0], entry.reason or TOO_MANY, now)
            places, entry.attempts = places[1:], 0
        open_ = [place for place in places if not traffic.paused(*place[:2])]
        if not places or entry.attempts >= MAX_ATTEMPTS or (not open_ and entry.due_at <= now - KEPT):
            entry.state, entry.reason = OutboxState.UNDELIVERABLE, entry.reason or (TOO_MANY if places else NOWHERE)
            found.dead.append(entry.id)
            return
        if not open_ and entry.official_id is None:
            return  # its road was shut by a message of this very claim: the next claim leaves it alone
        at = traffic.instant(*open_[0][:2]) if open_ else None
        if at is None:
            lane.not_before = traffic.opens(*open_[0][:2], found.put_off) if open_ else now + LOOKED_AGAIN
            found.put_off += 1
            return
        found.claims.append(_claimed(entry, lane, open_[0], at, traffic.on_trial(*open_[0][:2]), lease))

    def _present(self, entry: OutboxEntry, places: Sequence[Where], traffic: Traffic, now: datetime) -> list[Where]:
        """The person's addresses, but for those in workspaces that we were removed from: these refuse it."""
        found = []
        for place in places:
            reason = traffic.absent(*place[:2])
            if reason:
                Settling(self._session).refuse(entry.id, place, reason, now)
                entry.reason = reason
            else:
                found.append(place)
        return found


def _claimed(
    entry: OutboxEntry, lane: Lane, place: Where, at: datetime, trial: bool, lease: tuple[str, datetime, Doubt | None]
) -> Claim:
    """Mark the entry as ours. What is written here is committed before anything leaves."""
    tried = entry.state is not OutboxState.READY
    doubt = lease[2]
    doubted = doubt is not None and entry.created_at < doubt.until
    lane.leased_by, lane.leased_until, lane.fence = lease[0], lease[1], lane.fence + 1
    lane.road = name(place[0], place[1])
    entry.state, entry.attempts = OutboxState.SENDING, entry.attempts + 1
    before = entry.tried_to if tried else None
    since = doubt.since if doubt is not None and doubted else at
    entry.tried_at, entry.tried_to = entry.tried_at if tried and entry.tried_at else since, ":".join(place)
    return Claim(
        id=entry.id,
        lane=entry.lane,
        fence=lane.fence,
        until=lease[1],
        at=at,
        attempt=entry.attempts,
        again=tried or doubted,
        key=entry.key,
        subject=entry.subject,
        facts=dict(entry.facts),
        group_id=entry.group_id,
        official_id=entry.official_id,
        due_at=entry.due_at,
        platform=place[0],
        workspace=place[1],
        channel=place[2],
        tried_at=entry.tried_at,
        tried_to=before,
        looked_at=entry.looked_at,
        trial=trial,
        paused=lane.paused_at is not None,
    )
