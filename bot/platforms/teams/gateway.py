"""Teams' way out for what the outbox holds."""

from __future__ import annotations

from typing import Final

import structlog

from bot.domain.conversations import Conversation
from bot.domain.deliveries import NOT_INSTALLED
from bot.gateways import Address, ChannelLost, Undeliverable, WorkspaceLost
from bot.messages.adaptive_card import Opens
from bot.messages.codec import fingerprint
from bot.messages.model import Message
from bot.platforms.teams import cards
from bot.platforms.teams.connector import Connector
from bot.platforms.teams.payloads import PLATFORM

log = structlog.get_logger()

CHANNEL: Final = frozenset(
    (
        *("BotNotInConversationRoster", "ConversationNotFound", "ForbiddenOperationException", "ConversationBlocked"),
        *("BotDisabledByAdmin", "GroupChatNotFound", "ThreadNotFound", "http_403", "http_404"),
    )
)
"""What Teams says of a conversation in which nothing can be said any more."""

TENANT: Final = frozenset(("TenantNotFound", "ServicePrincipalNotFound", "AppNotInstalledInTenant", "not_installed"))
"""What it says of a whole tenant."""

SEPARATOR: Final = "|"


class TeamsGateway:
    """Posts a message, in a conversation or to a person. Implements ``bot.gateways.Gateway`` and ``Updates``. Nobody
    can look whether one of unknown outcome was said: it is said again, and says that. A Home is a card in somebody's
    conversation with us, changed where it stands."""

    def __init__(self, connector: Connector, opens: Opens, prefix: str) -> None:
        self._connector = connector
        self._opens = opens
        self.prefix = prefix

    @property
    def platform(self) -> str:
        return PLATFORM

    async def send(self, address: Address, message: Message, *, key: str) -> str:
        """Say it; conversation and activity as ``19:…|1700000000000``. What Teams won't show as a card goes out once
        more, as plain text.

        Raises ``TryLater`` (with Teams' own pause), ``Undeliverable``, ``ChannelLost``, ``WorkspaceLost`` or
        ``Unknown``.
        """
        try:
            if address.home is not None:
                return await self._publish(address.workspace, address.home, message)
            conversation = await self._where(address)
            return await self._said(conversation, message, key)
        except Undeliverable as refused:
            raise _told_apart(refused, address) from refused

    async def update(self, address: Address, id: str, message: Message) -> None:
        """Put this message in the place of the one with this id. Raises as ``send`` does."""
        where, _, activity = id.rpartition(SEPARATOR)
        conversation = await self._where(address)
        body = cards.activity(message, tenant=address.workspace, opens=self._opens)
        await self._connector.change(conversation, activity, body, thread=where)

    async def _publish(self, tenant: str, account: str, message: Message) -> str:
        """What then stands in the Home, as a fingerprint. One that is no more, or was asked for anew, is said."""
        conversation = await self._connector.with_person(tenant, account)
        body = cards.activity(message, tenant=tenant, opens=self._opens, beside={"home": True})
        stands = await self._connector.references.home(conversation)
        if stands:
            try:
                await self._connector.change(conversation, stands, body)
                return fingerprint(message)
            except WorkspaceLost:
                raise
            except Undeliverable as refused:
                log.info("a home was said anew", reason=str(refused))
        said = await self._connector.say(conversation, body)
        await self._connector.references.home(conversation, said)
        return fingerprint(message)

    async def _where(self, address: Address) -> Conversation:
        if address.direct:
            return await self._connector.with_person(address.workspace, address.channel)
        return await self._connector.of(address.workspace, address.channel)

    async def _said(self, conversation: Conversation, message: Message, key: str) -> str:
        try:
            body = cards.activity(message, tenant=conversation.workspace, opens=self._opens)
            said = await self._connector.say(conversation, body)
        except Undeliverable as refused:
            if str(refused) not in cards.UNFIT:
                raise
            log.warning("said as plain text", key=key, reason=str(refused))
            said = await self._connector.say(conversation, cards.plain(message))
        return f"{conversation.id}{SEPARATOR}{said}"


def _told_apart(refused: Undeliverable, address: Address) -> Undeliverable:
    """What a refusal means: for this message, for the conversation, or for the whole tenant. One where we aren't is
    lost only to a conversation that was linked there."""
    code = str(refused)
    if code in NOT_INSTALLED and not address.shared:
        return Undeliverable(code)
    if isinstance(refused, WorkspaceLost) or code in TENANT:
        return WorkspaceLost(code)
    return ChannelLost(code) if code in CHANNEL and not address.direct else refused
