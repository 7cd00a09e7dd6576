"""E-mail lists by group and address; the newest row of an address is the one that counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.db import models


class MailLists:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_id(self, list_id: int, *, lock: bool = False) -> models.MailList | None:
        """The list as it stands; with ``lock`` nobody else changes it until the transaction ends."""
        wanted = select(models.MailList).where(models.MailList.id == list_id)
        locked = wanted.with_for_update().execution_options(populate_existing=True)
        return self._session.scalar(locked if lock else wanted)

    def newest(self, group_id: int, address: str) -> models.MailList | None:
        return self._session.scalar(
            select(models.MailList)
            .where(models.MailList.group_id == group_id, models.MailList.address == address)
            .order_by(models.MailList.id.desc())
            .limit(1)
        )

    def asked(self, group_id: int, address: str, since: datetime) -> int:
        """How often the address was asked since then."""
        count = select(func.count()).select_from(models.MailList)
        asked = (models.MailList.group_id == group_id, models.MailList.address == address)
        return self._session.scalar(count.where(*asked, models.MailList.asked_at > since)) or 0

    def of_group(self, group_id: int, now: datetime) -> Sequence[models.MailList]:
        """Those that agreed and those whose answer is waited for, in the order in which they were asked."""
        return self._session.scalars(
            select(models.MailList)
            .where(
                models.MailList.group_id == group_id,
                models.MailList.ended_at.is_(None),
                or_(models.MailList.agreed_at.is_not(None), models.MailList.expires_at > now),
            )
            .order_by(models.MailList.id)
        ).all()

    def groups(self) -> Sequence[int]:
        """Groups that have not ended and ever asked a list, in the order of their short names."""
        asked = select(models.MailList.id).where(models.MailList.group_id == models.Group.id).exists()
        wanted = select(models.Group.id).where(models.Group.closed_on.is_(None), asked)
        return self._session.scalars(wanted.order_by(models.Group.slug)).all()

    def create(
        self,
        *,
        group_id: int,
        address: str,
        language: str,
        asked_by: int | None,
        expires_at: datetime,
        now: datetime,
    ) -> models.MailList:
        row = models.MailList(
            group_id=group_id,
            address=address,
            language=language,
            asked_by=asked_by,
            asked_at=now,
            expires_at=expires_at,
        )
        self._session.add(row)
        self._session.flush()
        return row
