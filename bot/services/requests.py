"""What is remembered of requests, so that a repeated one has one effect; and when it is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chores import Chore
from bot.db.unit_of_work import UnitOfWork

KEPT = timedelta(days=7)
"""Slack sends an event again for a day at most, and a signed request is good for five minutes."""

AT_ONCE = 5_000


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    return [1] if uow.inbox.older_than(now - KEPT) else []


def _forget(uow: UnitOfWork, _id: int, now: datetime) -> None:
    uow.inbox.forget(now - KEPT, limit=AT_ONCE)


FORGETTING = Chore("requests forgotten", due=_due, do=_forget, coming=lambda _uow, _after: None)
"""A week after they came, some thousand a tick. Nobody waits for that, so nothing is ever in sight."""
