"""The one road out: claim → present → send → settle.

Here is what comes of one entry; ``gateways`` says what a way out is, and ``deliverer`` runs it for all that is due.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from bot.clock import Clock
from bot.db.claims import LEASE, Claim, Outcome
from bot.db.errors import AWAY
from bot.db.models import OutboxState
from bot.db.unit_of_work import Database, UnitOfWork
from bot.domain.deliveries import INSTEAD_OF
from bot.gateways import (
    Address,
    ChannelLost,
    Gateway,
    Recalls,
    TryLater,
    Undeliverable,
    Unknown,
    WorkspaceLost,
    prefix_of,
)
from bot.messages.model import Message
from bot.notices import NOTICES
from bot.notices.model import Entry, Notice, NotNow
from bot.presenters import deliveries as present
from bot.presenters.speech import Words, words
from bot.services import mail_lists

log = structlog.get_logger()

MAX_KEPT: Final = 500
CLOSEST: Final = 0.97
"""How close upon another a message may leave in a workspace, as a part of its pace: so a delay is made up for."""

PATIENCE: Final = 14
"""Attempts for which a lane waits behind an entry, so that order is kept: more than half an hour of trouble, however
lucky. An entry that fails more often steps aside and lets the others pass."""

NO_DATABASE: Final = "the database was away"
"""Why an entry waits that is no worse than those behind it: they wait with it."""


@dataclass(frozen=True)
class Timing:
    """How long what takes. ``lease`` is how long a lane is ours; ``sending`` the longest that one send may take, so
    that it ends within the lease; ``first_wait`` doubles to ``longest_wait``; ``grace`` is how long a message may be on
    its way, by the platform's own clock: as long as a lease, so that even a process whose clock is an hour off can't
    speak beside another; ``poll`` how often we look for what others wrote."""

    lease: timedelta = LEASE
    sending: timedelta = timedelta(seconds=30)
    first_wait: timedelta = timedelta(seconds=5)
    longest_wait: timedelta = timedelta(minutes=10)
    grace: timedelta = LEASE
    poll: timedelta = timedelta(seconds=1)


TIMING: Final = Timing()


_UNTIL: ContextVar[float] = ContextVar("until")


def expired() -> bool:
    """Whether the claim behind what is being sent has run out, in the event loop's own seconds: they run on while a
    process is stopped. The last look before a request leaves; ``False`` where nothing was claimed."""
    return asyncio.get_running_loop().time() > _UNTIL.get(float("inf"))


def back_off(attempt: int, after: timedelta | None, luck: float, timing: Timing = TIMING) -> timedelta:
    """How long a lane waits after its ``attempt``-th failure: as long as the platform asks, at least a second; else
    twice as long each time up to the longest wait, of which ``luck`` (0 to 1) spares up to half."""
    if after is not None:
        return max(after, timedelta(seconds=1))
    longest = min(timing.first_wait * float(1 << min(attempt - 1, 20)), timing.longest_wait)
    return longest * (1 - luck / 2)


def step_aside(attempt: int, timing: Timing = TIMING) -> timedelta:
    """How long an entry lets the others of its lane pass: longer each time, up to six times the longest wait."""
    return timing.longest_wait * min(max(attempt - PATIENCE + 2, 2), 6)


@dataclass(frozen=True)
class Ended:
    """An outcome, and the name under which it is counted."""

    outcome: Outcome
    counted: str


@dataclass(frozen=True)
class _Recalled:
    """What is known of an entry that may have been said: it was, it is too early to tell (``waiting``, with the
    platform's time of the first look), it surely wasn't (``unsaid``), or nobody can tell."""

    said: str | None = None
    waiting: datetime | None = None
    unsaid: bool = False


class Sender:
    """Words one claimed entry and says it, with no transaction open."""

    def __init__(
        self,
        database: Database,
        gateways: Sequence[Gateway],
        *,
        notices: Mapping[str, Notice] = NOTICES,
        pace: Mapping[str, timedelta],
        rates: Mapping[str, float],
        luck: Callable[[], float],
        pool: Executor | None,
        timing: Timing = TIMING,
    ) -> None:
        self._database = database
        self._gateways = {gateway.platform: gateway for gateway in gateways}
        self._notices = notices
        self._pace = pace
        self._rates = rates
        self._free_at: dict[str, float] = {}
        """When the next message may leave in a workspace, if all leave in time."""
        self._left: dict[str, float] = {}
        """When the last one left there, or should have: what was late by no more than a gap is made up for."""
        self._luck = luck
        self._pool = pool
        self._timing = timing
        self._lost: dict[str, float] = {}

    async def send(self, claim: Claim, until: float, clock: Clock) -> Ended | None:
        """What came of it. ``None`` where the event loop's time has passed ``until`` before it could be sent: this
        process slept, and the lane may be another's by now."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        wait = (claim.at - clock()).total_seconds()
        try:
            message = await loop.run_in_executor(self._pool, self._presented, claim, clock())
        except NotNow as waits:
            state = OutboxState.UNKNOWN if claim.again else OutboxState.READY
            return Ended(Outcome(claim, state, "outside office hours", due_at=waits.until), "later")
        except AWAY:
            return self._refused(claim, clock(), TryLater(NO_DATABASE))
        except Exception:
            return self._failed(claim, clock(), "a notice could not be worded")
        if message is None:
            return Ended(Outcome(claim, OutboxState.STALE, "nothing left to say"), "stale")
        await self._its_turn(claim, begun + wait)
        if self._lost.get(claim.road, begun) > begun:
            kept = OutboxState.UNKNOWN if claim.again else OutboxState.READY
            return Ended(Outcome(claim, kept, "the workspace was lost", attempts=claim.attempt - 1), "later")
        if loop.time() + self._timing.sending.total_seconds() > until:
            log.warning("a claim was given up", lane=claim.lane, reason="its lease has nearly run out")
            return None
        _UNTIL.set(until)
        return await self._said(claim, message, clock)

    async def _its_turn(self, claim: Claim, given: float) -> None:
        """Until this message may leave in its workspace: at the instant that it was given, but never close upon
        another. What a stalled process is late with doesn't leave all at once: that is seen only when it wakes, so it
        looks again then."""
        loop, rate = asyncio.get_running_loop(), self._rates.get(claim.platform)
        if rate is None:
            return await asyncio.sleep(given - loop.time())
        gap, road = CLOSEST / rate, claim.road
        at = max(given, loop.time(), self._free_at.get(road, 0.0))
        self._free_at[road] = at + gap
        await asyncio.sleep(at - loop.time())
        while (at := self._left.get(road, 0.0) + gap) > (now := loop.time()):  # noqa: ASYNC110 - none would tell
            await asyncio.sleep(at - now)
        self._left[road] = max(at, now - gap)
        return None

    async def _said(self, claim: Claim, message: Message, clock: Clock) -> Ended:
        """Look for it where it may have been said, and say it."""
        address = Address(claim.platform, claim.workspace, claim.channel, claim.official_id is not None)
        left = clock()
        try:
            async with asyncio.timeout(self._timing.sending.total_seconds()):
                gateway = self._gateways[claim.platform]
                before = await self._recalled(gateway, claim, address, left)
                if before.waiting is not None:
                    return self._early(claim, before.waiting, clock())
                if before.unsaid:
                    claim = replace(claim, again=False, looked_at=None)
                elif claim.again:
                    message = present.repeated(message)
                said = before.said or await gateway.send(address, message, key=claim.key)
        except (TryLater, Undeliverable, Unknown, TimeoutError) as refusal:
            return self._refused(claim, clock(), refusal)
        except AWAY:
            return self._refused(claim, clock(), Unknown(NO_DATABASE))
        except Exception:
            return self._failed(claim, clock(), "a message could not be sent", maybe_said=True)
        pace = self._pace.get(claim.platform)
        wait_until = clock() + pace if pace else None  # from the answer on, so that no two arrive too close
        return Ended(Outcome(claim, OutboxState.SENT, platform_id=_kept(said), wait_until=wait_until), "sent")

    async def _recalled(self, gateway: Gateway, claim: Claim, address: Address, now: datetime) -> _Recalled:
        """An entry of unknown outcome is looked for before it is said again: twice, so far apart by the platform's own
        clock that what was still on its way has arrived. Where nobody may look, nothing is known."""
        if address.home is not None:
            return _Recalled(unsaid=True)  # to publish it again changes nothing
        elsewhere = claim.tried_to not in (None, claim.address)
        if not claim.again or elsewhere or not isinstance(gateway, Recalls):
            return _Recalled()
        try:
            looked = await gateway.find(address, key=claim.key, ago=max(now - claim.tried_at, timedelta(0)))
        except WorkspaceLost:
            raise
        except Undeliverable as refusal:
            log.info("could not be looked for", lane=claim.lane, key=claim.key, reason=str(refusal))
            return _Recalled()
        if looked.said is not None:
            return _Recalled(said=looked.said)
        first = claim.looked_at or looked.at
        if looked.at - first < self._timing.grace:
            return _Recalled(waiting=first)
        return _Recalled(unsaid=True)

    def _early(self, claim: Claim, first: datetime, now: datetime) -> Ended:
        """Not to be seen yet: it is looked for again when it would have arrived. That is no attempt to say it."""
        outcome = Outcome(
            claim,
            OutboxState.UNKNOWN,
            "may be on its way",
            wait_until=now + self._timing.grace,
            looked_at=first,
            attempts=claim.attempt - 1,
        )
        return Ended(outcome, "unknown")

    def _presented(self, claim: Claim, now: datetime) -> Message | None:
        with self._database.reading() as uow:
            entry = Entry(claim.key, claim.subject, claim.facts, claim.group_id, claim.official_id, claim.due_at)
            if claim.official_id is None and not mail_lists.hears(uow, where=claim.where, subject=claim.subject):
                return None
            language = _language(uow, claim, prefix_of(self._gateways.get(claim.platform)))
            message = self._notices[claim.subject](uow, entry, language, now)
            return stood_in(uow, message, claim.facts, language) if message is not None else None

    def _refused(self, claim: Claim, now: datetime, refusal: Exception) -> Ended:
        """The lane waits, so that order is kept; an entry that failed too often steps aside."""
        reason = _kept(str(refusal)) or type(refusal).__name__
        match refusal:
            case WorkspaceLost():
                self._lost[claim.road] = asyncio.get_running_loop().time()
                log.error("a workspace is lost", road=claim.road, reason=reason)
                return Ended(Outcome(claim, OutboxState.UNDELIVERABLE, reason, lost="workspace"), "undeliverable")
            case ChannelLost() if claim.official_id is None:
                log.warning("a channel is lost", lane=claim.lane, reason=reason)
                return Ended(Outcome(claim, OutboxState.UNDELIVERABLE, reason, lost="channel"), "undeliverable")
            case Undeliverable():
                log.warning("undeliverable", lane=claim.lane, key=claim.key, reason=reason)
                return Ended(Outcome(claim, OutboxState.UNDELIVERABLE, reason), "undeliverable")
        after = refusal.after if isinstance(refusal, TryLater) else None
        patient = after is not None or claim.attempt < PATIENCE
        aside = None if patient else now + step_aside(claim.attempt, self._timing)
        wait_until = now + back_off(claim.attempt, after, self._luck(), self._timing)
        log.info("tried later", lane=claim.lane, key=claim.key, reason=reason, attempt=claim.attempt)
        unknown = not isinstance(refusal, TryLater)
        state = OutboxState.UNKNOWN if unknown or claim.again else OutboxState.READY
        outcome = Outcome(claim, state, reason, wait_until=wait_until, due_at=aside, looked_at=claim.looked_at)
        return Ended(outcome, "unknown" if unknown else "later")

    def _failed(self, claim: Claim, now: datetime, what: str, *, maybe_said: bool = False) -> Ended:
        """A fault of ours is logged, and steps aside at once: the others in its lane are not to blame."""
        reference = secrets.token_hex(4)
        log.exception(what, reference=reference, subject=claim.subject, key=claim.key)
        state = OutboxState.UNKNOWN if maybe_said or claim.again else OutboxState.READY
        due_at = now + back_off(claim.attempt, None, self._luck(), self._timing)
        return Ended(Outcome(claim, state, f"failed: {reference}", due_at=due_at), "failed")


def _kept(theirs: str) -> str:
    """What a platform said, as any database can keep it."""
    return theirs.replace("\0", "").encode("utf-8", "replace").decode()[:MAX_KEPT]


def _language(uow: UnitOfWork, claim: Claim, prefix: str) -> Words:
    """The recipient's: the official's own or that of the place, or else that of the group which it is about."""
    where = claim.where if claim.official_id is None else None
    return words(*languages(uow, claim.official_id, where, claim.group_id)).calling(uow.administrations.name, prefix)


def stood_in(uow: UnitOfWork, message: Message, facts: Mapping[str, Any], language: Words) -> Message:
    """The message, with whom it was for where it goes to somebody in their place."""
    first = facts.get(INSTEAD_OF)
    meant = uow.people.by_id(int(first[0])) if first else None
    return present.instead(message, meant, language) if meant is not None else message


def languages(
    uow: UnitOfWork, official_id: int | None, where: tuple[str, str, str] | None, group_id: int | None
) -> tuple[str, str]:
    """The language of whoever hears something, a person or a place, and that of the group which it is about; empty
    where none was chosen."""
    official = uow.people.by_id(official_id) if official_id is not None else None
    place = uow.groups.place(*where) if where is not None and group_id is not None else None
    group = uow.groups.by_id(group_id) if group_id is not None else None
    heard = official or place
    return (heard.language if heard else "", group.language if group else "")
