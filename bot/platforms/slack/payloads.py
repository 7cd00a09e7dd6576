"""What Slack sent, as plain facts: a typed command, a press, words addressed to us, a challenge, or nothing for us.

Every field is checked here, so that nothing further in can stumble over it. Accounts, workspaces and channels are
ids, never names. What a client sends back (a button's value) is text to be read as a command and no more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.commands import Invocation
from bot.domain.presses import Press
from bot.platforms.slack.fields import (
    ADDRESS,
    COMMAND,
    ID,
    KEY,
    STAMP,
    Json,
    Malformed,
    first,
    one,
    optional,
    part,
    text,
)

PLATFORM: Final = "slack"

QUESTION: Final = "question"
"""How the ``block_id`` of a question's buttons begins: one answer, and the question is done with."""


@dataclass(frozen=True)
class Typed:
    """A slash command. ``response_url`` takes the answer when the acknowledgement can't wait for it."""

    invocation: Invocation
    response_url: str


@dataclass(frozen=True)
class Pressed:
    """A button. ``ephemeral``, ``question`` and ``thread`` tell of the message on which it stood."""

    invocation: Invocation
    response_url: str
    ephemeral: bool
    question: bool
    thread: str | None


@dataclass(frozen=True)
class Addressed:
    """A mention in a channel, or a direct message. ``thread`` is the one that it stands in; ``at`` is its own stamp,
    ``event`` the key that it keeps when Slack sends it again."""

    invocation: Invocation
    channel: str
    at: str
    thread: str | None
    event: str


@dataclass(frozen=True)
class AtHome:
    """Somebody opened their App Home, or pressed a button there. ``event`` is the key that an opening keeps when Slack
    sends it again; ``None`` for a press. There is no channel and no address to answer at."""

    invocation: Invocation
    event: str | None = None


@dataclass(frozen=True)
class Challenge:
    """Slack asks whether this address is ours; it wants the challenge back."""

    challenge: str


@dataclass(frozen=True)
class Nothing:
    """Not for us: our own words, an edit, an event that nobody asked for."""


Received = Typed | Pressed | Addressed | AtHome | Challenge | Nothing


def read(payload: Json, *, prefix: str) -> Received:
    """The payload as facts. Raises ``Malformed``."""
    match payload:
        case {"type": "url_verification"}:
            return Challenge(one(payload, "challenge", KEY))
        case {"type": "event_callback", "event": {"type": "app_home_opened"}}:
            return _opening(payload, prefix)
        case {"type": "event_callback"}:
            return _event(payload, prefix)
        case {"type": "block_actions", "view": {"type": "home"}}:
            return _press_at_home(payload, prefix)
        case {"type": "block_actions"}:
            return _press(payload, prefix)
        case {"command": _}:
            return _command(payload, prefix)
        case _:
            return Nothing()


def _command(payload: Json, prefix: str) -> Typed:
    one(payload, "command", COMMAND)
    workspace = _workspace(payload)
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(payload, "user_id", ID),
        text=text(payload, "text"),
        channel=_shared(one(payload, "channel_id", ID)),
        request=_request(workspace, one(payload, "trigger_id", KEY)),
        prefix=prefix,
    )
    return Typed(invocation, one(payload, "response_url", ADDRESS))


def _press(payload: Json, prefix: str) -> Pressed | Nothing:
    """Only buttons carry commands."""
    action, container = first(payload, "actions"), part(payload, "container")
    if action.get("type") != "button" or "value" not in action:
        return Nothing()
    one(action, "action_id", re.compile(r"[ -~]{1,255}"))
    user = part(payload, "user")
    workspace = _pressed_in(payload)
    channel = optional(part(payload, "channel"), "id", ID) or one(container, "channel_id", ID)
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(user, "id", ID),
        text=text(action, "value"),
        channel=_shared(channel),
        request=_request(workspace, one(payload, "trigger_id", KEY)),
        press=_same(workspace, action, container, one(user, "id", ID)),
        prefix=prefix,
    )
    return Pressed(
        invocation,
        one(payload, "response_url", ADDRESS),
        ephemeral=container.get("is_ephemeral") is True,
        question=text(action, "block_id").startswith(QUESTION),
        thread=optional(container, "thread_ts", STAMP),
    )


def _opening(payload: Json, prefix: str) -> AtHome | Nothing:
    """The Home tab; the other tabs are nothing for us."""
    event, installed = part(payload, "event"), first(payload, "authorizations")
    if event.get("tab") != "home":
        return Nothing()
    workspace = _workspace(installed, payload)
    request = _request(workspace, one(payload, "event_id", KEY))
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(event, "user", ID),
        text="home",
        request=request,
        prefix=prefix,
        home="opened",
    )
    return AtHome(invocation, request)


def _press_at_home(payload: Json, prefix: str) -> AtHome | Nothing:
    """Only buttons carry commands. The view is ours, and tells in which workspace it stands."""
    action, view, user = first(payload, "actions"), part(payload, "view"), part(payload, "user")
    if action.get("type") != "button" or "value" not in action:
        return Nothing()
    of_view = [optional(view, name, ID) for name in ("app_installed_team_id", "team_id")]
    of_person = [optional(part(payload, "team"), "id", ID), optional(user, "team_id", ID)]
    workspace = _known([*of_view, *of_person, optional(part(payload, "enterprise"), "id", ID)])
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(user, "id", ID),
        text=text(action, "value"),
        request=_request(workspace, one(payload, "trigger_id", KEY)),
        prefix=prefix,
        home="pressed",
    )
    return AtHome(invocation)


def _same(workspace: str, action: Json, container: Json, account: str) -> Press | None:
    """What a double click has in common: the person, the message or view, and the command; with the moment by Slack's
    clock. ``None`` where Slack doesn't say when or where it was pressed."""
    stamp, place = optional(action, "action_ts", STAMP), optional(container, "message_ts", STAMP)
    place = place or optional(container, "view_id", ID)
    if stamp is None or place is None or len(stamp.partition(".")[0]) > 10:
        return None
    channel = optional(container, "channel_id", ID) or ""
    shared = "\n".join((account, channel, place, text(action, "value"))).encode()
    key = f"{_request(workspace, 'press')}:{hashlib.sha256(shared).hexdigest()}"
    seconds, _, fraction = stamp.partition(".")
    at = datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(fraction[:6].ljust(6, "0")))
    return Press(key, at)


def _event(payload: Json, prefix: str) -> Addressed | Nothing:
    """A mention in a channel or a direct message, as it was first sent: edits, our own words, those of other apps
    and messages of another kind (``subtype``) are nothing for us."""
    event, installed = part(payload, "event"), first(payload, "authorizations")
    sender = optional(event, "user", ID)
    us = optional(installed, "user_id", ID)
    if sender is None or sender == us or any(event.get(name) for name in ("bot_id", "subtype", "edited")):
        return Nothing()
    channel = one(event, "channel", ID)
    direct = _shared(channel) is None
    if event.get("type") != ("message" if direct else "app_mention"):
        return Nothing()
    workspace = _workspace(installed, payload)
    request = _request(workspace, one(payload, "event_id", KEY))
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=sender,
        text=_addressed(text(event, "text"), us, prefix),
        channel=None if direct else channel,
        request=request,
        prefix=prefix,
    )
    thread = optional(event, "thread_ts", STAMP)
    return Addressed(invocation, channel, at=one(event, "ts", STAMP), thread=thread, event=request)


def _addressed(said: str, us: str | None, prefix: str) -> str:
    """The command alone: without our own mention, and without the slash command's name if somebody typed that too."""
    mention = rf"<@{us}(?:\|[^>]*)?>[\s:,]*" if us else r"^\s*<@[A-Z0-9]+(?:\|[^>]*)?>[\s:,]*"
    bare = re.sub(mention, "", said, count=1).strip()
    return bare.removeprefix(prefix).strip() if (bare + " ").startswith(prefix + " ") else bare


def _workspace(*payloads: Json) -> str:
    """The workspace where the app is installed; the organisation, where it is installed for all of that."""
    found = [optional(one, name, ID) for name in ("team_id", "enterprise_id") for one in payloads]
    return _known(found)


def _pressed_in(payload: Json) -> str:
    """The workspace of the message, which is ours, before that of the one who pressed: in a shared channel these
    differ. A message that only one person sees isn't in the payload."""
    of_message = optional(part(payload, "message"), "team", ID)
    of_person = [optional(part(payload, "team"), "id", ID), optional(part(payload, "user"), "team_id", ID)]
    return _known([of_message, *of_person, optional(part(payload, "enterprise"), "id", ID)])


def _known(found: Sequence[str | None]) -> str:
    workspace = next((one for one in found if one), None)
    if workspace is None:
        raise Malformed("team")
    return workspace


def _shared(channel: str) -> str | None:
    """The channel, or ``None`` for a direct message."""
    return None if channel.startswith("D") else channel


def _request(workspace: str, key: str) -> str:
    return f"{PLATFORM}:{workspace}:{key}"
