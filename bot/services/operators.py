"""Telling those who run the service that something outside needs their hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.db.recipients import ToPerson
from bot.db.unit_of_work import UnitOfWork
from bot.services.people import ensure_operator


def tell_refused(
    uow: UnitOfWork,
    *,
    platform: str,
    reason: str,
    key: str,
    operators: Iterable[str],
    now: datetime,
    where: str = "",
) -> int:
    """Each operator hears once that a platform refuses us (``where``: in one workspace of it), under a key that stands
    for what was refused; how many were told now. They hear it by whichever road reaches them."""
    told = 0
    for address in operators:
        ensure_operator(uow, address=address, now=now)
        official = uow.people.by_email(address)
        if official is not None:
            told += uow.outbox.say(
                key=f"refused:{platform}:{key}:{reason}:{official.id}",
                subject="platform-refused",
                facts={"platform": platform, "reason": reason, **({"where": where} if where else {})},
                to=ToPerson(official.id),
                now=now,
            )
    return told
