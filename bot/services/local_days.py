"""Local days of many instants at once: a zone is asked twice a day, not once a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from bot.domain.dates import zone

ONE_DAY = timedelta(days=1)
NEVER = "24"
KEPT = 5_000
"""Days that are remembered: more than thirteen years."""

Turning = tuple[str, str, str]
"""For one day in UTC: the time of it from which clocks show another day, the day before that and the day from then."""


class LocalDays:
    """Local days in one zone, of instants as ``2027-07-01 22:59:59`` (UTC; what follows is ignored). Nothing stays
    nothing. Raises ``UnknownTimeZone``."""

    def __init__(self, zone_name: str) -> None:
        self._place = zone(zone_name)
        self._turnings = _Turnings(self._turning)

    def __call__(self, instant: str | None) -> str | None:
        return self.of((instant,))[0]

    def of(self, instants: Iterable[str | None]) -> list[str | None]:
        """``2027-07-01`` of each."""
        turnings, exact = self._turnings, self._exact
        return [
            None
            if instant is None
            else exact(instant)
            if (found := turnings[instant[:10]]) is None
            else found[1]
            if instant[11:19] < found[0]
            else found[2]
            for instant in instants
        ]

    def _exact(self, instant: str) -> str:
        exact = datetime.fromisoformat(instant[:19]).replace(tzinfo=UTC)
        return exact.astimezone(self._place).date().isoformat()

    def _turning(self, day: str) -> Turning | None:
        """``None`` where clocks were changed on that day: then each instant is looked at by itself."""
        first = datetime.fromisoformat(day).replace(tzinfo=UTC)
        begin, end = first.astimezone(self._place), (first + ONE_DAY).astimezone(self._place)
        if begin.utcoffset() != end.utcoffset():
            return None
        wall = begin.replace(tzinfo=None)
        midnight = wall.replace(hour=0, minute=0, second=0) + ONE_DAY
        turns_at = first + (midnight - wall)
        before, after = wall.date().isoformat(), midnight.date().isoformat()
        return (turns_at.strftime("%H:%M:%S") if turns_at < first + ONE_DAY else NEVER), before, after


class _Turnings(dict[str, Turning | None]):
    """By the day, worked out when first asked for."""

    def __init__(self, work_out: Callable[[str], Turning | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, day: str) -> Turning | None:
        if len(self) > KEPT:
            self.clear()
        self[day] = found = self._work_out(day)
        return found
