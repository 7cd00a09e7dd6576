"""Slack's way out for what the outbox holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from bot.delivery import Address
from bot.messages.block_kit import render
from bot.messages.model import Message
from bot.platforms.slack.api import Api, TokenOf
from bot.platforms.slack.documents import direct_channel
from bot.platforms.slack.payloads import PLATFORM

EVENT: Final = "convenor_entry"
"""The type of our metadata: by it and the entry's key a post is found again."""

PAGES: Final = 5
PAGE: Final = 200
"""Messages of a page of history: what Slack recommends. A busy channel says a thousand in some hours."""

ASKEW: Final = timedelta(minutes=2)
"""How far Slack's clock and ours may differ."""


class SlackGateway:
    """Posts a message once, in a channel or to a person. Implements ``bot.delivery.Gateway``."""

    def __init__(self, api: Api, token: TokenOf) -> None:
        self._api = api
        self._token = token

    @property
    def platform(self) -> str:
        return PLATFORM

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        """Say it; its channel and stamp as ``C1:1700000000.000100``. An account's id as channel is its direct messages.

        Raises ``TryLater`` (with Slack's own pause), ``Undeliverable`` (with its code) or ``Unknown``.
        """
        rendered = render(message, workspace=address.workspace)
        posted = await self._api.call(
            "chat.postMessage",
            await self._token(address.workspace),
            channel=address.channel,
            text=rendered.text,
            blocks=rendered.blocks,
            metadata={"event_type": EVENT, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return f"{posted.get('channel', address.channel)}:{posted.get('ts', '')}"

    async def update(self, address: Address, id: str, message: Message) -> None:
        """Put this message in the place of the one with this id. Raises as ``send`` does."""
        channel, _, stamp = id.partition(":")
        rendered = render(message, workspace=address.workspace)
        await self._api.call(
            "chat.update",
            await self._token(address.workspace),
            channel=channel,
            ts=stamp,
            text=rendered.text,
            blocks=rendered.blocks,
        )

    async def find(self, address: Address, *, key: str, since: datetime) -> str | None:
        """What ``send`` would have returned, if the entry was posted after all: for an unknown outcome, before it is
        sent again. ``since`` is when it was first tried.

        Raises ``Undeliverable("missing_scope")`` where reading history wasn't granted, and as ``send`` does.
        """
        token = await self._token(address.workspace)
        channel = address.channel
        if address.direct:
            channel = await direct_channel(self._api, token=token, account=channel)
        cursor: str | None = None
        for _ in range(PAGES):
            page = await self._api.call(
                "conversations.history",
                token,
                channel=channel,
                oldest=f"{(since - ASKEW).timestamp():.6f}",
                include_all_metadata="true",
                limit=str(PAGE),
                cursor=cursor,
            )
            found = next((one for one in page.get("messages", []) if _key(one) == key), None)
            if found is not None:
                return f"{channel}:{found['ts']}"
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return None
        return None


def _key(message: dict[str, Any]) -> str | None:
    """The outbox key that a post of ours carries."""
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("key") if metadata.get("event_type") == EVENT else None
