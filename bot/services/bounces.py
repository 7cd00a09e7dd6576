"""Mails that came back: what was sent wasn't delivered after all."""

from __future__ import annotations

from datetime import datetime

from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.services import deliveries

BOUNCED = "bounced: "
"""How the reason of such an entry begins."""


def record(uow: UnitOfWork, *, message_id: str, reason: str, now: datetime) -> bool:
    """The entry that went out as this mail did not arrive, with the server's reason: it goes to the person's next
    address, or else to whoever stands in; a list is lost, and the secretariat is told once. ``False`` where no mail of
    ours is known by this id, or it came back before."""
    entry = uow.bounces.sent(message_id)
    if entry is None:
        return False
    sent_to = entry.sent_to
    deliveries.came_back(uow, entry=entry, reason=f"{BOUNCED}{reason}", now=now)
    uow.record(
        "mail.bounced",
        by=None,
        now=now,
        group_id=entry.group_id,
        subject=f"outbox:{entry.id}",
        before={"sent_to": digest(sent_to)},
        after={"reason": digest(reason)},
    )
    return True
