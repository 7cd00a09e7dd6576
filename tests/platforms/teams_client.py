"""People in Teams, for tests: what their clients make Teams send to us, signed, over real HTTP."""

from __future__ import annotations

import http.client
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import jwt

from bot.settings import Teams
from tests.messages import teams_rules
from tests.platforms.teams_server import (
    BOT,
    CLIENT,
    ISSUER,
    SECRET,
    TENANT,
    Activity,
    TeamsServer,
    personal,
    private_key,
)

Json = dict[str, Any]

CHANNEL = "19:vawg@thread.tacv2"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Reply:
    """What our address answered."""

    status: int
    text: str

    @property
    def body(self) -> Json:
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found

    @property
    def card(self) -> Json:
        """The card that takes the place of the one that was pressed."""
        assert self.body["type"] == "application/vnd.microsoft.card.adaptive", self.body
        found: Json = self.body["value"]
        teams_rules.check_whole(found)
        return found

    @property
    def passing(self) -> str:
        """The words that are shown for a moment."""
        assert self.body["type"] == "application/vnd.microsoft.activity.message", self.body
        return str(self.body["value"])

    @property
    def dialog(self) -> Json:
        """The card of the dialog that is to be shown."""
        assert self.body["task"]["type"] == "continue"
        found: Json = self.body["task"]["value"]["card"]["content"]
        teams_rules.check(found)
        return found

    @property
    def closes(self) -> bool:
        return self.status == 200 and self.body == {}


def settings(server: TeamsServer, **more: Any) -> Teams:
    given: Json = {"client_id": CLIENT, "client_secret": SECRET, "tenant_id": TENANT}
    return Teams(
        **(given | more),
        openid_metadata_url=server.metadata,
        login_url=server.url,
        service_hosts=(server.host,),
    )


def token(server: TeamsServer, at: datetime, *, key: str = "key-1", kid: str | None = None, **claims: Any) -> str:
    """The token that Microsoft sends with an activity; a claim that is ``None`` is left out."""
    now = int(at.timestamp())
    said = {"iss": ISSUER, "aud": CLIENT, "exp": now + 3600, "nbf": now - 60, "serviceurl": server.service_url}
    whole = {name: value for name, value in (said | claims).items() if value is not None}
    return jwt.encode(whole, private_key(key), algorithm="RS256", headers={"kid": kid or key})


def post(address: str, body: bytes, headers: Mapping[str, str], *, method: str = "POST") -> Reply:
    """One request to our address, just so."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(method, "/api/messages", body, dict(headers))
        answer = connection.getresponse()
        return Reply(answer.status, answer.read().decode())
    finally:
        connection.close()


@dataclass
class Client:
    """Acts for the people of one tenant, and reads what came back. ``channel`` names a shared conversation, which may
    be ``None`` for somebody's own with us."""

    address: str
    server: TeamsServer
    clock: Callable[[], datetime]
    tenant: str = TENANT
    client: str = CLIENT
    last: Json = field(default_factory=dict)

    @property
    def bot(self) -> str:
        return f"28:{self.client}"

    def activity(self, account: str, channel: str | None, **more: Any) -> Json:
        """What every activity of theirs has."""
        kind, where, told = "personal", personal(account), {}
        if channel is None:
            self.server.alone(account, self.tenant)
        else:
            room = self.server.room(channel.partition(";")[0], "channel", self.tenant)
            room.members.add(account)
            kind, where = room.kind, channel
            if kind == "channel":
                where = channel if ";" in channel else f"{channel};messageid={next(_numbers) + 1_600_000_000_000}"
                told = {"team": {"id": "19:team@thread.tacv2"}, "channel": {"id": room.id}}
        return {
            "id": f"f:{next(_numbers)}",
            "timestamp": self.clock().isoformat().replace("+00:00", "Z"),
            "serviceUrl": self.server.service_url,
            "channelId": "msteams",
            "from": {"id": account, "name": "Somebody", "aadObjectId": f"aad-{account}"},
            "recipient": {"id": self.bot, "name": "Convenor"},
            "conversation": {
                "id": where,
                "conversationType": kind,
                "tenantId": self.tenant,
                "isGroup": kind != "personal",
            },
            "channelData": {"tenant": {"id": self.tenant}, **told},
            "locale": "en-GB",
        } | more

    def sends(self, activity: Json, **claims: Any) -> Reply:
        """Teams sends an activity, signed."""
        self.last = activity
        signed = token(self.server, self.clock(), **({"aud": self.client} | claims))
        headers = {"Authorization": f"Bearer {signed}", "Content-Type": "application/json; charset=utf-8"}
        return post(self.address, json.dumps(activity).encode(), headers)

    def again(self) -> Reply:
        """Teams sends the last one once more."""
        return self.sends(self.last)

    def writes(
        self,
        account: str,
        text: str,
        *,
        channel: str | None = None,
        people: Mapping[str, str] | None = None,
        **more: Any,
    ) -> list[Activity]:
        """A message, in a shared conversation with our mention before it; ``people`` are others mentioned, by account.
        What was said in answer."""
        before = len(self.server.said)
        entities = [_mention(id, name) for id, name in (people or {}).items()]
        if channel is not None:
            text, entities = f"<at>Convenor</at> {text}", [*entities, _mention(self.bot, "Convenor")]
        reply = self.sends(
            self.activity(account, channel, type="message", text=text, textFormat="plain", entities=entities, **more)
        )
        assert reply.status == 200, reply
        return self.server.said[before:]

    def types(self, account: str, text: str, *, channel: str | None = None, **more: Any) -> str:
        """The same; the answer in words."""
        return "\n".join(one.texts for one in self.writes(account, text, channel=channel, **more))

    def presses(self, account: str, on: Activity, label: str) -> Reply:
        """A button by its label on something that was said."""
        button = next(one for one in on.buttons if one["title"] == label)
        return self.acts(account, on, button)

    def acts(self, account: str, on: Activity, button: Json) -> Reply:
        channel = None if on.conversation == personal(account) else on.thread
        if button["type"] == "Action.Submit":
            assert button["data"]["msteams"] == {"type": "task/fetch"}
            value = {"data": button["data"] | {"type": "task/fetch"}, "context": {"theme": "default"}}
            return self.sends(self._invoke(account, channel, "task/fetch", value, on.id))
        value = {
            "action": {"type": "Action.Execute", "verb": button["verb"], "data": button["data"]},
            "trigger": "manual",
        }
        return self.sends(self._invoke(account, channel, "adaptiveCard/action", value, on.id))

    def fills(self, account: str, dialog: Json, values: Mapping[str, str], *, channel: str | None = None) -> Reply:
        """A dialog is sent: as it was opened, with these values in it."""
        return self.submits(account, filled(dialog, values), channel=channel)

    def submits(self, account: str, data: Json, *, channel: str | None = None) -> Reply:
        """A dialog's data, altered perhaps."""
        return self.sends(self._invoke(account, channel, "task/submit", {"data": data}))

    def takes_up(self, account: str, message: Json, *, channel: str) -> Reply:
        """ "Make this an action" on a message."""
        value = {"commandId": "make-action", "commandContext": "message", "messagePayload": message}
        return self.sends(self._invoke(account, channel, "composeExtension/fetchTask", value))

    def makes_of_it(self, account: str, dialog: Json, values: Mapping[str, str], *, channel: str) -> Reply:
        value = {"commandId": "make-action", "commandContext": "message", "data": filled(dialog, values)}
        return self.sends(self._invoke(account, channel, "composeExtension/submitAction", value))

    def agrees(self, account: str, asked: Activity, *, name: str, accept: bool = True, **more: Any) -> Reply:
        """The answer to the question where a file is to go."""
        content = asked.attachment["content"]
        value: Json = {"type": "fileUpload", "action": "decline", "context": content["declineContext"]}
        if accept:
            info = {
                "uploadUrl": f"{self.server.url}/upload/{name}",
                "contentUrl": f"https://contoso.sharepoint.com/personal/{name}",
                "name": name,
                "uniqueId": "FILE1",
                "fileType": "csv",
            }
            value |= {"action": "accept", "context": content["acceptContext"], "uploadInfo": info | more}
        return self.sends(self._invoke(account, None, "fileConsent/invoke", value, asked.id))

    def installs(self, account: str, *, channel: str | None = None, action: str = "add") -> Reply:
        return self.sends(self.activity(account, channel, type="installationUpdate", action=action))

    def _invoke(self, account: str, channel: str | None, name: str, value: Json, on: str = "") -> Json:
        more = {"replyToId": on} if on else {}
        return self.activity(account, channel, type="invoke", name=name, value=value, **more)


def filled(dialog: Json, values: Mapping[str, str]) -> Json:
    """What Teams sends of a dialog: its inputs as they were opened or filled in, and what its button carries."""
    inputs = teams_rules.inputs(dialog)
    assert values.keys() <= inputs.keys(), (values.keys(), inputs.keys())
    opened = {id: one["value"] for id, one in inputs.items() if "value" in one}
    [send] = dialog["actions"]
    return {**opened, **values, **send["data"]}


def _mention(id: str, name: str) -> Json:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": id, "name": name}}


__all__ = ["BOT", "CHANNEL", "Client", "Reply", "settings", "token"]
