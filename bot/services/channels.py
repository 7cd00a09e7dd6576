"""The channels that speak for a group: a group may have several, a channel has one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import (
    ChannelLinkedAlready,
    ChannelNeeded,
    ChannelNotLinked,
    ChannelTaken,
    Group,
    LinkedChannel,
)
from bot.domain.people import Actor
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import weeklies

EVERYBODY = "channel"
"""Everybody in the channel may read the group's turns, meetings and unmarked actions."""

ChannelId = tuple[str, str, str]
"""Platform, workspace, channel."""


def of_group(uow: UnitOfWork, *, group: Group) -> tuple[LinkedChannel, ...]:
    """The group's channels, in the order in which they were linked."""
    return tuple(
        LinkedChannel(place.platform, place.workspace, place.channel, place.readers)
        for place in uow.groups.places(group.id)
    )


def link(
    uow: UnitOfWork, *, group: Group, channel: ChannelId | None, readers: str, by: Actor, now: datetime
) -> LinkedChannel:
    """This channel (platform, workspace, channel) speaks for the group; or, where it does already, another circle
    of people may read, or what waited because we had lost it may go. Raises ``ChannelNeeded``, ``ChannelTaken`` or
    ``ChannelLinkedAlready``."""
    if channel is None:
        raise ChannelNeeded
    place = uow.groups.place(*channel)
    if place is None:
        enter(uow, group=group, channel=channel, readers=readers, by=by, now=now)
        uow.undoable("group.link", by=by, now=now, group_id=group.id, facts={"channel": list(channel)})
        return LinkedChannel(*channel, readers)
    if place.group_id != group.id:
        raise ChannelTaken
    if uow.delivered.lane(":".join(channel)) is not None:
        uow.deliveries.resume_lane(":".join(channel))
        if place.readers == readers:
            return LinkedChannel(*channel, readers)
    if place.readers == readers:
        raise ChannelLinkedAlready
    before, place.readers = place.readers, readers
    uow.session.flush()
    facts = {"channel": digest(":".join(channel))}
    uow.record(
        "group.linked",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:channels",
        before={"readers": before} | facts,
        after={"readers": readers} | facts,
    )
    return LinkedChannel(*channel, readers)


def unlink(uow: UnitOfWork, *, group: Group, channel: ChannelId | None, by: Actor, now: datetime) -> LinkedChannel:
    """This channel no longer speaks for the group. Raises ``ChannelNeeded`` or ``ChannelNotLinked``."""
    if channel is None:
        raise ChannelNeeded
    place = uow.groups.place(*channel)
    if place is None or place.group_id != group.id:
        raise ChannelNotLinked
    readers = place.readers
    uow.session.delete(place)
    uow.session.flush()
    uow.record(
        "group.unlinked",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:channels",
        before={"channel": digest(":".join(channel)), "readers": readers},
    )
    facts = {"group": group.id, "channel": list(channel), "readers": readers}
    uow.undoable("group.unlink", by=by, now=now, group_id=group.id, facts=facts)
    return LinkedChannel(*channel, readers)


def enter(uow: UnitOfWork, *, group: Group, channel: ChannelId, readers: str, by: Actor, now: datetime) -> None:
    """Write the link of a channel that is free."""
    _place(uow, group.id, channel, readers, now)
    weeklies.begin(uow, group=group, now=now)
    uow.deliveries.resume_lane(":".join(channel))
    uow.record(
        "group.linked",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:channels",
        after={"channel": digest(":".join(channel)), "readers": readers},
    )


def not_linked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``link``."""
    place = uow.groups.place(*facts["channel"])
    if place is None:
        raise ChangedSince
    uow.session.delete(place)
    uow.session.flush()
    return {}


def not_unlinked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``unlink``, unless the channel has come to speak for another group."""
    if uow.groups.place(*facts["channel"]) is not None:
        raise ChangedSince
    _place(uow, facts["group"], tuple(facts["channel"]), facts["readers"], now)
    return {}


def _place(uow: UnitOfWork, group_id: int, channel: tuple[str, ...], readers: str, now: datetime) -> None:
    platform, workspace, name = channel
    uow.session.add(
        models.Place(
            group_id=group_id, platform=platform, workspace=workspace, channel=name, readers=readers, linked_at=now
        )
    )
    uow.session.flush()
