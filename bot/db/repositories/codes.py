"""Linking codes, codes asked for by mail, and wrong tries at them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, and_, cast, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.domain.people import Account


class Codes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def issue(self, official_id: int, digest: str, *, expires_at: datetime, now: datetime) -> None:
        """Keep a new code; older ones of the official serve no more."""
        self._session.execute(
            update(models.LinkingCode)
            .where(models.LinkingCode.official_id == official_id, models.LinkingCode.used_at.is_(None))
            .values(used_at=now)
        )
        self._session.add(models.LinkingCode(official_id=official_id, digest=digest, expires_at=expires_at))
        self._session.flush()

    def owner(self, digest: str, now: datetime) -> int | None:
        """The official to whom a code leads that was not used and is still good."""
        return self._session.scalar(
            select(models.LinkingCode.official_id)
            .where(
                models.LinkingCode.digest == digest,
                models.LinkingCode.used_at.is_(None),
                models.LinkingCode.expires_at > now,
            )
            .union_all(
                select(models.Official.id)
                .join(models.CodeRequest, models.CodeRequest.address == models.Official.email)
                .where(
                    models.CodeRequest.digest == digest,
                    models.CodeRequest.used_at.is_(None),
                    models.CodeRequest.expires_at > now,
                )
            )
        )

    def use(self, digest: str, now: datetime) -> bool:
        """Use the code up; of two at once only one succeeds."""
        for kind in (models.LinkingCode, models.CodeRequest):
            used = self._session.execute(
                update(kind).where(kind.digest == digest, kind.used_at.is_(None)).values(used_at=now).returning(kind.id)
            )
            if used.all():
                return True
        return False

    def request(
        self, account: Account, address: str, *, code: str, digest: str, expires_at: datetime, now: datetime
    ) -> int:
        """Keep a code that is to be mailed to the address; the request's id."""
        row = models.CodeRequest(
            platform=account.platform,
            workspace=account.workspace,
            account=account.account,
            address=address,
            digest=digest,
            sealed=code,
            at=now,
            expires_at=expires_at,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def requested(self, request_id: int) -> models.CodeRequest | None:
        return self._session.get(models.CodeRequest, request_id)

    def requests(self, account: Account, address: str, since: datetime) -> tuple[int, int]:
        """How many codes this account asked for after that instant, and how many went to this address."""
        theirs = and_(
            models.CodeRequest.platform == account.platform,
            models.CodeRequest.workspace == account.workspace,
            models.CodeRequest.account == account.account,
        )
        there = models.CodeRequest.address == address
        found = self._session.execute(
            select(func.count().filter(theirs), func.count().filter(there)).where(
                models.CodeRequest.at > since, or_(theirs, there)
            )
        ).one()
        return found[0], found[1]

    def forget_requests(self, before: datetime) -> None:
        """Requests as old as that are of no more use: addresses that anybody may have typed aren't kept, nor are the
        outbox entries and lanes that were made for them."""
        old = models.CodeRequest.at < before
        keys = select(literal("code:") + cast(models.CodeRequest.id, Text)).where(old)
        lanes = select(literal("email::") + models.CodeRequest.address).where(old)
        waiting = select(models.OutboxEntry.id).where(models.OutboxEntry.lane == models.Lane.name)
        self._session.execute(delete(models.OutboxEntry).where(models.OutboxEntry.key.in_(keys)))
        self._session.execute(
            delete(models.Lane)
            .where(models.Lane.name.in_(lanes), models.Lane.leased_by == "", ~waiting.exists())
            .execution_options(synchronize_session=False)
        )
        self._session.execute(delete(models.CodeRequest).where(old))

    def missed(self, account: Account, now: datetime) -> None:
        """Remember a wrong try."""
        self._session.add(
            models.CodeTry(platform=account.platform, workspace=account.workspace, account=account.account, at=now)
        )

    def tries(self, account: Account, since: datetime) -> int:
        """How many wrong tries came from the account after that instant."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(models.CodeTry)
                .where(
                    models.CodeTry.platform == account.platform,
                    models.CodeTry.workspace == account.workspace,
                    models.CodeTry.account == account.account,
                    models.CodeTry.at > since,
                )
            )
            or 0
        )
