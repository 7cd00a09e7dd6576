"""To whoever can mend it: a channel or a workspace was lost. Stale where it was mended since."""

from __future__ import annotations

from datetime import datetime

from bot.db.unit_of_work import UnitOfWork
from bot.domain.deliveries import Paused
from bot.messages.model import Message
from bot.notices.model import Entry
from bot.presenters import deliveries as present
from bot.presenters.speech import Words


def channel_lost(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To a group's secretariat."""
    platform, workspace, channel = entry.facts["place"]
    found = uow.delivered.lane(":".join((platform, workspace, channel)))
    group = uow.groups.by_id(entry.group_id) if entry.group_id is not None else None
    if found is None or group is None or group.closed_on is not None:
        return None
    return present.channel_lost(Paused(platform, workspace, channel, *found), group, words)


def workspace_lost(uow: UnitOfWork, entry: Entry, words: Words, _now: datetime) -> Message | None:
    """To those who run the service."""
    platform, workspace = entry.facts["place"]
    found = uow.delivered.road(platform, workspace)
    return present.workspace_lost(Paused(platform, workspace, "", *found), words) if found is not None else None
