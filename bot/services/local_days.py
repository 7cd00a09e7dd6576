"""Local days of many instants at once: a zone is asked twice a day, not once a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.domain.dates import zone

ONE_DAY = timedelta(days=1)
NEVER = "24"
KEPT = 5_000
"""Days that are remembered: more than thirteen years."""

Turning = tuple[str, str, str]
"""For one day in UTC: the time of it from which clocks show another day, the day before that and the day from then."""


def local_days(zone_name: str) -> Callable[[str | None], str | None]:
    """A function from an instant as ``2027-07-01 22:59:59`` (UTC; what follows is ignored) to the local day in that
    zone, ``2027-07-01``. Nothing stays nothing. Raises ``UnknownTimeZone``."""
    place = zone(zone_name)
    turnings: dict[str, Turning | None] = {}

    def turning(day: str) -> Turning | None:
        """``None`` where clocks were changed on that day: then each instant is looked at by itself."""
        first = datetime.fromisoformat(day).replace(tzinfo=UTC)
        begin, end = first.astimezone(place), (first + ONE_DAY).astimezone(place)
        if begin.utcoffset() != end.utcoffset():
            return None
        wall = begin.replace(tzinfo=None)
        midnight = wall.replace(hour=0, minute=0, second=0) + ONE_DAY
        turns_at = first + (midnight - wall)
        before, after = wall.date().isoformat(), midnight.date().isoformat()
        return (turns_at.strftime("%H:%M:%S") if turns_at < first + ONE_DAY else NEVER), before, after

    def local_day(instant: str | None) -> str | None:
        if instant is None:
            return None
        day = instant[:10]
        if day not in turnings:
            if len(turnings) > KEPT:
                turnings.clear()
            turnings[day] = turning(day)
        found = turnings[day]
        if found is None:
            exact = datetime.fromisoformat(instant[:19]).replace(tzinfo=UTC)
            return exact.astimezone(place).date().isoformat()
        return found[1] if instant[11:19] < found[0] else found[2]

    return local_day
