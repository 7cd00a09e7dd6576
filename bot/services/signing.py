"""Signing in to the pages: a link for one official, pressed once, and a session of that official."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.people import Actor, Official
from bot.domain.signing import LINK_WITHIN, SESSION_WITHIN


def issue(uow: UnitOfWork, *, by: Actor, now: datetime) -> int:
    """The id of a new link for whoever acts."""
    found = uow.sign_ins.issue(by.official, now=now, expires_at=now + LINK_WITHIN)
    uow.record("pages.link-given", by=by, now=now, subject=f"official:{by.official_id}:pages")
    return found


def offered(uow: UnitOfWork, *, sign_in_id: int, now: datetime) -> Official | None:
    """Whose link it is; ``None`` where it can't be pressed any more, or they have left every group."""
    official_id = uow.sign_ins.unused(sign_in_id, now)
    return _standing(uow, official_id) if official_id is not None else None


def enter(uow: UnitOfWork, *, sign_in_id: int, now: datetime) -> str | None:
    """The secret of the session that the link opens, once; ``None`` where it doesn't serve."""
    official = offered(uow, sign_in_id=sign_in_id, now=now)
    secret = secrets.token_urlsafe(32)
    ends_at = now + SESSION_WITHIN
    if official is None or not uow.sign_ins.use(sign_in_id, digest=_digest(secret), now=now, ends_at=ends_at):
        return None
    by = Actor(official.id, official.name)
    uow.record("pages.entered", by=by, now=now, subject=f"official:{official.id}:pages")
    return secret


def viewer(uow: UnitOfWork, *, secret: str, now: datetime) -> Official | None:
    """Whose session it is; ``None`` where it has ended, or they have left every group."""
    official_id = uow.sign_ins.session_of(_digest(secret), now)
    return _standing(uow, official_id) if official_id is not None else None


def leave(uow: UnitOfWork, *, secret: str, now: datetime) -> None:
    """The session ends."""
    uow.sign_ins.end(_digest(secret), now)


def _standing(uow: UnitOfWork, official_id: int) -> Official | None:
    return uow.people.by_id(official_id) if uow.groups.of(official_id) else None


def _digest(secret: str) -> str:
    return hashlib.sha256(b"convenor session " + secret.encode()).hexdigest()
