"""Exports that come by themselves: on the first working day of each month, to the group's secretariat."""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.documents.model import About, Written
from bot.domain.dates import local
from bot.domain.files import MONTHLY_WITHIN, NothingScheduled, Scheduled, ScheduledAlready, following
from bot.domain.groups import Group
from bot.domain.people import Actor, Membership, Post
from bot.services import exports, files
from bot.services.exports import Scope

SUBJECT = "export-ready"


def switch_on(uow: UnitOfWork, *, group: Group, what: str, format: str, by: Actor, now: datetime) -> Scheduled:
    """It comes each month from the next one on. Raises ``ScheduledAlready``."""
    if by.official_id is None:
        raise LookupError("only an official asks for exports")
    row = next((one for one in uow.schedules.of_group(group.id) if one.what == what), None)
    if row is not None and row.format == format:
        raise ScheduledAlready(format)
    before = {"format": row.format} if row is not None else {}
    if row is None:
        at = following(now, group.zone)
        row = models.ExportSchedule(group_id=group.id, official_id=by.official_id, what=what, format=format, next_at=at)
        uow.session.add(row)
    row.format, row.official_id = format, by.official_id
    uow.session.flush()
    _record(uow, "export.scheduled", group, what, by, now, before=before, after={"format": format})
    return _shown(row, group)


def switch_off(uow: UnitOfWork, *, group: Group, what: str, by: Actor, now: datetime) -> tuple[Scheduled, ...]:
    """It comes no more; without ``what``, none does. Raises ``NothingScheduled``."""
    rows = [one for one in uow.schedules.of_group(group.id) if what in ("", one.what)]
    if not rows:
        raise NothingScheduled
    shown = tuple(_shown(row, group) for row in rows)
    for row in rows:
        uow.session.delete(row)
        _record(uow, "export.unscheduled", group, row.what, by, now, before={"format": row.format}, after={})
    uow.session.flush()
    return shown


def listed(uow: UnitOfWork, *, group: Group) -> tuple[Scheduled, ...]:
    return tuple(_shown(row, group) for row in uow.schedules.of_group(group.id))


def asked(uow: UnitOfWork, *, schedule_id: int, now: datetime) -> tuple[models.ExportSchedule, Scope] | None:
    """What is to be made now, as the secretariat may see it; ``None`` where that is no longer wanted."""
    row = uow.schedules.by_id(schedule_id)
    group = uow.groups.by_id(row.group_id) if row is not None else None
    wisher = uow.people.by_id(row.official_id) if row is not None else None
    if row is None or group is None or wisher is None or row.next_at > now:
        return None
    by = Actor(None, wisher.name, memberships=(Membership(0, Post.SECRETARIAT, None),))
    return row, Scope(group=group, by=by, now=now)


def keep(
    uow: UnitOfWork, *, schedule_id: int, due_at: datetime, scope: Scope, about: About, file: Written, now: datetime
) -> bool:
    """The file waits for the secretariat, each of whom is told once; ``False`` where another process has done it, or it
    is no longer wanted. However many months were missed, it is one."""
    row = uow.schedules.by_id(schedule_id, lock=True)
    if row is None or row.next_at != due_at:
        return False
    group = scope.group
    row.next_at = following(now, group.zone)
    file_id = files.keep(
        uow,
        group_id=group.id,
        official_id=None,
        what=about.what,
        filename=file.filename,
        media_type=file.media_type,
        length=file.length,
        content=file.content,
        now=now,
        within=MONTHLY_WITHIN,
    )
    exports.record(uow, scope=scope, about=about, file=file, ending=row.format)
    uow.outbox.tell(
        uow.people.secretariat(group.id),
        f"{SUBJECT}:{file_id}",
        facts={"file": file_id},
        now=now,
        group_id=group.id,
        expires_at=now + MONTHLY_WITHIN,
    )
    return True


def _record(
    uow: UnitOfWork,
    event: str,
    group: Group,
    what: str,
    by: Actor,
    now: datetime,
    *,
    before: dict[str, str],
    after: dict[str, str],
) -> None:
    subject = f"{group.slug.upper()}:exports:{what}"
    uow.record(event, by=by, now=now, group_id=group.id, subject=subject, before=before, after=after)


def _shown(row: models.ExportSchedule, group: Group) -> Scheduled:
    return Scheduled(row.what, row.format, local(row.next_at, group.zone).date())
