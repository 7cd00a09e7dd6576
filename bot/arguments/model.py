"""A declared argument, and one raw value for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Ask = Literal[
    "",
    "person",
    "newcomer",
    "day",
    "when",
    "extent",
    "seat",
    "seats",
    "order",
    "meeting",
    "turn",
    "action",
    "item",
    "decision",
    "poll",
    "another",
    "choice",
    "text",
]


@dataclass(frozen=True)
class Given:
    """One raw value: its text, and the platform's id where it was a mention."""

    text: str
    account: str | None = None


Parse = Callable[[Given, date], Any]


@dataclass(frozen=True)
class Argument:
    """How one field is read. ``positional`` fields take bare words in order; ``rest`` takes all that remain.
    ``ask`` says what kind of choices a question or form offers for it. ``default`` is what counts where nothing is
    given, as one would type it; ``suggested`` only stands in an empty form, and may be changed there. What is
    ``carried`` comes from a button alone, and is no field of a form. What is ``several`` may be given more than
    once."""

    name: str
    parse: Parse
    ask: Ask
    positional: bool
    rest: bool
    required: bool
    choices: tuple[str, ...]
    long: bool
    suggested: str = ""
    carried: bool = False
    default: str = ""
    several: bool = False


@dataclass(frozen=True)
class Nothing:
    """A command without arguments."""
