"""What is to be said, written beside what made it true. A unique key is the memory that it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.engine import inserting
from bot.db.models import OutboxState
from bot.domain.homes import channel_of


@dataclass(frozen=True)
class ToPerson:
    """A direct message; the address is found when it is sent."""

    official_id: int

    @property
    def lane(self) -> str:
        return f"person:{self.official_id}"


@dataclass(frozen=True)
class ToPlace:
    """A post in a channel."""

    platform: str
    workspace: str
    channel: str

    @property
    def lane(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.channel}"


@dataclass(frozen=True)
class ToHome:
    """The Home of an account, published there."""

    platform: str
    workspace: str
    account: str

    @property
    def channel(self) -> str:
        return channel_of(self.account)

    @property
    def lane(self) -> str:
        return f"{self.platform}:{self.workspace}:{self.channel}"


class Outbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    def say(
        self,
        *,
        key: str,
        subject: str,
        facts: Mapping[str, Any],
        to: ToPerson | ToPlace | ToHome,
        now: datetime,
        group_id: int | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> bool:
        """Enter it once: a second entry with the same key changes nothing and returns ``False``."""
        values: dict[str, Any] = {
            "key": key,
            "subject": subject,
            "facts": dict(facts),
            "group_id": group_id,
            "lane": to.lane,
            "state": OutboxState.READY,
            "due_at": due_at or now,
            "expires_at": expires_at,
            "created_at": now,
            "official_id": None,
            "platform": "",
            "workspace": "",
            "channel": "",
            "attempts": 0,
            "sent_to": "",
            "platform_id": "",
            "reason": "",
        }
        match to:
            case ToPerson(official_id):
                values["official_id"] = official_id
            case ToPlace(platform, workspace, channel):
                values |= {"platform": platform, "workspace": workspace, "channel": channel}
            case ToHome(platform, workspace):
                values |= {"platform": platform, "workspace": workspace, "channel": to.channel}
        statement = (
            inserting(self._session)(models.OutboxEntry).values(**values).on_conflict_do_nothing(index_elements=["key"])
        )
        return bool(self._session.execute(statement.returning(models.OutboxEntry.id)).scalar())

    def said(self, key: str) -> bool:
        """Whether an entry with this key was ever made."""
        return self._session.scalar(select(models.OutboxEntry.id).where(models.OutboxEntry.key == key)) is not None

    def said_to(self, prefix: str) -> bool:
        """Whether an entry under a key that begins so was sent, or is being sent."""
        begins = models.OutboxEntry.key.startswith(prefix, autoescape=True)
        left = models.OutboxEntry.state.not_in((OutboxState.READY, OutboxState.STALE))
        return self._session.scalar(select(models.OutboxEntry.id).where(begins, left).limit(1)) is not None

    def unsent(self, prefix: str) -> Mapping[str, Any] | None:
        """The facts of the first entry under a key that begins so, if it was not sent yet."""
        return self._session.scalar(
            select(models.OutboxEntry.facts)
            .where(models.OutboxEntry.key.startswith(prefix, autoescape=True))
            .where(models.OutboxEntry.state == OutboxState.READY)
            .order_by(models.OutboxEntry.id)
            .limit(1)
        )

    def withdraw(self, prefix: str, *, why: str) -> int:
        """What was not sent yet under keys that begin so is no longer true; how many that were."""
        found = self._session.execute(
            update(models.OutboxEntry)
            .where(models.OutboxEntry.key.startswith(prefix, autoescape=True))
            .where(models.OutboxEntry.state == OutboxState.READY)
            .values(state=OutboxState.STALE, reason=why)
            .returning(models.OutboxEntry.id)
        )
        return len(found.all())

    def withdraw_from(self, official_id: int, group_id: int, *, why: str) -> int:
        """What was still to be told this person about this group is told no more; how much that was."""
        return self._withdraw(models.OutboxEntry.official_id == official_id, group_id, why)

    def withdraw_all(self, group_id: int, *, why: str) -> int:
        """What was still to be told anybody directly about this group is told no more; its channels keep their
        lines. How much that was."""
        return self._withdraw(models.OutboxEntry.official_id.is_not(None), group_id, why)

    def _withdraw(self, whom: ColumnElement[bool], group_id: int, why: str) -> int:
        found = self._session.execute(
            update(models.OutboxEntry)
            .where(
                whom,
                models.OutboxEntry.group_id == group_id,
                models.OutboxEntry.state == OutboxState.READY,
            )
            .values(state=OutboxState.STALE, reason=why)
            .returning(models.OutboxEntry.id)
        )
        return len(found.all())
