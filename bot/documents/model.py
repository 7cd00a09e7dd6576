"""A file before it has a format: named columns, rows that pass by, and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, cast

Cell = str | int | tuple[str, ...] | None
"""What stands in a row: a text, a number, a list, or nothing."""

BATCH = 2_000
"""Rows that are in memory at once, here and in the database's driver."""

Columns = Sequence[Sequence[Cell]]
"""Some rows by column, all of the same length."""

SPOOLED = 1_000_000
"""Bytes that a file may have before it goes to disk."""


class Kind(Enum):
    """What a column holds.

    ``FACT``: codes and numbers of our own making. ``DAY``: an ISO day. ``TEXT``: what people typed. ``LIST``: several
    texts. ``OBJECT``: a JSON object, as its text.
    """

    FACT = "fact"
    DAY = "day"
    TEXT = "text"
    LIST = "list"
    OBJECT = "object"


@dataclass(frozen=True)
class Column:
    """``report`` tells whether a report for reading shows it: a page is narrower than a spreadsheet."""

    name: str
    kind: Kind = Kind.FACT
    report: bool = True


@dataclass(frozen=True)
class About:
    """What a file is, for its name and its head: whose, what, marked how, made when (UTC) and by whom, from which
    rows, and the length and head of the group's audit chain at that moment.

    ``since`` and ``until`` are local days, both included; ``seats`` are codes, none where every seat is in. ``consult``
    are the codes of the administrations that the rows come from, where they come from several: each is to be asked
    before anything of it is disclosed.
    """

    group: str
    group_name: str
    what: str
    marking: str
    at: datetime
    day: date
    by: str
    since: date | None
    until: date | None
    seats: tuple[str, ...]
    audit_length: int
    audit_head: str
    consult: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The file's name without its ending: ``vawg-actions-OFFICIAL-2027-01-20-audit-57-3fa9c1d2``."""
        parts = [self.group, self.what, *self.seats]
        parts += ["since", self.since.isoformat()] if self.since else []
        parts += ["until", self.until.isoformat()] if self.until else []
        chain = [self.audit_head[:8]] if self.audit_head else []
        parts += [self.marking, self.day.isoformat(), "audit", str(self.audit_length), *chain]
        return "-".join(parts)


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class Wording:
    """What a file says in words, in the language of its group: writers have none of their own.

    ``title`` heads a report; ``rows`` and ``about`` name its two sheets; ``facts`` are what stands on the second, each
    with its label. ``headings`` are what columns are called where people read them, ``empty`` says that there are no
    rows, ``page`` is what stands before, between and after a page's number and their count, ``day`` words an ISO day.
    """

    language: str
    title: str
    rows: str
    about: str
    facts: tuple[tuple[str, str], ...]
    empty: str = ""
    page: tuple[str, str, str] = ("", " / ", "")
    headings: Mapping[str, str] = field(default_factory=dict)
    day: Callable[[str], str] = _as_it_is


@dataclass(frozen=True)
class ByColumn:
    """Rows that come many at once, column by column: of a hundred thousand nobody wants to touch each. Still rows to
    whoever reads them so."""

    batches: Iterator[Columns]

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for columns in self.batches:
            yield from zip(*columns, strict=True)


@dataclass(frozen=True)
class Sheet:
    """Rows under columns. ``rows`` can be read once, while what they come from is open. ``worded`` is for the formats
    that people read."""

    about: About
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    worded: Wording | None = None

    @property
    def wording(self) -> Wording:
        """Its words, or else the names that machines use."""
        return self.worded or _unworded(self.about)

    def batches(self) -> Iterator[Columns]:
        """The rows by column, some at a time and never none; they are read once, as ``rows`` are."""
        if isinstance(self.rows, ByColumn):
            yield from self.rows.batches
            return
        rows = iter(self.rows)
        while columns := list(zip(*islice(rows, BATCH), strict=True)):
            yield columns

    def places(self, *kinds: Kind) -> tuple[int, ...]:
        """Where the columns of these kinds stand, from 0."""
        return tuple(index for index, column in enumerate(self.columns) if column.kind in kinds)


@dataclass(frozen=True)
class Written:
    """A finished file. ``content`` stands at its start; whoever receives it closes it. ``rows`` counts without a
    header, ``length`` is in bytes."""

    filename: str
    media_type: str
    content: IO[bytes]
    length: int
    rows: int


def _unworded(about: About) -> Wording:
    facts = (
        ("group", about.group),
        ("group_name", about.group_name),
        ("marking", about.marking),
        ("at", about.at.isoformat(timespec="seconds")),
        ("by", about.by),
        ("since", about.since.isoformat() if about.since else ""),
        ("until", about.until.isoformat() if about.until else ""),
        ("seats", ", ".join(about.seats)),
        ("consult", ", ".join(about.consult)),
        ("audit_length", str(about.audit_length)),
        ("audit_head", about.audit_head),
    )
    return Wording("en-GB", about.stem, about.what, "about", tuple((name, value) for name, value in facts if value))


def spooled() -> IO[bytes]:
    """A file to write to, in memory while it is small."""
    return cast("IO[bytes]", SpooledTemporaryFile(max_size=SPOOLED))


def finished(sheet: Sheet, content: IO[bytes], *, ending: str, media_type: str, rows: int) -> Written:
    """The file as it is handed on."""
    length = content.tell()
    content.seek(0)
    return Written(f"{sheet.about.stem}.{ending}", media_type, content, length, rows)
