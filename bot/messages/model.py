"""What Convenor says, before any platform has seen it.

A closed union of frozen values: each renderer ends its ``match`` with ``assert_never``, so a new
kind makes mypy list every renderer to complete. There are no markup strings: what a person typed
travels only in ``Text`` and in plain cells of tables, and each renderer escapes it in one place.
Renderers look nothing up and hold no words; dates arrive already worded, and so does "and 12 more".

``codec`` stores a reply, every value under the name of its class, and reads the same one back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Literal


@dataclass(frozen=True)
class Text:
    """Words as they are; where what a person typed has its place."""

    text: str


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Handle:
    """One account of an official: where, and as whom."""

    platform: str
    workspace: str
    account: str


@dataclass(frozen=True)
class Mention:
    """An official by name; a renderer uses the handle of its own platform and workspace if there is one."""

    name: str
    handles: tuple[Handle, ...] = ()


@dataclass(frozen=True)
class Moment:
    """An instant (UTC) with its wording in the reader's language; a client may show its own local time."""

    instant: datetime
    words: str


Span = Text | Strong | Link | Mention | Moment
Line = tuple[Span, ...]
Cell = Line | str
"""What stands in a table. A string is words as they are, as ``Text`` holds them: a long table has hundreds of those."""


def as_line(cell: Cell) -> Line:
    """The cell as a line, for a renderer that treats both alike."""
    return (Text(cell),) if isinstance(cell, str) else cell


@dataclass(frozen=True)
class Paragraph:
    spans: Line


@dataclass(frozen=True)
class Fact:
    label: str
    value: Line


@dataclass(frozen=True)
class Facts:
    """Labels with their values, in order."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; ``more`` is the worded remainder ("and 12 more"), already counted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    more: str = ""


@dataclass(frozen=True)
class Note:
    """An aside in smaller type: why, or what else one might type."""

    spans: Line


@dataclass(frozen=True)
class Button:
    """A command that somebody has already typed. ``command`` is the whole text after ``/wg``."""

    label: str
    command: str
    style: Literal["default", "primary", "danger"] = "default"


@dataclass(frozen=True)
class Buttons:
    buttons: tuple[Button, ...]


Block = Paragraph | Facts | Table | Note | Buttons


@dataclass(frozen=True)
class CalendarPart:
    """What a mail carries for its reader's calendar programme: an iCalendar object and its method. The message says the
    same in words, and is all that another face shows."""

    method: str
    content: str


@dataclass(frozen=True)
class Message:
    """``title`` alone makes sense: it is the push text and the subject of a mail."""

    title: str
    blocks: tuple[Block, ...] = ()
    language: str = "en-GB"
    calendar: CalendarPart | None = None


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One field of a form. ``name`` is the option key of the command that it fills in. ``in_words`` labels the place
    where the same is typed, on a face whose picker can't say everything."""

    name: str
    label: str
    control: Literal["line", "text", "date", "choice", "choices", "person"] = "line"
    required: bool = True
    value: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    error: str = ""
    in_words: str = ""


@dataclass(frozen=True)
class Form:
    """Fills in the arguments of ``command``; submitting it is the same as typing them."""

    title: str
    command: str
    fields: tuple[Field, ...]
    submit: str
    cancel: str
    blocks: tuple[Block, ...] = ()
    language: str = "en-GB"


@dataclass(frozen=True)
class Document:
    """A file, streamed; ``message`` is what is said beside it. Never stored in the inbox.

    ``content`` is positioned at its start, ``length`` counts bytes. Whoever receives it closes it. ``group_id`` is the
    group that it is about.
    """

    filename: str
    media_type: str
    content: IO[bytes]
    length: int
    message: Message
    group_id: int | None = None


Reply = Message | Form | Document


def text(*words: str) -> Line:
    """One line of plain text."""
    return (Text(" ".join(words)),)


def buttons(items: Iterable[Button]) -> tuple[Buttons, ...]:
    """A block of buttons, or nothing at all where there are none."""
    found = tuple(items)
    return (Buttons(found),) if found else ()
