"""The index of entries: built once, asked often."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.days.entries import CalendarEntry

SATURDAY = 5


@dataclass(frozen=True, eq=False)
class Calendar:
    """Entries of any number of administrations. Make it with ``Calendar.of``; it answers by dictionary.

    An administration that it has no entries of has weekends and nothing else.
    """

    _entries: Mapping[str, Mapping[date, tuple[CalendarEntry, ...]]] = field(repr=False)
    _closed: Mapping[str, tuple[int, ...]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[CalendarEntry]) -> Calendar:
        """An index over ``entries``; equal ones count once."""
        days: defaultdict[str, defaultdict[date, list[CalendarEntry]]] = defaultdict(lambda: defaultdict(list))
        closed: defaultdict[str, set[int]] = defaultdict(set)
        for entry in dict.fromkeys(entries):
            for ordinal in range(entry.first_day.toordinal(), entry.last_day.toordinal() + 1):
                day = date.fromordinal(ordinal)
                days[entry.administration][day].append(entry)
                if entry.blocks and day.weekday() < SATURDAY:
                    closed[entry.administration].add(ordinal)
        return cls(
            {
                administration: {day: tuple(sorted(found, key=_order)) for day, found in by_day.items()}
                for administration, by_day in days.items()
            },
            {administration: tuple(sorted(ordinals)) for administration, ordinals in closed.items()},
        )

    def on(self, day: date, administration: str) -> tuple[CalendarEntry, ...]:
        """Everything that administration has on that day, holidays first."""
        return self._entries.get(administration, {}).get(day, ())

    def working(self, day: date, administration: str) -> bool:
        """Whether it is a weekday without a holiday, closure or leave of that administration."""
        return day.weekday() < SATURDAY and not any(entry.blocks for entry in self.on(day, administration))

    def working_days_before(self, day: date, administration: str) -> int:
        """How many of that administration's working days lie before ``day``, counted from 1 January of the year 1."""
        weeks, days = divmod(day.toordinal() - 1, 7)
        closed = bisect_left(self._closed.get(administration, ()), day.toordinal())
        return weeks * SATURDAY + min(days, SATURDAY) - closed


def _order(entry: CalendarEntry) -> tuple[bool, date, str]:
    return not entry.blocks, entry.first_day, entry.name
