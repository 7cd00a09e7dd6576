"""The exports that come by themselves: read and written first, from one view; then kept in a short change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chores import LongChore
from bot.db.exports.reading import seen_through
from bot.db.unit_of_work import Snapshot, UnitOfWork
from bot.documents.model import About, Written
from bot.exporting import made
from bot.services import schedules
from bot.services.exports import Scope


@dataclass(frozen=True)
class _Made:
    due_at: datetime
    scope: Scope
    about: About
    file: Written


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    return uow.schedules.due(now)


def _prepare(snapshot: Snapshot, schedule_id: int, now: datetime) -> _Made | None:
    asked = schedules.asked(seen_through(snapshot), schedule_id=schedule_id, now=now)
    if asked is None:
        return None
    row, scope = asked
    about, file = made(snapshot, scope, row.what, row.format)
    return _Made(row.next_at, scope, about, file)


def _keep(uow: UnitOfWork, schedule_id: int, now: datetime, prepared: _Made | None) -> None:
    if prepared is None:
        return
    with prepared.file.content:
        schedules.keep(
            uow,
            schedule_id=schedule_id,
            due_at=prepared.due_at,
            scope=prepared.scope,
            about=prepared.about,
            file=prepared.file,
            now=now,
        )


MONTHLY: LongChore[_Made] = LongChore(
    "exports made", due=_due, prepare=_prepare, keep=_keep, coming=lambda uow, after: uow.schedules.coming(after)
)
