"""What becomes of a file that is imported: each row added, unchanged or refused, and why; all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.errors import DomainError


@dataclass(eq=False)
class FileTooLarge(DomainError):
    megabytes: int


@dataclass(eq=False)
class FileNotText(DomainError):
    """Not UTF-8, or no CSV, from this line on."""

    line: int


@dataclass(eq=False)
class FileHoldsNul(DomainError):
    """A NUL byte stands on this line: it is no text file."""

    line: int


@dataclass(eq=False)
class FileNotKnown(DomainError):
    """None of the kinds of file that can be read."""


@dataclass(eq=False)
class FileNotOpened(DomainError):
    """A workbook that is broken, locked, or says more than a workbook may."""


@dataclass(eq=False)
class FileNotJson(DomainError):
    """No JSON, or no rows in it, from this line on."""

    line: int


@dataclass(eq=False)
class FileIsEmpty(DomainError):
    """There is no header."""


@dataclass(eq=False)
class ColumnTwice(DomainError):
    column: str


@dataclass(eq=False)
class ColumnsMissing(DomainError):
    columns: tuple[str, ...]


@dataclass(eq=False)
class MapUnknown(DomainError):
    """A column of the file was said to be one that there isn't; ``known`` are those there are."""

    column: str
    known: str


@dataclass(eq=False)
class MapUnclear(DomainError):
    """Not ``Their column=ours``."""

    asked: str


@dataclass(eq=False)
class TooManyRows(DomainError):
    limit: int


@dataclass(eq=False)
class WrongColumnCount(DomainError):
    found: int
    expected: int


@dataclass(eq=False)
class CellIsFormula(DomainError):
    column: str


@dataclass(eq=False)
class CellIsLive(DomainError):
    """A formula of a workbook stands where a value is needed."""

    column: str


@dataclass(eq=False)
class CellNotText(DomainError):
    """It holds a NUL, or half of a character."""

    column: str


@dataclass(eq=False)
class CellTooLong(DomainError):
    column: str
    limit: int


@dataclass(eq=False)
class CellMissing(DomainError):
    column: str


@dataclass(eq=False)
class CellUnreadable(DomainError):
    """``known`` says what would be understood."""

    column: str
    cell: str
    known: str


@dataclass(eq=False)
class NotYoursToImport(DomainError):
    """Only the group's secretariat, or an operator, imports."""


@dataclass(eq=False)
class RowTwice(DomainError):
    """The file says the same on an earlier ``line``."""

    line: int


@dataclass(eq=False)
class BeginsLater(DomainError):
    """A post that begins (or ends) in the future can't be imported."""

    day: date


@dataclass(eq=False)
class StillToCome(DomainError):
    """A day on which something is said to have happened, and that is still to come."""

    column: str
    day: date


@dataclass(eq=False)
class ReferenceTaken(DomainError):
    """Another action stands under this reference."""

    reference: str


@dataclass(eq=False)
class TwoHolders(DomainError):
    """A history with two seats in one role of one meeting: a joint turn belongs to one seat."""

    meeting: int
    role: str
    seats: tuple[str, ...]


@dataclass(eq=False)
class MeetingOnTwoDays(DomainError):
    meeting: int


@dataclass(eq=False)
class StandsOtherwise(DomainError):
    """The group's own record of that day names another seat."""

    day: date
    role: str
    seat: str


@dataclass(eq=False)
class HistoryComesFirst(DomainError):
    """Turns have been told here since: a history can't be put before them."""

    day: date


class Fate(StrEnum):
    ADDED = "added"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Remark(StrEnum):
    """What is to be said of a row beside its fate."""

    OFF_ROTA = "off-rota"
    """The rules can't explain whose turn it was: by them it was another seat's."""
    JOINED = "joined"
    """The seat is counted as joining here: others had two turns before its first."""
    GONE = "gone"
    """The seat isn't seated now, and is counted as leaving after its last turn."""
    HOST_IS_CHAIR = "host-is-chair"
    """The chairing seat hosted, which these rules don't have where hosting stands apart: not counted."""
    NO_HOSTS = "no-hosts"
    """Hosting has no turns here: not counted."""
    PROJECTED = "projected"
    """Projected turns are worked out anew."""
    COMES_LATER = "comes-later"
    """A turn that is still to come is told when its time comes."""
    TERM = "term"
    """A term counts as one turn, however long it was."""
    RENUMBERED = "renumbered"
    """The meeting's number was taken, so it has another."""
    NUMBERED = "numbered"
    """Its reference isn't one of this group's: it has one now."""
    DUE_SET = "due-set"
    """It had no due day, so it was given one."""
    STANDS_OTHERWISE = "stands-otherwise"
    """It is there, and some of it says something else than the file."""


@dataclass(frozen=True)
class Row:
    """``line`` in the file, what it says in short, and what becomes of it. ``remarks`` with their facts."""

    line: int
    fate: Fate
    what: tuple[str, ...] = ()
    why: DomainError | None = None
    remarks: Mapping[Remark, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """``kept`` tells whether anything was written: not where a row was refused, and never in a dry run."""

    subject: str
    rows: Sequence[Row]
    ignored: tuple[str, ...]
    dry: bool

    @property
    def refused(self) -> int:
        return self.count(Fate.REFUSED)

    @property
    def kept(self) -> bool:
        return not self.dry and not self.refused

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return sum(1 for row in self.rows if row.fate is fate)
