"""One thing after another that people do, whatever the face, and what they are told.

Each step says what is to be seen; a face's hand (``hands``) does it there. Nothing here knows any face.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.domain.errors import DomainError

Values = Mapping[str, str]
"""What is filled in, by the argument's name; several choices are parted by commas."""

REQUIRED = "Please fill this in."
FILL_IN = "Fill it in"
"""On the button behind which a form stands that the face couldn't open."""


@dataclass(frozen=True)
class Standing:
    """A form that stands open: the command that it fills in, its fields, and the face's own hold on it."""

    command: str
    fields: frozenset[str]
    at: Any = None


@dataclass(frozen=True)
class Shown:
    """What stands before somebody who did something: every word, the form that is open, and what is wrong beside which
    of its fields."""

    words: str
    form: Standing | None = None
    errors: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Types:
    """Somebody types a whole command; ``direct``: to us alone, and not where the group is. ``alone``: what is said
    where the face has no channel to type it in; ``unheard``: where it says nothing to anybody by itself.
    ``{code of lead.ukg@example.org}`` is a code that this person was sent."""

    who: str
    text: str
    said: str
    alone: str = ""
    unheard: str = ""
    direct: bool = False


@dataclass(frozen=True)
class Fills:
    """Somebody types a command's name alone (``typed`` where more), sends its form empty, then with what is ``wrong``,
    then with what is right. Where the right values are refused as things stand, ``refused`` says so. A form that comes
    too ``late`` to be opened stands behind a button, where a face has to open forms at all."""

    who: str
    command: str
    values: Values
    said: str
    wrong: tuple[tuple[Values, Values], ...] = ()
    refused: bool = False
    typed: str = ""
    late: bool = False


@dataclass(frozen=True)
class Presses:
    """Somebody presses what bears the label, which carries this command (``{n}`` is whatever number). ``opens`` says
    that its form comes. ``of``: it stands in what this person was answered, and another presses it. What stands
    ``in_channel`` is typed where the face has none."""

    who: str
    label: str
    carries: str
    said: str = ""
    opens: bool = False
    of: str = ""
    in_channel: bool = False


@dataclass(frozen=True)
class Lacks:
    """The service runs without mail and without an address of its own; or again with them."""

    lacks: bool = True


@dataclass(frozen=True)
class Passes:
    """Time passes, and everything happens that falls due."""

    until: datetime


def fits(carries: str, found: str) -> bool:
    """Whether a button carries what the step says."""
    pattern = re.escape(carries).replace(r"\{n\}", r"\d+")
    return re.fullmatch(pattern, found) is not None


Step = Types | Fills | Presses | Lacks | Passes


class Hand(Protocol):
    """Does what a step says, on one face."""

    forms: bool
    channels: bool
    writes: bool
    """Says something to people by itself, and not in answer alone."""

    strangers: bool
    """Hears from people that it doesn't know."""

    awaited: str
    """What is to be read: where answers come one after another, until it is there."""

    def types(self, who: str, text: str, *, direct: bool = False) -> Shown:
        """Type a command where the group is, or in direct messages."""

    def fills(self, who: str, form: Standing, values: Values, *, emptied: bool = False) -> Shown:
        """Send a form: with these values, the rest as it was opened, or ``emptied``."""

    def presses(self, who: str, label: str, carries: str, of: str) -> tuple[str, Shown]:
        """Press the newest button with that label and command that ``of`` sees, or saw; what it carries. Raises
        ``AssertionError`` where there is none."""

    def lacks(self, lacking: bool) -> None:
        """Let the service run without mail and without an address, or with them."""

    def delays(self) -> None:
        """The next form that comes is too late to be opened, where the face opens forms by itself."""

    def passes(self, until: datetime) -> None:
        """Let time pass."""


Kinds = set[type[DomainError]]
