"""A poll as it stands, for whoever looks at it."""

from __future__ import annotations

from bot.db import models
from bot.db.repositories.meetings import facts as meeting_facts
from bot.db.repositories.polls import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.polls import NoSuchPoll, PollShown, tallied


def looked_up(uow: UnitOfWork, *, group: Group, number: int | None, by: Actor) -> PollShown:
    """A poll as it stands; without a number the newest. Raises ``NoSuchPoll``."""
    return shown(uow, row=record(uow, group, number), group=group, reader=by.official_id)


def waiting(uow: UnitOfWork, *, group: Group, official_id: int) -> tuple[PollShown, ...]:
    """Polls that wait for this person's word."""
    rows = uow.polls.waiting_for(official_id, group.id)
    found = (shown(uow, row=row, group=group, reader=official_id) for row in rows)
    return tuple(one for one in found if one.unanswered)


def of_notice(uow: UnitOfWork, *, poll_id: int, reader: int | None) -> PollShown | None:
    """A poll for what is said of it by itself; ``None`` where its group has ended."""
    row = uow.polls.by_id(poll_id)
    group = uow.groups.by_id(row.group_id)
    if group is None or group.closed_on is not None:
        return None
    return shown(uow, row=row, group=group, reader=reader)


def shown(uow: UnitOfWork, *, row: models.Poll, group: Group, reader: int | None) -> PollShown:
    """A poll as it stands, for one reader."""
    slots = uow.polls.slots(row)
    said, asked = uow.polls.said(row), uow.polls.asked(row.id)
    counts: dict[int, int] = {}
    for one in said:
        counts[one.official_id] = counts.get(one.official_id, 0) + 1
    booked = uow.meetings.by_id(row.meeting_id) if row.meeting_id is not None else None
    return PollShown(
        poll=facts(row, slots, group),
        tallies=tallied(slots, said),
        own={one.slot: one.fit for one in said if one.official_id == reader},
        asked=len(asked),
        answered=sum(counts.get(one, 0) == len(slots) for one in asked),
        seats=len(uow.groups.seats(group.id, slots[0].day)),
        booked=meeting_facts(booked, group) if booked is not None else None,
        for_reader=reader in asked,
    )


def record(uow: UnitOfWork, group: Group, number: int | None) -> models.Poll:
    """A poll's record; without a number the newest. Raises ``NoSuchPoll``."""
    row = uow.polls.newest(group.id) if number is None else uow.polls.record(group.id, number)
    if row is None:
        raise NoSuchPoll(number or 1)
    return row
