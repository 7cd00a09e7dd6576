"""Channels that we come into and go out of: what Slack tells us of it, and how things stand.

An event says only that something changed: it may come late, and after a later one. So Slack is asked how it is now.
The events are those of docs.slack.dev/reference/events.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.gateways import Undeliverable
from bot.platforms.fields import one, optional, part
from bot.platforms.slack.api import Api
from bot.platforms.slack.fields import ID

JOINED: Final = "member_joined_channel"
CHANGES: Final = {
    JOINED: "",
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_unarchive": "",
    "group_unarchive": "",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
}
"""The events, each with Slack's word for why nothing can be said there any more; empty where something can again."""

CHANNEL: Final = frozenset(
    (
        *("not_in_channel", "channel_not_found", "is_archived", "restricted_action", "channel_is_limited_access"),
        *("restricted_action_read_only_channel", "restricted_action_non_threadable_channel"),
    )
)
"""What Slack says of a channel in which nothing can be said any more."""


@dataclass(frozen=True)
class ChannelChanged:
    """A channel of ours in which something can be said again, or not any more; ``reason`` is what the event told."""

    workspace: str
    channel: str
    reason: str


Noticed = Callable[[ChannelChanged], Coroutine[Any, Any, None]]
"""Sees to a channel that changed. Never raises."""


def changed(event: Mapping[str, Any], *, workspace: str, us: str | None) -> ChannelChanged | None:
    """The event as facts; ``None`` where somebody else came. Raises ``Malformed``."""
    kind = str(event["type"])
    if kind == JOINED and (us is None or optional(event, "user", ID) != us):
        return None
    return ChannelChanged(workspace, one(event, "channel", ID), CHANGES[kind])


async def lost(api: Api, token: str | None, channel: str) -> str:
    """Slack's word for why nothing can be said in a channel; empty where something can. Raises as ``Api.call`` does."""
    try:
        found = part(await api.call("conversations.info", token, channel=channel), "channel")
    except Undeliverable as refused:
        if str(refused) in CHANNEL:
            return str(refused)
        raise
    if found.get("is_archived") is True:
        return "is_archived"
    return "" if found.get("is_member") is True else "not_in_channel"
