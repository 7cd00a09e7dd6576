"""Taking back what was done to an action: the inverses, and how each puts things back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.actions import ActionStatus
from bot.domain.people import Actor
from bot.domain.undo import UndoneFact
from bot.services import reminders


def not_added(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``add``: it is dropped. Its number is never given again."""
    row = uow.actions.record_by_id(facts["action"])
    concerned = uow.actions.concerned(row.id)
    row.status, row.closed_at = ActionStatus.DROPPED, now
    told = _settled(uow, row, now)
    reminders.follow(uow, concerned=concerned, now=now)
    return told


def not_closed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``complete`` and ``drop``: it stands as it did before."""
    row = uow.actions.record_by_id(facts["action"])
    row.status, row.closed_at, row.dropped_reason = ActionStatus(facts["status"]), None, ""
    return _settled(uow, row, now)


def not_updated(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``update``: what was said is withdrawn."""
    row = uow.actions.record_by_id(facts["action"])
    uow.actions.update_record(facts["update"]).withdrawn_at = now
    row.status = ActionStatus(facts["status"])
    return _settled(uow, row, now)


def not_moved(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``move``: it is due on the day before the change."""
    row = uow.actions.record_by_id(facts["action"])
    row.due = date.fromisoformat(facts["due"])
    return _settled(uow, row, now) | {"due": row.due}


def _settled(uow: UnitOfWork, row: models.Action, now: datetime) -> dict[str, UndoneFact]:
    row.updated_at = now
    uow.session.flush()
    reminders.follow(uow, concerned=uow.actions.concerned(row.id), now=now)
    return {"reference": uow.actions.by_id(row.id).reference}
