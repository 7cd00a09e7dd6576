"""What the clock says about agendas: some days before a meeting to its chair and secretariat, on others to members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chores import Chore
from bot.db import models
from bot.db.repositories.rotation import AHEAD
from bot.db.unit_of_work import UnitOfWork
from bot.domain.agenda_answers import Reminded
from bot.domain.dates import local
from bot.domain.groups import Group
from bot.domain.people import Post
from bot.domain.record_policy import RecordPolicy, of_group
from bot.services import agenda_places, agenda_shown, chairs, paper_days

RUNNERS, MEMBERS = "runners", "members"


def remind(uow: UnitOfWork, meeting_id: int, now: datetime) -> None:
    """Say what stands on the agenda to those whose day it is, and set the next day. Nothing is said of an empty one:
    the chair's pack shows that. A day that passed while nothing ran is not made up for once the next has come."""
    row = uow.meetings.by_id(meeting_id)
    group = uow.groups.by_id(row.group_id)
    if row.papers_at is None or row.papers_at > now:
        return
    row.papers_at = None
    if group is None or group.closed_on is not None or row.starts_at <= now:
        return
    row.papers_at = paper_days.following(group, row, now)
    policy = of_group(group)
    days = _rung(policy, (row.day - local(now, row.zone).date()).days)
    if days is None or not agenda_places.of_meeting(uow, group, row):
        return
    said: set[int] = set()
    for who, people in ((RUNNERS, _runners(uow, group, row)), (MEMBERS, _members(uow, group))):
        if days not in (policy.runners if who == RUNNERS else policy.members):
            continue
        uow.outbox.tell(
            [one for one in people if one not in said],
            f"agenda-ahead:{row.id}:{row.sequence}:{days}",
            facts={"meeting": row.id, "sequence": row.sequence, "who": who, "days": days},
            now=now,
            group_id=group.id,
            expires_at=row.starts_at,
        )
        said.update(people)


def reminded(
    uow: UnitOfWork,
    *,
    group_id: int,
    meeting_id: int,
    sequence: int,
    who: str,
    official_id: int,
    now: datetime,
) -> Reminded | None:
    """The agenda as it stands when it is said; ``None`` where the meeting was moved or cancelled or has begun, or the
    agenda is empty, or whoever was to hear left the group."""
    group = uow.groups.by_id(group_id)
    row = uow.meetings.by_id(meeting_id)
    if group is None or group.closed_on is not None or row.state not in AHEAD or row.sequence != sequence:
        return None
    if row.starts_at <= now or not uow.people.memberships(official_id, group_id):
        return None
    found = agenda_shown.listed(uow, group=group, number=row.number, now=now)
    left = (row.day - local(now, row.zone).date()).days
    return Reminded(group, found, who == RUNNERS, left) if found.items else None


def _rung(policy: RecordPolicy, days: int) -> int | None:
    """The day that has come: the last of the ladder's that lies no further ahead."""
    reached = [rung for rung in policy.rungs if rung >= days]
    return min(reached) if reached and days > 0 else None


def _runners(uow: UnitOfWork, group: Group, row: models.Meeting) -> Sequence[int]:
    found = [*chairs.answering(uow, group=group, meeting=row)]
    found += uow.people.secretariat(group.id)
    return tuple(dict.fromkeys(found))


def _members(uow: UnitOfWork, group: Group) -> Sequence[int]:
    seated = (Post.LEAD, Post.DEPUTY, Post.MEMBER)
    held = [one for one in uow.people.holdings(group.id) if one.official is not None and one.post in seated]
    return tuple(dict.fromkeys(one.official.id for one in held if one.official is not None))


AGENDA_CHORES = (
    Chore(
        "agendas",
        lambda uow, now: uow.meetings.due(models.Meeting.papers_at, now),
        remind,
        lambda uow, after: uow.meetings.next_due(models.Meeting.papers_at, after),
    ),
)
