"""Finding a time: slots to choose from, what people answer, and which slot wins.

A slot counts the administrations that it covers, each once however many of its people can come; then those covered
without *if need be*; then people. Of equal ones the earliest wins, and it is said that they were equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.dates import local, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.rotation import Kind

CLOSES_AT: Final = time(16)
CLOSES_WITHIN: Final = timedelta(days=7)
"""A poll closes at this hour, early enough to tell what came of it on the same day; one that names no day after a week,
or on the day before its first slot."""


class Fit(StrEnum):
    """Whether a slot suits somebody; ``MAYBE`` is *if need be*."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class PollState(StrEnum):
    OPEN = "open"
    BOOKED = "booked"
    NOTHING = "nothing"
    """Nobody can, or nobody answered."""
    WITHDRAWN = "withdrawn"


class Because(StrEnum):
    """What set the winning slot before the next one."""

    COVERED = "covered"
    FIRMLY = "firmly"
    PEOPLE = "people"
    EARLIEST = "earliest"
    ALONE = "alone"
    NOBODY = "nobody"


@dataclass(eq=False)
class NoSuchPoll(DomainError):
    number: int


@dataclass(eq=False)
class PollIsOver(DomainError):
    """It was closed or withdrawn; ``state`` says which."""

    spent = True

    reference: str
    state: str


@dataclass(eq=False)
class PollClosesTooLate(DomainError):
    """Nobody could be invited any more: ``day`` is that of the first slot."""

    day: date


@dataclass(eq=False)
class PollClosesInThePast(DomainError):
    day: date


@dataclass(eq=False)
class NobodyToAsk(DomainError):
    """No seat of the group has anybody."""


@dataclass(frozen=True)
class Slot:
    """A time to choose, by its number in the poll. ``day`` and ``start`` are local to the poll's zone."""

    number: int
    day: date
    start: time
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Poll:
    """``because`` says why the slot was booked, once it was."""

    id: int
    group: Group
    number: int
    reference: str
    state: PollState
    kind: Kind
    minutes: int
    zone: str
    mode: str
    place: str
    closes_at: datetime
    slots: tuple[Slot, ...]
    because: Because | None = None


@dataclass(frozen=True)
class Said:
    """What somebody said of a slot, for which seats they speak (none for the secretariat)."""

    slot: int
    official_id: int
    seats: tuple[str, ...]
    fit: Fit


@dataclass(frozen=True)
class Tally:
    """How a slot stands: administrations that it covers, how many of them without *if need be*, and people."""

    slot: Slot
    covered: int = 0
    firmly: int = 0
    yes: int = 0
    maybe: int = 0

    @property
    def anybody(self) -> bool:
        return bool(self.yes or self.maybe)

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The greater, the better."""
        return self.covered, self.firmly, self.yes + self.maybe, self.yes


@dataclass(frozen=True)
class PollShown:
    """A poll as one person sees it: how each slot stands, and what they said themselves, by number. ``asked`` is how
    many people were asked, ``answered`` how many of them said something of every slot; ``seats`` how many
    administrations there are."""

    poll: Poll
    tallies: tuple[Tally, ...]
    own: Mapping[int, Fit]
    asked: int
    answered: int
    seats: int
    booked: Meeting | None = None
    for_reader: bool = False

    @property
    def unanswered(self) -> bool:
        """Whether the reader was asked and has left a slot open."""
        return self.for_reader and len(self.own) < len(self.poll.slots)


def tallied(slots: Sequence[Slot], said: Iterable[Said]) -> tuple[Tally, ...]:
    """How each slot stands, in the order of the slots."""
    by_slot: dict[int, list[Said]] = {}
    for one in said:
        by_slot.setdefault(one.slot, []).append(one)
    return tuple(_tally(slot, by_slot.get(slot.number, ())) for slot in slots)


def _tally(slot: Slot, said: Iterable[Said]) -> Tally:
    people: dict[int, Fit] = {}
    fits: dict[Fit, set[str]] = {fit: set() for fit in Fit}
    for one in said:
        people[one.official_id] = one.fit
        fits[one.fit].update(one.seats)
    found = list(people.values())
    covered = fits[Fit.YES] | fits[Fit.MAYBE]
    return Tally(slot, len(covered), len(fits[Fit.YES]), found.count(Fit.YES), found.count(Fit.MAYBE))


def best_first(tallies: Iterable[Tally]) -> list[Tally]:
    """The winner first; those that suit nobody are left out."""
    found = [tally for tally in tallies if tally.anybody]
    return sorted(found, key=lambda one: (*(-part for part in one.rank), one.slot.starts_at))


def why(ranked: Sequence[Tally]) -> Because:
    """What set the first before the second."""
    if not ranked:
        return Because.NOBODY
    if len(ranked) == 1:
        return Because.ALONE
    first, second = ranked[0].rank, ranked[1].rank
    if first[0] != second[0]:
        return Because.COVERED
    if first[1] != second[1]:
        return Because.FIRMLY
    return Because.PEOPLE if first != second else Because.EARLIEST


def closing(closes: date | None, first: Slot, zone: str, now: datetime) -> datetime:
    """When a poll closes. Raises ``PollClosesTooLate`` or ``PollClosesInThePast``."""
    if closes is None:
        soon = min(local(now + CLOSES_WITHIN, zone).date(), first.day - timedelta(days=1))
        found = to_instant(soon, CLOSES_AT, zone)
        return found if found > now else now + (first.starts_at - now) / 2
    found = to_instant(closes, CLOSES_AT, zone)
    if found >= first.starts_at:
        raise PollClosesTooLate(first.day)
    if found <= now:
        raise PollClosesInThePast(closes)
    return found
