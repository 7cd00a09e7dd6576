"""What is written down of a send: the entry, its lane, an address that refused it, a channel that was lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, func, update
from sqlalchemy.orm import Session

from bot.db.addresses import Where
from bot.db.claims import Outcome
from bot.db.engine import inserting
from bot.db.models import Lane, OutboxEntry, OutboxState, Record, Refusal
from bot.db.types import Instant

_LANES, _OUTBOX = Record.metadata.tables["lanes"], Record.metadata.tables["outbox"]
_FREED = (
    update(_LANES)
    .where(
        _LANES.c.name == bindparam("claimed"), _LANES.c.fence == bindparam("claimed_fence"), _LANES.c.leased_by != ""
    )
    .values(leased_by="", leased_until=None, road=None, not_before=bindparam("wait_until"))
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
        looked_at=bindparam("looked"),
        attempts=bindparam("tries"),
    )
)
"""Built once: to build them for each entry costs five times as much as to run them."""

_UNPAUSED = (
    update(_LANES)
    .where(_LANES.c.name == bindparam("claimed"), _LANES.c.paused_at.is_not(None))
    .values(paused_at=None, paused_reason=None)
)
_RESUMED = _UNPAUSED.values(not_before=None)


class Settling:
    """Over a session that writes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(self, outcome: Outcome, now: datetime) -> bool:
        """The entry and its lane; ``False``, with nothing changed, if the lane was claimed by another since."""
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
                "looked": outcome.looked_at,
                "tries": claim.attempt if outcome.attempts is None else outcome.attempts,
            },
        )
        if sent and claim.paused:
            connection.execute(_UNPAUSED, {"claimed": claim.lane})
        return True

    def refuse(self, entry_id: int, where: Where, reason: str, now: datetime) -> None:
        """The address refused the entry for good."""
        platform, workspace, channel = where
        values = {"entry_id": entry_id, "platform": platform, "workspace": workspace, "channel": channel}
        statement = inserting(self._session)(Refusal).values(at=now, reason=reason, **values)
        self._session.execute(statement.on_conflict_do_nothing())

    def pause(self, lane: str, reason: str, now: datetime, *, until: datetime | None = None) -> bool:
        """The channel is lost. Whether that is news. ``until`` is when to try it again, unless a settlement says so."""
        waits = {} if until is None else {"not_before": until}
        found = self._session.execute(
            update(Lane)
            .where(Lane.name == lane, Lane.paused_at.is_(None))
            .values(paused_at=now, paused_reason=reason, **waits)
            .execution_options(synchronize_session=False)
            .returning(Lane.name)
        )
        return found.first() is not None

    def resume(self, lane: str) -> None:
        """The channel may be tried at once."""
        self._session.connection().execute(_RESUMED, {"claimed": lane})

    def give_up(self, where: Where, *, whole: bool, reason: str, before: datetime) -> None:
        """What has waited since before that instant for a channel that is lost, or for any of its ``whole``
        workspace, is said no more."""
        platform, workspace, channel = where
        placed = and_(OutboxEntry.platform == platform, OutboxEntry.workspace == workspace)
        self._session.execute(
            update(OutboxEntry)
            .where(
                placed if whole else and_(placed, OutboxEntry.channel == channel),
                OutboxEntry.state == OutboxState.READY,
                OutboxEntry.due_at < before,
            )
            .values(state=OutboxState.UNDELIVERABLE, reason=reason)
            .execution_options(synchronize_session=False)
        )
