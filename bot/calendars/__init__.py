"""Public holidays of every administration, as facts of the domain.

The domain knows no holiday by itself: it is handed a ``Calendar``. ``calendar_for`` builds one from the ``holidays``
library, our own table over it, and whatever entries groups have added (closures, recesses, pre-election periods).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.calendars.codes import HolidaySubdivisionNeeded, UnknownHolidayCode, holiday_code
from bot.calendars.own_days import OWN_DAYS, OwnDay
from bot.calendars.public_holidays import CHECKED_ON, Observes, holiday_revision, public_holidays
from bot.calendars.starting import Starting, starting_entries
from bot.domain.days import Calendar, CalendarEntry

__all__ = [
    "CHECKED_ON",
    "OWN_DAYS",
    "HolidaySubdivisionNeeded",
    "Observes",
    "OwnDay",
    "Starting",
    "UnknownHolidayCode",
    "calendar_for",
    "holiday_code",
    "holiday_revision",
    "public_holidays",
    "starting_entries",
]


def calendar_for(
    *, administrations: Iterable[Observes], years: range, extra_entries: Iterable[CalendarEntry] = ()
) -> Calendar:
    """Public holidays of ``administrations`` in ``years``, with ``extra_entries``, as an index.

    The year before and the year after are in it too, so that days counted or shifted over New Year are right.
    Seats and administrations both serve. Cached: the same question gives the same index.
    Raises ``UnknownHolidayCode`` or ``HolidaySubdivisionNeeded``.
    """
    observed = tuple(sorted({(one.code, one.holidays) for one in administrations}))
    return _calendar(observed, years.start - 1, years.stop + 1, tuple(extra_entries))


@lru_cache(maxsize=64)
def _calendar(
    observed: tuple[tuple[str, str], ...], first: int, stop: int, extra_entries: tuple[CalendarEntry, ...]
) -> Calendar:
    entries = [entry for code, holidays in observed for entry in public_holidays(code, holidays, range(first, stop))]
    return Calendar.of([*entries, *extra_entries])
