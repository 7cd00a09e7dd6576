"""Extent: the territories to which an action or decision applies. Always said, never assumed.

``UKG`` is an administration, ``ENG`` a territory: the two are never interchangeable, so a code that is
only an administration's is refused with the territories it might have meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.domain.errors import DomainError
from bot.domain.groups import Seat


class Whole(Enum):
    """Extents that are worked out: of all seats, or of the own seat. ``CHOOSE`` asks for the territories."""

    ALL = "all"
    MINE = "mine"
    CHOOSE = "choose"


@dataclass(frozen=True)
class Asked:
    """An extent as it was asked for: worked out, or territory codes in upper case."""

    whole: Whole | None = None
    codes: tuple[str, ...] = ()


@dataclass(eq=False)
class UnknownTerritory(DomainError):
    """A code that is no territory of this group's seats; ``territories`` are those there are."""

    code: str
    territories: str


@dataclass(eq=False)
class AdministrationIsNoTerritory(DomainError):
    """An administration was named where a territory is meant; ``territories`` are its own."""

    code: str
    territories: str


@dataclass(eq=False)
class ExtentUnclear(DomainError):
    """No territory at all, or the own seat, from somebody with none, with several, or with several territories."""

    territories: str


_ALL = {"all", "all seats", "everyone", "everywhere"}
_MINE = {"mine", "my seat", "own"}


def parse_extent(text: str) -> Asked:
    """``all``, ``mine``, or codes parted by commas, blanks or "and". Codes are checked by ``resolve``."""
    plain = " ".join(text.lower().split())
    if plain in _ALL:
        return Asked(Whole.ALL)
    if plain == "choose":
        return Asked(Whole.CHOOSE)
    if plain in _MINE:
        return Asked(Whole.MINE)
    typed = (code for code in re.split(r"[\s,;/+&]+", text) if code not in ("", "and"))
    return Asked(codes=tuple(dict.fromkeys(code.upper() for code in typed)))


def resolve(asked: Asked, *, seats: Sequence[Seat], own: Iterable[str]) -> tuple[str, ...]:
    """Territory codes in alphabetical order, at least one.

    ``own`` are the codes of the asker's seats. Raises ``UnknownTerritory``,
    ``AdministrationIsNoTerritory`` or ``ExtentUnclear``.
    """
    known = sorted({territory for seat in seats for territory in seat.territories})
    match asked.whole:
        case Whole.ALL:
            return tuple(known)
        case Whole.CHOOSE:
            raise ExtentUnclear(", ".join(known))
        case Whole.MINE:
            mine = [seat for seat in seats if seat.code in set(own)]
            if len(mine) != 1 or len(mine[0].territories) != 1:
                raise ExtentUnclear(", ".join(sorted({t for seat in mine for t in seat.territories}) or known))
            return mine[0].territories
        case None if not asked.codes:
            raise ExtentUnclear(", ".join(known))
        case None:
            return tuple(sorted(_checked(code, seats, known) for code in asked.codes))


def _checked(code: str, seats: Sequence[Seat], known: Sequence[str]) -> str:
    if code in known:
        return code
    for seat in seats:
        if seat.code == code:
            raise AdministrationIsNoTerritory(code, ", ".join(seat.territories))
    raise UnknownTerritory(code, ", ".join(known))
