"""Wall time and instants.

What is stored is the local date, the local time and the name of the zone; the instant is worked out when
it is needed and again when the zone data changes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.domain.dates.refusals import UnknownTimeZone

_LONGEST_NAME = 64


def zone(name: str) -> ZoneInfo:
    """The zone of that name, exactly as the IANA database spells it. Raises ``UnknownTimeZone``."""
    # Only names of the list are tried: any other may be a file or a folder of the zone data.
    if name not in _names():
        raise UnknownTimeZone(name[:_LONGEST_NAME])
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as broken:
        raise UnknownTimeZone(name) from broken


def to_instant(day: date, at: time, zone_name: str) -> datetime:
    """The UTC instant at which clocks of that zone show that day and time.

    As RFC 5545 (3.3.5) has it: a time that clocks skip in spring is read with the offset before the gap, so
    01:30 on 28 March 2027 in London is 02:30 there; a time that comes twice in autumn is the first of the two.
    ``dst()`` is never asked: Dublin's winter is the exception there, with a negative offset.
    Raises ``UnknownTimeZone``.
    """
    bare = at.replace(tzinfo=None, fold=0) if at.fold or at.tzinfo is not None else at
    wall = datetime.combine(day, bare, tzinfo=zone(zone_name))
    return wall.astimezone(UTC)


def local(instant: datetime, zone_name: str) -> datetime:
    """What clocks of that zone show at a UTC instant, with the zone attached. Raises ``UnknownTimeZone``."""
    return instant.astimezone(zone(zone_name))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())
