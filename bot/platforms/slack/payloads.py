"""What Slack sent, as plain facts: a typed command, a press, words addressed to us, a challenge, or nothing for us.

Every field is checked here, so that nothing further in can stumble over it. Accounts, workspaces and channels are
ids, never names. What a client sends back (a button's value) is text to be read as a command and no more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.commands import Invocation
from bot.domain.presses import Press
from bot.messages import block_kit_views as views
from bot.platforms.fields import Json, Malformed, first, one, optional, part
from bot.platforms.slack.channels import CHANGES, ChannelChanged, changed
from bot.platforms.slack.fields import ADDRESS, COMMAND, ID, KEY, STAMP, text
from bot.platforms.slack.installing import organisation, uninstalled
from bot.platforms.slack.received import Addressed, AtHome, Challenge, Nothing, Pressed, Received, Taken, Typed
from bot.platforms.slack.submissions import submitted

PLATFORM: Final = "slack"

QUESTION: Final = "question"
"""How the ``block_id`` of a question's buttons begins: one answer, and the question is done with."""

MAKE_ACTION: Final = "make-action"
"""The ``callback_id`` of the shortcut on messages."""

AGAIN: Final = "again"
"""How that of an answer's buttons begins which can be asked for again; a number and the command follow."""


def read(payload: Json, *, prefix: str) -> Received:
    """The payload as facts. Raises ``Malformed``."""
    match payload:
        case {"type": "url_verification"}:
            return Challenge(one(payload, "challenge", KEY))
        case {"type": "event_callback"}:
            return _happened(payload, prefix)
        case {"type": "block_actions", "view": {"type": "home"}}:
            return _press_at_home(payload, prefix)
        case {"type": "block_actions"}:
            return _press(payload, prefix)
        case {"type": "view_submission", "view": {"callback_id": views.CALLBACK}}:
            return submitted(payload, prefix, _pressed_in(payload))
        case {"type": "message_action", "callback_id": found} if found == MAKE_ACTION:
            return _taken(payload, prefix)
        case {"command": _}:
            return _command(payload, prefix)
        case _:
            return Nothing()


def _happened(payload: Json, prefix: str) -> Received:
    """An event."""
    match part(payload, "event").get("type"):
        case "app_home_opened":
            return _opening(payload, prefix)
        case str() as kind if kind in CHANGES:
            return _changed(payload)
        case "app_uninstalled" | "tokens_revoked":
            installed = first(payload, "authorizations")
            return uninstalled(part(payload, "event"), _workspace(installed, payload)) or Nothing()
        case _:
            return _event(payload, prefix)


def _command(payload: Json, prefix: str) -> Typed:
    one(payload, "command", COMMAND)
    workspace, trigger = _workspace(payload), one(payload, "trigger_id", KEY)
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(payload, "user_id", ID),
        text=text(payload, "text"),
        channel=_shared(one(payload, "channel_id", ID)),
        request=_request(workspace, trigger),
        forms=True,
        prefix=prefix,
    )
    return Typed(invocation, one(payload, "response_url", ADDRESS), trigger)


def _press(payload: Json, prefix: str) -> Pressed | Nothing:
    """Only buttons carry commands."""
    action, container = first(payload, "actions"), part(payload, "container")
    if action.get("type") != "button" or "value" not in action:
        return Nothing()
    button = one(action, "action_id", re.compile(r"[ -~]{1,255}"))
    user = part(payload, "user")
    workspace, trigger = _pressed_in(payload), one(payload, "trigger_id", KEY)
    block, stamp = text(action, "block_id"), optional(container, "message_ts", STAMP)
    channel = optional(part(payload, "channel"), "id", ID) or one(container, "channel_id", ID)
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(user, "id", ID),
        text=text(action, "value"),
        channel=_shared(channel),
        request=_request(workspace, trigger),
        press=_same(workspace, action, container, one(user, "id", ID)),
        forms=True,
        prefix=prefix,
        account_workspace=_outside(payload, workspace),
    )
    return Pressed(
        invocation,
        one(payload, "response_url", ADDRESS),
        ephemeral=container.get("is_ephemeral") is True,
        question=block.startswith(QUESTION),
        thread=optional(container, "thread_ts", STAMP),
        trigger=trigger,
        at=f"{channel}:{stamp}" if stamp else "",
        again=block.split(":", 2)[2] if re.match(rf"{AGAIN}:\d+:", block) else "",
        message=part(payload, "message"),
        button=(block, button),
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
    return AtHome(invocation)


def _changed(payload: Json) -> ChannelChanged | Nothing:
    """We came into a channel, or went out of it; or it was archived, or opened again."""
    installed = first(payload, "authorizations")
    us = optional(installed, "user_id", ID)
    return changed(part(payload, "event"), workspace=_workspace(installed, payload), us=us) or Nothing()


def _press_at_home(payload: Json, prefix: str) -> AtHome | Nothing:
    """Only buttons carry commands. The view is ours, and tells in which workspace it stands."""
    action, view, user = first(payload, "actions"), part(payload, "view"), part(payload, "user")
    trigger = one(payload, "trigger_id", KEY)
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
        request=_request(workspace, trigger),
        forms=True,
        prefix=prefix,
        home="pressed",
    )
    return AtHome(invocation, trigger)


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


def _taken(payload: Json, prefix: str) -> Taken:
    """The command of the invocation is made further in, where the message's link is known."""
    workspace, trigger = _pressed_in(payload), one(payload, "trigger_id", KEY)
    message, channel = part(payload, "message"), one(part(payload, "channel"), "id", ID)
    invocation = Invocation(
        platform=PLATFORM,
        workspace=workspace,
        account=one(part(payload, "user"), "id", ID),
        text="action add",
        channel=_shared(channel),
        request=_request(workspace, trigger),
        forms=True,
        prefix=prefix,
        account_workspace=_outside(payload, workspace),
    )
    at = optional(payload, "message_ts", STAMP) or one(message, "ts", STAMP)
    said = text(message, "text")
    return Taken(invocation, one(payload, "response_url", ADDRESS), trigger, channel, at, said)


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
        account_workspace=_typed_outside(payload, installed, workspace),
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
    whole = [organisation(one) for one in payloads]
    found = [optional(one, name, ID) for name in ("team_id", "enterprise_id") for one in payloads]
    return _known([*whole, *found])


def _pressed_in(payload: Json) -> str:
    """The workspace of the message, which is ours, before that of the one who pressed: in a shared channel these
    differ. A message that only one person sees isn't in the payload."""
    of_message = optional(part(payload, "message"), "team", ID)
    of_person = [optional(part(payload, "team"), "id", ID), optional(part(payload, "user"), "team_id", ID)]
    return _known([organisation(payload), of_message, *of_person, optional(part(payload, "enterprise"), "id", ID)])


def _outside(payload: Json, workspace: str) -> str:
    """The workspace of somebody who isn't of ours, but pressed something there: their own word for themselves is what
    Slack says of them. Empty for our own people."""
    theirs = optional(part(payload, "user"), "team_id", ID)
    ours = {workspace, optional(part(payload, "enterprise"), "id", ID)}
    return theirs if theirs is not None and theirs not in ours and organisation(payload) is None else ""


def _typed_outside(payload: Json, installed: Json, workspace: str) -> str:
    """The same of somebody who typed. In a channel of Slack Connect, ids of accounts are only good together with the
    workspace, or the organisation, to which they belong."""
    event, ours = part(payload, "event"), {workspace}
    ours |= {found for name in ("team_id", "enterprise_id") if (found := optional(installed, name, ID))}
    if organisation(installed) or organisation(payload):
        ours |= {optional(payload, "team_id", ID) or workspace}
    shared = payload.get("is_ext_shared_channel") is True
    told = [optional(event, name, ID) for name in ("user_team", *(("source_team", "team") if shared else ()))]
    theirs = next((one for one in told if one), None)
    return theirs if theirs is not None and theirs not in ours else ""


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
