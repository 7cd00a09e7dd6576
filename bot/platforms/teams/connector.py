"""The Bot Framework's REST wire: activities into conversations that Teams told us of."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

import structlog

from bot.domain.conversations import Conversation, Kind
from bot.gateways import TryLater, Undeliverable, WorkspaceLost
from bot.platforms.teams.clouds import Cloud
from bot.platforms.teams.references import References
from bot.platforms.teams.tokens import Tokens
from bot.platforms.teams.wire import Wire

log = structlog.get_logger()

Json = dict[str, Any]

UNAUTHORISED: Final = frozenset(("http_401", "Unauthorized", "AuthorizationFailed", "InvalidAuthenticationToken"))


class Connector:
    """Says something in a conversation, changes it, and begins one with a person."""

    def __init__(self, cloud: Cloud, tokens: Tokens, wire: Wire, references: References) -> None:
        self._cloud = cloud
        self._tokens = tokens
        self.wire = wire
        self.references = references

    async def say(self, conversation: Conversation, activity: Json, *, thread: str = "", to: str = "") -> str:
        """The id of what was said, in a ``thread`` of the conversation where one is named. ``to`` is the account that
        alone sees it. Raises ``TryLater``, ``Undeliverable`` or ``Unknown``."""
        where = thread or conversation.id
        body = {
            **activity,
            "type": "message",
            "from": {"id": conversation.bot},
            "conversation": {"id": where},
        }
        path = f"v3/conversations/{quote(where, safe='')}/activities"
        if to:
            body["recipient"] = {"id": to, "isTargeted": True}
            path += "?isTargetedActivity=true"
        answer = await self._call("POST", conversation, path, body)
        return str(answer.get("id") or "")

    async def change(self, conversation: Conversation, id: str, activity: Json, *, thread: str = "") -> None:
        """Put this in the place of what was said under that id. Raises as ``say`` does."""
        where = thread or conversation.id
        body = {
            **activity,
            "type": "message",
            "id": id,
            "from": {"id": conversation.bot},
            "conversation": {"id": where},
        }
        path = f"v3/conversations/{quote(where, safe='')}/activities/{quote(id, safe='')}"
        await self._call("PUT", conversation, path, body)

    async def with_person(self, tenant: str, account: str) -> Conversation:
        """The conversation with this account alone, begun if there is none yet. Raises as ``say`` does."""
        known = await self.references.personal(tenant, account)
        if known is not None:
            return known
        beside = await self.references.any(tenant)
        registration = self._tokens.registration(tenant)
        if registration is None:
            raise WorkspaceLost("not_installed")
        bot = beside.bot if beside is not None else f"28:{registration.client_id}"
        url = beside.service_url if beside is not None else self._cloud.service_url
        begun = Conversation("teams", tenant, "", Kind.PERSONAL, account, bot, url)
        body = {
            "bot": {"id": bot},
            "members": [{"id": account}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        answer = await self._call("POST", begun, "v3/conversations", body)
        id = answer.get("id")
        if not isinstance(id, str) or not id:
            raise TryLater("no conversation in the answer")
        found = Conversation("teams", tenant, id, Kind.PERSONAL, account, bot, url)
        await self.references.keep(found)
        return found

    async def of(self, tenant: str, id: str) -> Conversation:
        """A shared conversation by its id. One that Teams hasn't told us of is tried where the tenant's others are."""
        known = await self.references.named(tenant, id)
        if known is not None:
            return known
        beside = await self.references.any(tenant)
        registration = self._tokens.registration(tenant)
        bot = beside.bot if beside is not None else f"28:{registration.client_id if registration else ''}"
        url = beside.service_url if beside is not None else self._cloud.service_url
        return Conversation("teams", tenant, id, Kind.CHANNEL, "", bot, url)

    async def _call(self, method: str, conversation: Conversation, path: str, body: Json | None = None) -> Json:
        """A token that is refused is asked for once more: the secret may have been replaced."""
        if not self._cloud.serves(conversation.service_url):
            raise Undeliverable("service_not_on_list")
        url = f"{conversation.service_url.rstrip('/')}/{path}"
        token = await self._tokens.of(conversation.workspace)
        try:
            return await self.wire.send(method, url, token=token, body=body)
        except Undeliverable as refused:
            if str(refused) not in UNAUTHORISED:
                raise
        self._tokens.forget(conversation.workspace, token)
        try:
            return await self.wire.send(method, url, token=await self._tokens.of(conversation.workspace), body=body)
        except Undeliverable as refused:
            raise (WorkspaceLost(str(refused)) if str(refused) in UNAUTHORISED else refused) from refused
