"""When a seat hears of its turn: some days before the meeting, and at once where that has passed already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from bot.domain.dates import to_instant

NOTICED_AT = time(9)
"""Wall time of the group's zone."""

PACKED_BEFORE = timedelta(weeks=1)
"""So long before the meeting its chair gets the pack."""


def lead_days(notice_days: Collection[int], day: date) -> tuple[date, ...]:
    """The days on which notice is given of a meeting on that day, the earliest first."""
    return tuple(sorted({day - timedelta(days=before) for before in notice_days}))


def reached(notice_days: Collection[int], day: date, today: date) -> date:
    """The lead day that a notice given today stands for: the latest that has come, or today where none has."""
    return max((lead for lead in lead_days(notice_days, day) if lead <= today), default=today)


def following(notice_days: Collection[int], day: date, zone: str, after: datetime) -> datetime | None:
    """The next instant after that one at which notice is given; None where there is none left."""
    instants = (to_instant(lead, NOTICED_AT, zone) for lead in lead_days(notice_days, day))
    return min((instant for instant in instants if instant > after), default=None)


def first(notice_days: Collection[int], day: date, zone: str, now: datetime) -> datetime | None:
    """When notice is first to be given of a meeting that was put on that day now: at once where a lead time has
    passed, and only once however many have."""
    leads = lead_days(notice_days, day)
    if not leads:
        return None
    earliest = to_instant(leads[0], NOTICED_AT, zone)
    return now if earliest <= now else earliest


def pack_day(day: date) -> date:
    """The day from which on the chair of a meeting on ``day`` has its pack."""
    return day - PACKED_BEFORE


def pack_at(day: date, starts_at: datetime, zone: str, now: datetime) -> datetime | None:
    """When the pack of a meeting that was put on that day now is given: at once where its day has passed. ``None``: the
    meeting has begun."""
    return max(to_instant(pack_day(day), NOTICED_AT, zone), now) if starts_at > now else None
