"""What comes from Slack, once it is read: one value for each kind of thing that people do there."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.commands import Invocation
from bot.platforms.fields import Json
from bot.platforms.slack.channels import ChannelChanged
from bot.platforms.slack.installing import Uninstalled
from bot.platforms.slack.submissions import Submitted


@dataclass(frozen=True)
class Typed:
    """A slash command. ``response_url`` takes the answer when the acknowledgement can't wait for it; with ``trigger``
    a view can be opened, within three seconds."""

    invocation: Invocation
    response_url: str
    trigger: str


@dataclass(frozen=True)
class Pressed:
    """A button. ``ephemeral``, ``question`` and ``thread`` tell of the message on which it stood, ``at`` is that one's
    channel and stamp, ``again`` the command that it answered. ``message`` is the message itself, where everybody sees
    it, and ``button`` names the button in it."""

    invocation: Invocation
    response_url: str
    ephemeral: bool
    question: bool
    thread: str | None
    trigger: str
    at: str = ""
    again: str = ""
    message: Json = field(default_factory=dict)
    button: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Taken:
    """A message out of which an action is to be made (the shortcut): its channel, stamp and text."""

    invocation: Invocation
    response_url: str
    trigger: str
    channel: str
    at: str
    said: str


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
    """Somebody opened their App Home, or pressed a button there: then a view can be opened with ``trigger``. There is
    no channel and no address to answer at."""

    invocation: Invocation
    trigger: str = ""


@dataclass(frozen=True)
class Challenge:
    """Slack asks whether this address is ours; it wants the challenge back."""

    challenge: str


@dataclass(frozen=True)
class Nothing:
    """Not for us: our own words, an edit, an event that nobody asked for."""


Received = Typed | Pressed | Submitted | Taken | Addressed | AtHome | ChannelChanged | Uninstalled | Challenge | Nothing
