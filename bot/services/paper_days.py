"""What a meeting takes from its group's policy when it is planned and when it opens: the next day on which people are
reminded of its agenda, and its quorum."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.meetings import Attended
from bot.domain.quorum import Quorum, quorum
from bot.domain.record_policy import needed, of_group

SAID_AT = time(9)
PRESENT = (Attended.PRESENT, Attended.DEPUTY)
"""How a seat is present. Observers and guests don't count."""


def following(group: Group, row: models.Meeting, now: datetime) -> datetime | None:
    """The next instant at which somebody is reminded of the meeting's agenda; ``None`` after the last."""
    for days in of_group(group).rungs:
        at = to_instant(row.day - timedelta(days=days), SAID_AT, row.zone)
        if now < at < row.starts_at:
            return at
    return None


def needs(uow: UnitOfWork, group: Group, row: models.Meeting) -> int:
    """How many seats the meeting needs: settled once, whatever the group lays down later."""
    return _needs(group, len(uow.groups.seats(group.id, row.day)), row.quorum)


def _needs(group: Group, seats: int, settled: int | None) -> int:
    return settled if settled is not None else needed(of_group(group), seats)


def quorum_of(uow: UnitOfWork, group: Group, row: models.Meeting) -> Quorum:
    """The meeting's quorum by seat, as far as attendance was noted."""
    attendance = uow.meetings.attendance(row.id)
    present = {code for code, kind, _ in attendance if kind in PRESENT}
    return quorum_at(uow, group, row.day, present, noted=bool(attendance), settled=row.quorum)


def quorum_at(
    uow: UnitOfWork, group: Group, day: date, present: Collection[str], *, noted: bool, settled: int | None
) -> Quorum:
    """The quorum of a meeting on that day: minutes, ``meeting show`` and exports all ask here. ``settled`` is how many
    seats were needed when it opened, where that is kept."""
    seats = len(uow.groups.seats(group.id, day))
    return quorum(present, seats=seats, needed=_needs(group, seats, settled), noted=noted)
