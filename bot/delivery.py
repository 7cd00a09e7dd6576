"""The one road out: claim → present → send → settle.

Here is what a gateway is, and what comes of one entry; ``deliverer`` runs it for all that is due.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, runtime_checkable

import structlog

from bot.clock import Clock
from bot.db.deliveries import Claim, Outcome
from bot.db.models import OutboxState
from bot.db.unit_of_work import Database, UnitOfWork
from bot.messages.model import Message
from bot.notices import NOTICES
from bot.notices.model import Entry, Notice
from bot.presenters.speech import FALLBACK, Words, words

log = structlog.get_logger()

SEND_SECONDS: Final = 30.0
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=10)
MAX_KEPT: Final = 500
PATIENCE: Final = 10
"""Attempts for which a lane waits behind an entry, so that order is kept: three quarters of an hour of trouble.
An entry that fails more often steps aside for ``ASIDE`` and lets the others pass."""
ASIDE: Final = timedelta(hours=1)
LOOK_BACK: Final = timedelta(days=7)
"""How far back an entry of unknown outcome is looked for."""


@dataclass(frozen=True)
class Address:
    """Where a message goes: a channel, or an account's direct messages. ``direct`` tells which."""

    platform: str
    workspace: str
    channel: str
    direct: bool


class TryLater(Exception):
    """The platform refused for now; ``after`` is its own retry-after, if it gave one."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(Exception):
    """The platform refused for good: a lost channel, a revoked token."""


class Unknown(Exception):
    """The request left, and its answer was lost: it may have been said or not."""


class Gateway(Protocol):
    """A platform's way out. One for each platform; it says a message once and tells what came of it."""

    @property
    def platform(self) -> str: ...

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        """Say it; the platform's id of what was said. ``key`` is the entry's own, for the platform's metadata.

        Raises ``TryLater``, ``Undeliverable`` or ``Unknown``.
        """
        ...


@runtime_checkable
class Recalls(Protocol):
    """A gateway that can look whether an entry of unknown outcome was said after all."""

    async def find(self, address: Address, *, key: str, since: datetime) -> str | None:
        """What ``send`` would have returned, or ``None`` where it wasn't said. Raises as ``send`` does."""
        ...


@runtime_checkable
class Updates(Protocol):
    """A gateway that can change what it said."""

    @property
    def platform(self) -> str: ...

    async def update(self, address: Address, id: str, message: Message) -> None:
        """Put this message in the place of the one that ``send`` returned ``id`` for. Raises as ``send`` does."""
        ...


def back_off(attempt: int, after: timedelta | None, luck: float) -> timedelta:
    """How long a lane waits after its ``attempt``-th failure: as long as the platform asks, at least a second; else
    twice as long each time up to ten minutes, of which ``luck`` (0 to 1) spares up to half."""
    if after is not None:
        return max(after, timedelta(seconds=1))
    longest = min(FIRST_WAIT * float(1 << min(attempt - 1, 20)), LONGEST_WAIT)
    return longest * (1 - luck / 2)


@dataclass(frozen=True)
class Ended:
    """An outcome, and the name under which it is counted."""

    outcome: Outcome
    counted: str


class Sender:
    """Words one claimed entry and says it, with no transaction open."""

    def __init__(
        self,
        database: Database,
        gateways: Sequence[Gateway],
        *,
        notices: Mapping[str, Notice] = NOTICES,
        pace: Mapping[str, timedelta],
        luck: Callable[[], float],
        pool: Executor | None,
    ) -> None:
        self._database = database
        self._gateways = {gateway.platform: gateway for gateway in gateways}
        self._notices = notices
        self._pace = pace
        self._luck = luck
        self._pool = pool

    async def send(self, claim: Claim, until: float, clock: Clock) -> Ended | None:
        """What came of it. ``None`` where the event loop's time has passed ``until`` before it could be sent: this
        process slept, and the lane may be another's by now."""
        loop = asyncio.get_running_loop()
        try:
            message = await loop.run_in_executor(self._pool, self._presented, claim, clock())
        except Exception:
            return self._failed(claim, clock(), "a notice could not be worded")
        if message is None:
            return Ended(Outcome(claim, OutboxState.STALE, "nothing left to say"), "stale")
        if loop.time() + SEND_SECONDS > until:
            log.warning("a claim was given up", lane=claim.lane, reason="its lease has nearly run out")
            return None
        address = Address(claim.platform, claim.workspace, claim.channel, claim.official_id is not None)
        try:
            async with asyncio.timeout(SEND_SECONDS):
                gateway = self._gateways[claim.platform]
                said = await _said_before(gateway, claim, address, clock())
                said = said or await gateway.send(address, message, key=claim.key)
        except (TryLater, Undeliverable, Unknown, TimeoutError) as refusal:
            return self._refused(claim, clock(), refusal)
        except Exception:
            return self._failed(claim, clock(), "a message could not be sent", maybe_said=True)
        pace = self._pace.get(claim.platform)
        wait_until = clock() + pace if pace else None
        return Ended(Outcome(claim, OutboxState.SENT, platform_id=_kept(said), wait_until=wait_until), "sent")

    def _presented(self, claim: Claim, now: datetime) -> Message | None:
        with self._database.reading() as uow:
            entry = Entry(claim.key, claim.subject, claim.facts, claim.group_id, claim.official_id, claim.due_at)
            return self._notices[claim.subject](uow, entry, _language(uow, claim), now)

    def _refused(self, claim: Claim, now: datetime, refusal: Exception) -> Ended:
        """The lane waits, so that order is kept; an entry that failed too often steps aside."""
        reason = _kept(str(refusal)) or type(refusal).__name__
        if isinstance(refusal, Undeliverable):
            log.warning("undeliverable", lane=claim.lane, key=claim.key, reason=reason)
            return Ended(Outcome(claim, OutboxState.UNDELIVERABLE, reason), "undeliverable")
        after = refusal.after if isinstance(refusal, TryLater) else None
        aside = now + ASIDE if after is None and claim.attempt >= PATIENCE else None
        wait_until = now + back_off(claim.attempt, after, self._luck())
        log.info("tried later", lane=claim.lane, key=claim.key, reason=reason, attempt=claim.attempt)
        unknown = not isinstance(refusal, TryLater)
        state = OutboxState.UNKNOWN if unknown or claim.again else OutboxState.READY
        return Ended(
            Outcome(claim, state, reason, wait_until=wait_until, due_at=aside), "unknown" if unknown else "later"
        )

    def _failed(self, claim: Claim, now: datetime, what: str, *, maybe_said: bool = False) -> Ended:
        """A fault of ours is logged, and steps aside at once: the others in its lane are not to blame."""
        reference = secrets.token_hex(4)
        log.exception(what, reference=reference, subject=claim.subject, key=claim.key)
        state = OutboxState.UNKNOWN if maybe_said or claim.again else OutboxState.READY
        due_at = now + back_off(claim.attempt, None, self._luck())
        return Ended(Outcome(claim, state, f"failed: {reference}", due_at=due_at), "failed")


async def _said_before(gateway: Gateway, claim: Claim, address: Address, now: datetime) -> str | None:
    """An entry of unknown outcome is looked for before it is said again. Where nobody may look, it is said again."""
    if not (claim.again and isinstance(gateway, Recalls)):
        return None
    try:
        return await gateway.find(address, key=claim.key, since=now - LOOK_BACK)
    except Undeliverable as refusal:
        log.info("could not be looked for", lane=claim.lane, key=claim.key, reason=str(refusal))
        return None


def _kept(theirs: str) -> str:
    """What a platform said, as any database can keep it."""
    return theirs.replace("\0", "").encode("utf-8", "replace").decode()[:MAX_KEPT]


def _language(uow: UnitOfWork, claim: Claim) -> Words:
    """The recipient's: the official's, or the group's for a channel."""
    if claim.official_id is not None:
        official = uow.people.by_id(claim.official_id)
        return words(official.language if official else FALLBACK)
    group = uow.groups.by_id(claim.group_id) if claim.group_id is not None else None
    return words(group.language if group else FALLBACK)
