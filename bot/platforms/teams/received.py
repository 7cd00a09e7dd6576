"""What comes from Teams, once it is read: one value for each kind of thing that people do there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands import Invocation
from bot.domain.conversations import Conversation, Kind


@dataclass(frozen=True)
class Where:
    """Where something was said: the conversation that can be spoken to at any time, the ``thread`` in it, and the
    activity itself."""

    conversation: Conversation
    thread: str
    activity: str

    @property
    def personal(self) -> bool:
        return self.conversation.kind is Kind.PERSONAL


@dataclass(frozen=True)
class Addressed:
    """A mention in a channel or a group chat, or a direct message."""

    invocation: Invocation
    where: Where


@dataclass(frozen=True)
class Marks:
    """What a card's buttons say of the card: a ``question`` is done with once one of them was pressed; ``again`` is the
    command that it answered. ``message`` is the id of the message on which the card stands."""

    question: bool = False
    again: str = ""
    message: str = ""


@dataclass(frozen=True)
class Pressed:
    """A button that carries a command."""

    invocation: Invocation
    where: Where
    marks: Marks


@dataclass(frozen=True)
class Fetched:
    """A button whose command needs a form: the dialog is wanted. A message on which an action is to be made likewise;
    ``taken`` says so, for its dialog is answered otherwise."""

    invocation: Invocation
    where: Where
    pressed: str
    taken: bool = False


@dataclass(frozen=True)
class Sent:
    """A dialog that was filled in."""

    invocation: Invocation
    where: Where
    pressed: str
    taken: bool = False


@dataclass(frozen=True)
class Agreed:
    """What became of the question whether we may put a file among somebody's own. ``invocation`` makes it again;
    ``request`` is the key of this answer."""

    invocation: Invocation
    where: Where
    request: str | None
    accepted: bool
    upload_url: str = ""
    content_url: str = ""
    name: str = ""
    id: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Came:
    """We were added to a conversation, or somebody was who can be greeted there; or it told us only that it exists."""

    where: Where
    greet: Invocation | None = None


@dataclass(frozen=True)
class Gone:
    """We were removed from a conversation, or it is no more."""

    conversation: Conversation


@dataclass(frozen=True)
class Nothing:
    """Not for us: an edit, a reaction, somebody else's coming and going."""


Received = Addressed | Pressed | Fetched | Sent | Agreed | Came | Gone | Nothing
