"""What Teams sent, as plain facts: words addressed to us, a press, a dialog asked for or sent, a message taken up, a
file agreed to, that we were added or removed, or nothing for us.

Every field is checked here, so that nothing further in can stumble over it. Accounts, tenants and conversations are
ids, never names. What a client sends back is text to be read as a command and no more.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from bot.commands import Invocation
from bot.domain.conversations import Conversation, Kind
from bot.domain.presses import Press
from bot.messages.adaptive_card_form import FIELD, WORDS
from bot.platforms.fields import Json, Malformed, cleaned, one, optional, part, several
from bot.platforms.teams.fields import ADDRESS, ID, WORD, text
from bot.platforms.teams.received import (
    Addressed,
    Agreed,
    Came,
    Fetched,
    Gone,
    Marks,
    Nothing,
    Pressed,
    Received,
    Sent,
    Where,
)

PLATFORM: Final = "teams"
MAKE_ACTION: Final = "make-action"
"""The id of the command on messages in our manifest."""

HOME: Final = "home"
"""The command whose answer is a card that stays current."""

FIELDS: Final = 200
_KINDS: Final = {"personal": Kind.PERSONAL, "groupChat": Kind.GROUP, "channel": Kind.CHANNEL}
_AT = re.compile(r"<at(?:\s[^>]*)?>(?P<name>[^<]{0,200})</at>")
_TAGS = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]{0,500}>")


@dataclass(frozen=True)
class _Frame:
    """What every activity of ours has."""

    activity: Json
    tenant: str
    prefix: str
    where: Where
    account: str = field(default="")

    def invocation(self, said: str, **more: Any) -> Invocation:
        conversation, told = self.where.conversation, self.where.activity
        return Invocation(
            platform=PLATFORM,
            workspace=self.tenant,
            account=self.account,
            text=said,
            channel=None if self.where.personal else conversation.id,
            request=f"{PLATFORM}:{self.tenant}:{self.where.thread}:{told}" if told else None,
            prefix=self.prefix,
            **more,
        )


def read(activity: Json, *, tenant: str, prefix: str) -> Received:
    """The activity as facts. Raises ``Malformed``."""
    kind = optional(activity, "type", WORD)
    if kind not in ("message", "invoke", "conversationUpdate", "installationUpdate"):
        return Nothing()
    frame = _frame(activity, tenant, prefix)
    match kind:
        case "message":
            return _message(frame)
        case "invoke":
            return _invoke(replace(frame, account=one(part(activity, "from"), "id", ID)))
        case _:
            return _moved(frame, kind)


def _frame(activity: Json, tenant: str, prefix: str) -> _Frame:
    told, from_ = part(activity, "conversation"), part(activity, "from")
    thread = one(told, "id", ID)
    kind = _KINDS.get(str(told.get("conversationType") or ("channel" if told.get("isGroup") else "personal")))
    if kind is None:
        raise Malformed("conversationType")
    conversation = Conversation(
        PLATFORM,
        tenant,
        thread.partition(";")[0],
        kind,
        one(from_, "id", ID) if kind is Kind.PERSONAL else "",
        one(part(activity, "recipient"), "id", ID),
        one(activity, "serviceUrl", ADDRESS),
    )
    return _Frame(activity, tenant, prefix, Where(conversation, thread, optional(activity, "id", ID) or ""))


def _message(frame: _Frame) -> Received:
    """Words. An activity without an id can't be told from another and is nothing for us."""
    activity = frame.activity
    account = one(part(activity, "from"), "id", ID)
    if not frame.where.activity or account == frame.where.conversation.bot:
        return Nothing()
    said = _said(frame)
    at_home: Any = "opened" if frame.where.personal and said.strip().lower() == HOME else ""
    return Addressed(replace(frame, account=account).invocation(said, forms=True, home=at_home), frame.where)


def _said(frame: _Frame) -> str:
    """The command alone: without our own mention, and with everybody else's by id."""
    people = [
        (text(one_, "text"), part(one_, "mentioned"))
        for one_ in several(frame.activity, "entities")
        if one_.get("type") == "mention"
    ]
    said, ours = text(frame.activity, "text"), frame.where.conversation.bot
    for shown, mentioned in people:
        id = optional(mentioned, "id", ID)
        if not shown or id is None:
            continue
        if id == ours:
            said = said.replace(shown, " ", 1)
        elif '"' not in id:
            name = html.unescape(_ANY_TAG.sub("", shown)) or text(mentioned, "name")
            said = said.replace(shown, f'<at id="{id}">{html.escape(name, quote=False)}</at>', 1)
    bare = said.replace("\xa0", " ").replace("&nbsp;", " ").strip().lstrip(":,").strip()
    prefix = frame.prefix
    return bare[len(prefix) :].strip() if (bare + " ").lower().startswith(prefix.lower() + " ") else bare


def _invoke(frame: _Frame) -> Received:
    value = part(frame.activity, "value")
    match frame.activity.get("name"):
        case "adaptiveCard/action":
            return _press(frame, part(part(value, "action"), "data"))
        case "task/fetch":
            return _fetched(frame, part(value, "data"))
        case "task/submit":
            return _sent(frame, part(value, "data"), taken=False)
        case "composeExtension/fetchTask" if value.get("commandId") == MAKE_ACTION:
            return _taken(frame, part(value, "messagePayload"))
        case "composeExtension/submitAction" if value.get("commandId") == MAKE_ACTION:
            return _sent(frame, part(value, "data"), taken=True)
        case "fileConsent/invoke":
            return _agreed(frame, value)
        case _:
            return Nothing()


def _press(frame: _Frame, data: Json) -> Pressed:
    command = _command(data)
    message = optional(frame.activity, "replyToId", ID) or ""
    again = data.get("again")
    marks = Marks(data.get("question") is True, cleaned(again) if isinstance(again, str) else "", message)
    at_home: Any = "pressed" if data.get("home") is True and frame.where.personal else ""
    invocation = frame.invocation(command, forms=True, press=_same(frame, command, message), home=at_home)
    return Pressed(invocation, frame.where, marks)


def _fetched(frame: _Frame, data: Json) -> Fetched:
    pressed = optional(frame.activity, "replyToId", ID) or ""
    return Fetched(frame.invocation(_command(data), forms=True), frame.where, pressed)


def _sent(frame: _Frame, data: Json, *, taken: bool) -> Sent:
    """Its fields by argument. What was typed beside a picker counts before what was picked."""
    if len(data) > FIELDS:
        raise Malformed("data")
    fields: dict[str, str] = {}
    for name, value in data.items():
        if not (isinstance(name, str) and name.startswith(FIELD)):
            continue
        said = _value(value)
        key = name.removeprefix(FIELD)
        typed = key.endswith(WORDS)
        key = key.removesuffix(WORDS)
        if said if typed else not fields.get(key):
            fields[key] = said
    pressed = data.get("pressed")
    shown = pressed if isinstance(pressed, str) and ID.fullmatch(pressed) else ""
    return Sent(frame.invocation(_command(data), forms=True, fields=fields), frame.where, shown, taken)


def _taken(frame: _Frame, message: Json) -> Fetched:
    """The form of an action made of a message, with its text and its link."""
    body = part(message, "body")
    content = text(body, "content")
    if body.get("contentType") != "text":
        content = html.unescape(_ANY_TAG.sub("", _TAGS.sub("\n", content)))
    link = optional(message, "linkToMessage", ADDRESS)
    frame_ = frame.invocation("action add", forms=True)
    return Fetched(replace(frame_, fields={"text": content, "link": link or ""}), frame.where, "", taken=True)


def _agreed(frame: _Frame, value: Json) -> Agreed:
    context, info = part(value, "context"), part(value, "uploadInfo")
    asked = frame.invocation(_command(context))
    invocation = replace(asked, request=None)
    if value.get("action") != "accept":
        return Agreed(invocation, frame.where, asked.request, accepted=False)
    return Agreed(
        invocation,
        frame.where,
        asked.request,
        True,
        one(info, "uploadUrl", ADDRESS),
        optional(info, "contentUrl", re.compile(r"https?://[^\x00-\x1f]{1,4000}")) or "",
        text(info, "name")[:300],
        optional(info, "uniqueId", ID) or "",
        optional(info, "fileType", WORD) or "",
    )


def _moved(frame: _Frame, kind: Literal["conversationUpdate", "installationUpdate"] | str) -> Received:
    """Whether we were added or removed. In a team both concern its general channel, by whose id the team is known."""
    activity, ours = frame.activity, frame.where.conversation.bot
    if kind == "installationUpdate":
        added = str(activity.get("action", "")).startswith("add")
        gone = str(activity.get("action", "")).startswith("remove")
    else:
        added = any(one_.get("id") == ours for one_ in several(activity, "membersAdded"))
        gone = any(one_.get("id") == ours for one_ in several(activity, "membersRemoved"))
        gone = gone or part(activity, "channelData").get("eventType") in ("channelDeleted", "teamDeleted")
    if gone:
        return Gone(_meant(frame))
    account = optional(part(activity, "from"), "id", ID) or ""
    if not added:
        return Came(frame.where)
    greeting = replace(frame, account=account).invocation(HOME, home="opened")
    wanted = frame.where.personal and kind == "installationUpdate" and account not in ("", ours)
    return Came(frame.where, greeting if wanted else None)


def _meant(frame: _Frame) -> Conversation:
    """A deleted channel is named beside; the conversation is then its team's."""
    told = optional(part(part(frame.activity, "channelData"), "channel"), "id", ID)
    return replace(frame.where.conversation, id=told) if told else frame.where.conversation


def _command(data: Json) -> str:
    found = data.get("command")
    if not isinstance(found, str):
        raise Malformed("command")
    return cleaned(found)


def _value(value: object) -> str:
    """A field's value as one would type it."""
    if value is None:
        return ""
    if not isinstance(value, str | int | float | bool):
        raise Malformed("field")
    return cleaned(str(value))[:20_000]


def _same(frame: _Frame, command: str, message: str) -> Press | None:
    """What a double click has in common: person, message, command; with the moment by Teams' own clock."""
    stamp = frame.activity.get("timestamp")
    if not message or not isinstance(stamp, str) or len(stamp) > 40:
        return None
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    shared = "\n".join((frame.account, frame.where.thread, message, command)).encode()
    key = f"{PLATFORM}:{frame.tenant}:press:{hashlib.sha256(shared).hexdigest()}"
    return Press(key, at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC))


def carried(command: str, *, pressed: str = "") -> Mapping[str, Any]:
    """What a dialog carries for us between its opening and its submission. Who sends it and where it came from is
    never read from it: both stand in the activity, which is signed."""
    return {"command": command, **({"pressed": pressed} if pressed else {})}
