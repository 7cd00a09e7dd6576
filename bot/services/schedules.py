"""Exports that come by themselves: on the first working day of each month, to the group's secretariat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.documents.model import About, Written
from bot.domain.dates import local
from bot.domain.files import MONTHLY_WITHIN, NothingScheduled, Scheduled, ScheduledAlready, following
from bot.domain.groups import Group
from bot.domain.people import Actor, Membership, Post
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import exports, files
from bot.services.exports import Scope

SUBJECT = "export-ready"


def switch_on(uow: UnitOfWork, *, group: Group, what: str, format: str, by: Actor, now: datetime) -> Scheduled:
    """It comes each month from the next one on. Raises ``ScheduledAlready``."""
    row = next((one for one in uow.schedules.of_group(group.id) if one.what == what), None)
    if row is not None and row.format == format:
        raise ScheduledAlready(format)
    before = {"format": row.format} if row is not None else {}
    kept = _kept(row) if row is not None else None
    if row is None:
        at = following(now, group.zone)
        row = models.ExportSchedule(group_id=group.id, official_id=by.official, what=what, format=format, next_at=at)
        uow.session.add(row)
    row.format, row.official_id = format, by.official
    uow.session.flush()
    _record(uow, "export.scheduled", group, what, by, now, before=before, after={"format": format})
    facts = {"group": group.id, "what": what, "before": kept}
    uow.undoable("export.schedule", by=by, now=now, group_id=group.id, facts=facts)
    return _shown(row, group)


def switch_off(uow: UnitOfWork, *, group: Group, what: str, by: Actor, now: datetime) -> tuple[Scheduled, ...]:
    """It comes no more; without ``what``, none does. Raises ``NothingScheduled``."""
    rows = [one for one in uow.schedules.of_group(group.id) if what in ("", one.what)]
    if not rows:
        raise NothingScheduled
    shown = tuple(_shown(row, group) for row in rows)
    kept = [_kept(row) for row in rows]
    for row in rows:
        uow.session.delete(row)
        _record(uow, "export.unscheduled", group, row.what, by, now, before={"format": row.format}, after={})
    uow.session.flush()
    facts = {"group": group.id, "schedules": kept}
    uow.undoable("export.unschedule", by=by, now=now, group_id=group.id, facts=facts)
    return shown


def not_switched_on(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``switch_on``: it comes no more, or in the format that it had; its next month stays."""
    row = next((one for one in uow.schedules.of_group(facts["group"]) if one.what == facts["what"]), None)
    if row is None:
        raise ChangedSince
    before = facts["before"]
    if before is None:
        uow.session.delete(row)
    else:
        row.format, row.official_id = before["format"], before["official"]
    uow.session.flush()
    group = uow.groups.record(facts["group"])
    return {"name": group.name, "format": before["format"].upper() if before else "", "stays": 1 if before else 0}


def not_switched_off(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``switch_off``: all of them come again, unless one of them was switched on anew. What fell due
    meanwhile is made at once."""
    stopped = facts["schedules"]
    if {row.what for row in uow.schedules.of_group(facts["group"])} & {one["what"] for one in stopped}:
        raise ChangedSince
    uow.session.add_all(
        models.ExportSchedule(
            group_id=facts["group"],
            official_id=one["official"],
            what=one["what"],
            format=one["format"],
            next_at=datetime.fromisoformat(one["next_at"]),
        )
        for one in stopped
    )
    uow.session.flush()
    return {"name": uow.groups.record(facts["group"]).name, "count": len(stopped)}


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


def _kept(row: models.ExportSchedule) -> dict[str, Any]:
    """What brings it back."""
    return {
        "what": row.what,
        "format": row.format,
        "official": row.official_id,
        "next_at": row.next_at.isoformat(),
    }


def _shown(row: models.ExportSchedule, group: Group) -> Scheduled:
    return Scheduled(row.what, row.format, local(row.next_at, group.zone).date())
