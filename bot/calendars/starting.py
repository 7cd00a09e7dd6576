"""The entries to start from: elections and recesses that were read before Convenor was."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bot.domain.days import CalendarEntry, Kind

DATA = Path(__file__).parent / "data"
FILES = ("elections.csv", "recesses.csv")


@dataclass(frozen=True)
class Starting:
    """An entry under a key that stays the same while its administration, kind, name and first day do."""

    key: str
    entry: CalendarEntry


@cache
def starting_entries() -> tuple[Starting, ...]:
    """All of them, in the order of the files."""
    found = []
    for name in FILES:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            found += [_read(row) for row in csv.DictReader(file)]
    return tuple(found)


def _read(row: Mapping[str, str]) -> Starting:
    entry = CalendarEntry(
        administration=row["administration"],
        kind=Kind(row["kind"]),
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]),
        name=row["name"],
        source=row["source"],
        checked_on=date.fromisoformat(row["checked_on"]),
        provisional=row["provisional"] == "yes",
    )
    return Starting(f"{entry.administration}:{entry.kind}:{entry.first_day}:{entry.name}", entry)
