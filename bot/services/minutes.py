"""Minutes are approved at the next meeting, and then nothing of that meeting's record changes any more."""

from __future__ import annotations

from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.minutes import MinutesTooEarly, TextKind, TextState, Written
from bot.domain.people import Actor
from bot.services import texts
from bot.services.texts import Fresh


def approve(uow: UnitOfWork, *, group: Group, row: models.Meeting, fresh: Fresh, by: Actor, now: datetime) -> Written:
    """The minutes stand from now on. Raises ``MinutesApproved``, or ``MinutesTooEarly`` before the next meeting is
    open."""
    current = texts.written(uow, group=group, row=row, kind=TextKind.MINUTES, fresh=fresh)
    texts.require_open(current)
    later = uow.meetings.after(group.id, row.starts_at)
    approving = next((one for one in later if one.state in (MeetingState.OPEN, MeetingState.HELD)), None)
    if row.state is not MeetingState.HELD or approving is None:
        raise MinutesTooEarly(row.number, later[0].day if later else None)
    sections, head = current.version.sections, current.head
    saved = texts.save(uow, group=group, row=row, kind=TextKind.MINUTES, sections=sections, head=head, by=by, now=now)
    saved.state, saved.settled_at, saved.settled_by, saved.settled_in = (
        TextState.APPROVED,
        now,
        by.official_id,
        approving.id,
    )
    uow.session.flush()
    uow.record(
        "minutes.approved",
        by=by,
        now=now,
        group_id=group.id,
        subject=texts.subject(group, row, TextKind.MINUTES),
        after={"version": saved.latest, "meeting": approving.id},
    )
    return texts.written(uow, group=group, row=row, kind=TextKind.MINUTES, fresh=fresh)
