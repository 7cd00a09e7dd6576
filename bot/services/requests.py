"""What is remembered of requests, so that a repeated one has one effect; and when it is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chores import Chore
from bot.db.unit_of_work import UnitOfWork
from bot.domain.presses import Press

KEPT = timedelta(days=7)
"""Slack sends an event again for a day at most, and a signed request is good for five minutes."""

AT_ONCE = 5_000

SAYING = timedelta(seconds=45)
"""How long a process may take to say an answer; then it must have died, and who is asked again says it: Slack asks
at once, after a minute and after five."""


def begins_to_say(uow: UnitOfWork, request: str, press: Press | None, now: datetime) -> bool:
    """Whether the answer to a request is ours to say, of all processes that were given it."""
    return uow.inbox.begins_to_say(request, at=now, press=press, since=now - SAYING)


def said(uow: UnitOfWork, request: str, press: Press | None) -> None:
    uow.inbox.said(request, press=press)


def said_elsewhere(uow: UnitOfWork, request: str, now: datetime) -> bool:
    """Whether some process has said the answer to a request, or is saying it."""
    return uow.inbox.says(request, since=now - SAYING)


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    return [1] if uow.inbox.older_than(now - KEPT) else []


def _forget(uow: UnitOfWork, _id: int, now: datetime) -> None:
    uow.inbox.forget(now - KEPT, limit=AT_ONCE)


FORGETTING = Chore("requests forgotten", due=_due, do=_forget, coming=lambda _uow, _after: None)
"""A week after they came, some thousand a tick. Nobody waits for that, so nothing is ever in sight."""
