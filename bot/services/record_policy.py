"""What a group lays down about its meetings' record, shown and changed."""

from __future__ import annotations

from datetime import datetime

from bot.db.repositories.groups import facts_of
from bot.db.unit_of_work import UnitOfWork
from bot.domain import record_policy as rules
from bot.domain.groups import Group, NothingToChange
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.domain.record_policy import Shown, Wanted
from bot.services import paper_days


def shown(*, group: Group) -> Shown:
    """The policy as it stands."""
    return Shown(group, rules.of_group(group))


def change(uow: UnitOfWork, *, group: Group, wanted: Wanted, by: Actor, now: datetime) -> Shown:
    """From here on the record is kept by this policy; meetings that opened already keep their quorum.

    Raises ``NothingToChange``, ``NotAQuorum``, ``NotPaperDays`` or ``NotNoticeDays``.
    """
    before = rules.of_group(group)
    after = rules.changed(before, wanted)
    if after == before:
        raise NothingToChange
    row = uow.groups.record(group.id)
    kept = {"record": row.policy["record"]} if "record" in row.policy else {}
    row.policy = {**row.policy, "record": rules.as_json(after)}
    uow.session.flush()
    new = facts_of(row)
    for meeting in uow.meetings.ahead(group.id):
        if meeting.state is MeetingState.SCHEDULED:
            meeting.papers_at = paper_days.following(new, meeting, now)
    was, now_is = rules.worded(before), rules.worded(after)
    changed = tuple(key for key in now_is if now_is[key] != was[key])
    uow.record(
        "meeting.policy",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:record-policy",
        before={key: was[key] for key in changed},
        after={key: now_is[key] for key in changed},
    )
    uow.undoable("meeting.policy", by=by, now=now, group_id=group.id, facts={"group": group.id, "before": kept})
    return Shown(new, after, changed)
