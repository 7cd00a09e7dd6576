"""Which column of a file is which of ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.documents.reading.model import Raw
from bot.domain.imports import ColumnsMissing, ColumnTwice, MapUnknown


@dataclass(frozen=True)
class Columns:
    """``places`` says where each of ours stands, from 0; ``count`` is how many the file has; ``ignored`` are those that
    nobody asked for, as the file calls them."""

    places: Mapping[int, str]
    count: int
    ignored: tuple[str, ...]


def named(
    header: Sequence[Raw],
    *,
    required: Collection[str],
    known: Collection[str],
    either: Collection[Sequence[str]],
    mapping: Mapping[str, str],
) -> Columns:
    """Our columns by the file's header: what is mapped goes before what has one of our names. A column that is mapped
    to nothing is left alone. Raises ``MapUnknown``, ``ColumnTwice`` or ``ColumnsMissing``."""
    names = [plain(cell) if isinstance(cell, str) else "" for cell in header]
    wanted = {plain(theirs): plain(ours) for theirs, ours in mapping.items()}
    for ours in wanted.values():
        if ours and ours not in known:
            raise MapUnknown(ours, ", ".join(known))
    absent = [theirs for theirs in wanted if theirs not in names]
    if absent:
        raise ColumnsMissing(tuple(absent))
    taken = {ours for ours in wanted.values() if ours}
    places: dict[int, str] = {}
    for place, name in enumerate(names):
        ours = wanted.get(name, "" if name in taken else name)
        if ours in places.values():
            raise ColumnTwice(name)
        if ours in known:
            places[place] = ours
    _require(places.values(), required, either)
    ignored = tuple(name for place, name in enumerate(names) if name and place not in places)
    return Columns(places, len(header), ignored)


def plain(name: str) -> str:
    """A column's name without differences that nobody means."""
    return " ".join(name.lower().split())


def _require(found: Collection[str], required: Collection[str], either: Collection[Sequence[str]]) -> None:
    missing = [name for name in required if name not in found]
    missing += [" / ".join(one) for one in either if not set(one) & set(found)]
    if missing:
        raise ColumnsMissing(tuple(missing))
