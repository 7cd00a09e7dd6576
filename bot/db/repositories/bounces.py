"""Mails that were sent, as their bounces name them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.addresses import EMAIL
from bot.db.models import OutboxState


class Bounces:
    def __init__(self, session: Session) -> None:
        self._session = session

    def sent(self, message_id: str) -> models.OutboxEntry | None:
        """The entry that went out as this mail, and has not come back before."""
        return self._session.scalar(
            select(models.OutboxEntry)
            .where(
                models.OutboxEntry.platform_id == message_id,
                models.OutboxEntry.sent_to.startswith(f"{EMAIL}:"),
                models.OutboxEntry.state == OutboxState.SENT,
            )
            .with_for_update()
        )
