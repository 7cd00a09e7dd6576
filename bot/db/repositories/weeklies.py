"""When a group's channels hear of its actions, and what happened to these in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.repositories.actions import Actions
from bot.db.types import Instant
from bot.domain.actions import STILL_OPEN, Action

_DUE = (
    select(models.Weekly.group_id)
    .where(models.Weekly.due_at <= bindparam("now", type_=Instant))
    .order_by(models.Weekly.due_at, models.Weekly.group_id)
)
_COMING = select(func.min(models.Weekly.due_at)).where(models.Weekly.due_at > bindparam("after", type_=Instant))
_MOVED, _GIVEN = ("action.moved",), ("action.given", "action.accepted")


class Weeklies:
    def __init__(self, session: Session) -> None:
        self._session = session

    def due(self, now: datetime) -> Sequence[int]:
        """Groups whose week is to be told, the longest waiting first."""
        return self._session.connection().execute(_DUE, {"now": now}).scalars().all()

    def coming(self, after: datetime) -> datetime | None:
        """When the next week after that instant is to be told."""
        return self._session.connection().execute(_COMING, {"after": after}).scalar()

    def between(self, group_id: int, since: datetime, until: datetime) -> tuple[Sequence[Action], Sequence[Action]]:
        """Actions raised after the one instant and up to the other that are still open, and those closed then; of these
        none that were raised and taken back."""
        raised = (
            models.Action.raised_at > since,
            models.Action.raised_at <= until,
            models.Action.status.in_(STILL_OPEN),
        )
        closed = (
            models.Action.closed_at > since,
            models.Action.closed_at <= until,
            models.Action.status.not_in(STILL_OPEN),
        )
        ids = [
            self._session.scalars(select(models.Action.id).where(models.Action.group_id == group_id, *which)).all()
            for which in (raised, closed)
        ]
        withdrawn = self._undone(group_id, "action.added")
        actions = Actions(self._session)
        added, ended = (sorted(actions.by_ids(found), key=lambda one: one.number) if found else [] for found in ids)
        return added, [one for one in ended if one.reference not in withdrawn]

    def events(self, group_id: int, since: datetime, until: datetime) -> tuple[int, int]:
        """How many actions were moved, and how many given to others, but for what was taken back."""
        return self._count(group_id, _MOVED, since, until), self._count(group_id, _GIVEN, since, until)

    def _count(self, group_id: int, events: Sequence[str], since: datetime, until: datetime) -> int:
        return (
            self._session.scalar(
                select(func.count(models.AuditLine.subject.distinct())).where(
                    models.AuditLine.chain == group_id,
                    models.AuditLine.event.in_(events),
                    models.AuditLine.at > since,
                    models.AuditLine.at <= until,
                    models.AuditLine.number.not_in(_taken_back(group_id)),
                )
            )
            or 0
        )

    def _undone(self, group_id: int, event: str) -> set[str]:
        return set(
            self._session.scalars(
                select(models.AuditLine.subject).where(
                    models.AuditLine.chain == group_id,
                    models.AuditLine.event == event,
                    models.AuditLine.number.in_(_taken_back(group_id)),
                )
            )
        )


def _taken_back(group_id: int) -> Select[int]:
    """The numbers of the audit's lines about what was undone."""
    return select(models.Change.line).where(models.Change.chain == group_id, models.Change.undone_at.is_not(None))
