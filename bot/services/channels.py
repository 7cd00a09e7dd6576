"""The channels that speak for a group: a group may have several, a channel has one. E-mail lists are beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.addresses import EMAIL
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
    return tuple(_linked(place) for place in uow.groups.places(group.id) if place.platform != EMAIL)


def link(
    uow: UnitOfWork,
    *,
    group: Group,
    channel: ChannelId | None,
    readers: str | None,
    language: str | None,
    by: Actor,
    now: datetime,
) -> LinkedChannel:
    """This channel (platform, workspace, channel) speaks for the group; or, where it does already, another circle
    of people may read, it is spoken to in another language (empty: the group's), or what waited because we had lost
    it may go. What is ``None`` stays as it is. Raises ``ChannelNeeded``, ``ChannelTaken`` or ``ChannelLinkedAlready``.
    """
    if channel is None:
        raise ChannelNeeded
    place = uow.groups.place(*channel)
    if place is None:
        place = enter(
            uow,
            group=group,
            channel=channel,
            readers=readers or EVERYBODY,
            language=language or "",
            by=by,
            now=now,
        )
        uow.undoable("group.link", by=by, now=now, group_id=group.id, facts={"channel": list(channel)})
        return _linked(place)
    if place.group_id != group.id:
        raise ChannelTaken
    return changed(uow, group=group, place=place, readers=readers, language=language, by=by, now=now)


def changed(
    uow: UnitOfWork,
    *,
    group: Group,
    place: models.Place,
    readers: str | None,
    language: str | None,
    by: Actor,
    now: datetime,
) -> LinkedChannel:
    """A place that speaks for the group already. Raises ``ChannelLinkedAlready``."""
    name = ":".join((place.platform, place.workspace, place.channel))
    lost = uow.delivered.lane(name) is not None
    if lost:
        uow.deliveries.forget_old(name, now)
        uow.deliveries.resume_lane(name)
    wanted = {"readers": readers, "language": language}
    after = {key: value for key, value in wanted.items() if value not in (None, getattr(place, key))}
    if not after and not lost:
        raise ChannelLinkedAlready
    if after:
        before = {key: getattr(place, key) for key in after}
        for key, value in after.items():
            setattr(place, key, value)
        uow.session.flush()
        facts = {"channel": digest(name)}
        uow.record(
            "group.linked",
            by=by,
            now=now,
            group_id=group.id,
            subject=f"{group.slug.upper()}:channels",
            before=before | facts,
            after=after | facts,
        )
        kept = {"channel": [place.platform, place.workspace, place.channel], "before": before}
        uow.undoable("group.link", by=by, now=now, group_id=group.id, facts=kept)
    return _linked(place)


def unlink(uow: UnitOfWork, *, group: Group, channel: ChannelId | None, by: Actor, now: datetime) -> LinkedChannel:
    """This channel no longer speaks for the group. Raises ``ChannelNeeded`` or ``ChannelNotLinked``."""
    if channel is None:
        raise ChannelNeeded
    place = uow.groups.place(*channel)
    if place is None or place.group_id != group.id:
        raise ChannelNotLinked
    found = _linked(place)
    uow.session.delete(place)
    uow.session.flush()
    uow.record(
        "group.unlinked",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:channels",
        before={"channel": digest(":".join(channel)), "readers": found.readers},
    )
    facts = {"group": group.id, "channel": list(channel), "readers": found.readers, "language": found.language}
    uow.undoable("group.unlink", by=by, now=now, group_id=group.id, facts=facts)
    return found


def enter(
    uow: UnitOfWork,
    *,
    group: Group,
    channel: ChannelId,
    readers: str,
    by: Actor | None,
    now: datetime,
    language: str = "",
) -> models.Place:
    """Write the link of a channel that is free."""
    place = placed(uow, group.id, channel, readers, language, now)
    weeklies.begin(uow, group=group, now=now)
    uow.deliveries.resume_lane(":".join(channel))
    uow.record(
        "group.linked",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.slug.upper()}:channels",
        after={"channel": digest(":".join(channel)), "readers": readers} | ({"language": language} if language else {}),
    )
    return place


def not_linked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``link``: a channel that was linked already has its readers and its language as before."""
    place = uow.groups.place(*facts["channel"])
    if place is None:
        raise ChangedSince
    if "before" in facts:
        for key, value in facts["before"].items():
            setattr(place, key, value)
        uow.session.flush()
        return {"kept": 1}
    uow.session.delete(place)
    uow.session.flush()
    return {"kept": 0}


def not_unlinked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``unlink``, unless the channel has come to speak for another group."""
    if uow.groups.place(*facts["channel"]) is not None:
        raise ChangedSince
    placed(uow, facts["group"], tuple(facts["channel"]), facts["readers"], facts.get("language", ""), now)
    return {}


def placed(
    uow: UnitOfWork, group_id: int, channel: tuple[str, ...], readers: str, language: str, now: datetime
) -> models.Place:
    """The row of a place."""
    platform, workspace, name = channel
    place = models.Place(
        group_id=group_id,
        platform=platform,
        workspace=workspace,
        channel=name,
        readers=readers,
        language=language,
        linked_at=now,
    )
    uow.session.add(place)
    uow.session.flush()
    return place


def _linked(place: models.Place) -> LinkedChannel:
    return LinkedChannel(place.platform, place.workspace, place.channel, place.readers, place.language)
