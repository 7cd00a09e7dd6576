"""Linking codes and wrong tries at them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
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
            select(models.LinkingCode.official_id).where(
                models.LinkingCode.digest == digest,
                models.LinkingCode.used_at.is_(None),
                models.LinkingCode.expires_at > now,
            )
        )

    def use(self, digest: str, now: datetime) -> bool:
        """Use the code up; of two at once only one succeeds."""
        used = self._session.execute(
            update(models.LinkingCode)
            .where(models.LinkingCode.digest == digest, models.LinkingCode.used_at.is_(None))
            .values(used_at=now)
            .returning(models.LinkingCode.id)
        )
        return bool(used.all())

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
