"""Tying an account to an official by a one-time code that was sent to the official's own address."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.db.audit import digest
from bot.db.recipients import ToPlace
from bot.db.unit_of_work import UnitOfWork
from bot.domain.joining import CODES_FROM_ACCOUNT, CODES_TO_ADDRESS
from bot.domain.linking import LIFETIME, MOST_TRIES, AccountTiedAlready, TooManyTries, new_code, read_code
from bot.domain.people import Account, Actor, Official

REQUESTS_KEPT = timedelta(days=1)
EMAIL = "email"


def issue_code(uow: UnitOfWork, *, official_id: int, now: datetime) -> str:
    """A code that is good once, for fifteen minutes; the official's older ones serve no more. Only its digest
    is kept, so this is the only moment at which it can be read."""
    code = new_code(secrets.choice)
    uow.codes.issue(official_id, _digest(code), expires_at=now + LIFETIME, now=now)
    uow.record("code.issued", by=None, now=now, subject=f"official:{official_id}")
    return code


def request_code(uow: UnitOfWork, *, address: str, account: Account, now: datetime) -> None:
    """A code is mailed to the address if it is an official's. The same is done whether or not it is one: who it
    belongs to is looked up when the mail is written. Too many requests from one account or to one address are passed
    over in silence."""
    uow.codes.forget_requests(now - REQUESTS_KEPT)
    asked, went = uow.codes.requests(account, address, now - LIFETIME)
    if asked >= CODES_FROM_ACCOUNT or went >= CODES_TO_ADDRESS:
        return
    code = new_code(secrets.choice)
    request = uow.codes.request(account, address, code=code, digest=_digest(code), expires_at=now + LIFETIME, now=now)
    uow.outbox.say(
        key=f"code:{request}",
        subject="code",
        facts={"request": request},
        to=ToPlace(EMAIL, "", address),
        now=now,
        expires_at=now + LIFETIME,
    )


def mailed_code(uow: UnitOfWork, *, request_id: int, now: datetime) -> tuple[Official, str, datetime] | None:
    """Whom a requested code is for, the code, and until when it serves; ``None`` where the address is nobody's who
    takes part, or the time has passed."""
    row = uow.codes.requested(request_id)
    official = uow.people.by_email(row.address) if row is not None else None
    if row is None or official is None or row.used_at is not None or row.expires_at <= now:
        return None
    return (official, row.sealed, row.expires_at) if uow.groups.of(official.id) else None


def redeem(uow: UnitOfWork, *, code: str, account: Account, by: Actor, now: datetime) -> Official | None:
    """The official to whom the account is tied from now on; ``None`` for a wrong code, which is remembered.

    Wrong, used and expired are all the same answer. ``by`` is who the account is so far (perhaps nobody).
    Raises ``NotACode``, ``TooManyTries`` or ``AccountTiedAlready``.
    """
    kept = _digest(read_code(code))
    if uow.codes.tries(account, now - LIFETIME) >= MOST_TRIES:
        raise TooManyTries(int(LIFETIME.total_seconds()) // 60)
    owner = uow.codes.owner(kept, now)
    if owner is None or not uow.codes.use(kept, now):
        uow.codes.missed(account, now)
        return None
    if by.official_id not in (None, owner):
        raise AccountTiedAlready
    if by.official_id is None:
        uow.people.tie(account, owner, now)
    official = uow.people.by_id(owner)
    if official is None:
        raise LookupError(f"a code of official {owner}, who doesn't exist")
    uow.record(
        "account.linked",
        by=Actor(official_id=owner, name=official.name),
        now=now,
        subject=f"official:{owner}",
        after={"platform": account.platform, "workspace": account.workspace, "account": digest(account.account)},
    )
    return official


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
