"""Addresses that people's own calendars read: one for each group, and one for all of somebody's groups."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.appointments import Entry, Fed
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.services import rotation

BEHIND: Final = timedelta(days=366)
"""How far back a feed goes."""


def opened(uow: UnitOfWork, *, group: Group | None, by: Actor, now: datetime) -> int:
    """The number of the person's feed, made where there is none that serves."""
    assert by.official_id is not None
    found = uow.feeds.standing(by.official_id, group.id if group else None)
    if found is not None:
        return found
    made = uow.feeds.create(by.official_id, group.id if group else None, now)
    uow.record(
        "feed.opened",
        by=by,
        now=now,
        subject=f"official:{by.official_id}:feed",
        after={"feed": made, "group": group.id if group else None},
    )
    return made


def revoke(uow: UnitOfWork, *, group: Group | None, by: Actor, now: datetime) -> int:
    """The person's feed serves no more; how many that were."""
    assert by.official_id is not None
    gone = uow.feeds.revoke(by.official_id, group.id if group else None, now)
    if gone:
        subject = f"official:{by.official_id}:feed"
        uow.record("feed.revoked", by=by, now=now, subject=subject, before={"feeds": list(gone)})
    return len(gone)


def read(uow: UnitOfWork, *, feed_id: int, now: datetime) -> Fed | None:
    """What a feed shows; ``None`` for one that serves nobody any more: taken back, or its owner has left."""
    found = uow.feeds.by_id(feed_id)
    official = uow.people.by_id(found.official_id) if found is not None and found.revoked_at is None else None
    if found is None or official is None:
        return None
    mine = [group for group in uow.groups.of(official.id) if found.group_id in (None, group.id)]
    if not mine:
        return None
    entries = [entry for group in mine for entry in of_group(uow, group, now)]
    entries.sort(key=lambda entry: (entry.meeting.starts_at, entry.meeting.reference))
    group = mine[0] if found.group_id is not None else None
    language = official.language or (group.language if group is not None else "")
    return Fed(official.name, language, group, tuple(entries))


def of_group(uow: UnitOfWork, group: Group, now: datetime, *, whole: bool = False) -> list[Entry]:
    """The group's meetings of a year back and all to come, but for those that were cancelled; the ``whole`` record has
    every one."""
    turns = rotation.by_meeting(uow, group=group, now=now)
    rows = [*uow.meetings.past(group.id), *uow.meetings.ahead(group.id)]
    found = []
    for row in rows:
        if not whole and (row.state is MeetingState.CANCELLED or row.starts_at < now - BEHIND):
            continue
        turn = turns.get(row.number)
        chair, host = (turn.chair, turn.host) if turn is not None else (None, None)
        stamp = row.changed_at or row.created_at
        found.append(Entry(group, facts(row, group), row.uid, row.sequence, stamp, chair, host))
    return found
