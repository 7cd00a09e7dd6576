"""Slack's way out for what the outbox holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import structlog

from bot.domain.deliveries import NOT_INSTALLED
from bot.gateways import Address, ChannelLost, Looked, Undeliverable, WorkspaceLost
from bot.messages.block_kit import Rendered, render, render_home
from bot.messages.codec import fingerprint
from bot.messages.model import Message
from bot.platforms.slack.api import Api, TokenOf
from bot.platforms.slack.channels import CHANNEL
from bot.platforms.slack.documents import direct_channel
from bot.platforms.slack.payloads import PLATFORM
from bot.platforms.slack.unfit import UNFIT, shortened

log = structlog.get_logger()

EVENT: Final = "convenor_entry"
"""The type of our metadata: by it and the entry's key a post is found again."""

PAGES: Final = 25
PAGE: Final = 200
"""Messages of a page of history: what Slack recommends. A busy channel says a thousand in some hours."""

ASKEW: Final = timedelta(hours=2)
"""How much further back is looked than an entry is old: our clock may have been set, or another process's differ."""

TOKEN: Final = frozenset(
    (
        *("token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed", "not_installed"),
        *("missing_scope", "no_permission", "access_denied", "ekm_access_denied", "team_access_not_granted"),
        *("not_allowed_token_type", "enterprise_is_restricted"),
    )
)
"""What Slack says of a token that is no good for anything any more."""


class SlackGateway:
    """Posts a message once, in a channel or to a person. Implements ``bot.gateways.Gateway`` and ``Recalls``."""

    def __init__(self, api: Api, token: TokenOf, prefix: str = "/wg") -> None:
        self._api = api
        self._token = token
        self.prefix = prefix

    @property
    def platform(self) -> str:
        return PLATFORM

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        """Say it; its channel and stamp as ``C1:1700000000.000100``. An account's id as channel is its direct messages.
        What Slack won't show as it is goes out once more, as plain text.

        A Home is published instead; what then stands there is returned, as a fingerprint.

        Raises ``TryLater`` (with Slack's own pause), ``Undeliverable``, ``ChannelLost`` or ``WorkspaceLost`` (with its
        code), or ``Unknown``.
        """
        if address.home is not None:
            return await self._publish(address, message)
        rendered = render(message, workspace=address.workspace)
        try:
            return await self._post(address, rendered, key)
        except Undeliverable as refused:
            if str(refused) not in UNFIT:
                raise _told_apart(refused, address) from refused
            log.warning("said as plain text", key=key, reason=str(refused))
        try:
            return await self._post(address, Rendered(shortened(rendered.text), []), key)
        except Undeliverable as refused:
            raise _told_apart(refused, address) from refused

    async def find(self, address: Address, *, key: str, ago: timedelta) -> Looked:
        """What ``send`` would have returned, if the entry was posted after all: for an unknown outcome, before it is
        sent again. How far back is reckoned by Slack's own clock.

        Raises ``Undeliverable("missing_scope")`` where reading history wasn't granted, and as ``send`` does.
        """
        token = await self._token(address.workspace)
        channel = address.channel
        try:
            now = await self._api.their_time()
            if address.direct:
                channel = await direct_channel(self._api, token=token, account=channel)
            said = await self._among(token, channel, key, oldest=(now - ago - ASKEW).timestamp())
        except Undeliverable as refused:
            if str(refused) in ("missing_scope", "not_allowed_token_type"):
                raise
            raise _told_apart(refused, address) from refused
        return Looked(f"{channel}:{said}" if said else None, await self._api.their_time())

    async def _post(self, address: Address, rendered: Rendered, key: str) -> str:
        posted = await self._api.call(
            "chat.postMessage",
            await self._token(address.workspace),
            channel=address.channel,
            text=rendered.text,
            blocks=rendered.blocks or None,
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

    async def _publish(self, address: Address, message: Message) -> str:
        blocks = render_home(message, workspace=address.workspace)
        token = await self._token(address.workspace)
        view = {"type": "home", "blocks": blocks}
        try:
            await self._api.call("views.publish", token, user_id=address.home, view=view)
        except Undeliverable as refused:
            raise _told_apart(refused, address) from refused
        return fingerprint(message)

    async def _among(self, token: str | None, channel: str, key: str, *, oldest: float) -> str | None:
        """The stamp of the post with that key, among those since ``oldest``. Raises ``Undeliverable`` where there are
        too many to look through."""
        cursor: str | None = None
        for _ in range(PAGES):
            page = await self._api.call(
                "conversations.history",
                token,
                channel=channel,
                oldest=f"{oldest:.6f}",
                include_all_metadata="true",
                limit=str(PAGE),
                cursor=cursor,
            )
            found = next((one for one in page.get("messages", []) if _key(one) == key), None)
            if found is not None:
                return str(found["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return None
        raise Undeliverable("history_too_long")


def _told_apart(refused: Undeliverable, address: Address) -> Undeliverable:
    """What a refusal means: for this message, for the channel, or for the whole workspace. One where we aren't is lost
    only to a channel that was linked there: people of others' workspaces are met in shared channels too."""
    code = str(refused)
    if code in NOT_INSTALLED and not address.shared:
        return refused
    if code in TOKEN:
        return WorkspaceLost(code)
    return ChannelLost(code) if code in CHANNEL and not address.direct else refused


def _key(message: dict[str, Any]) -> str | None:
    """The outbox key that a post of ours carries."""
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("key") if metadata.get("event_type") == EVENT else None
