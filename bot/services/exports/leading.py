"""Who leads a seat, now or then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Final

NOON: Final = time(12)
"""The moment of a day whose leads are meant."""

Leads = Sequence[tuple[str, str, datetime, datetime | None]]
"""Code of the seat, name, since when and until when."""


def names(leads: Leads, seat: str | None, at: datetime | None) -> tuple[str, ...]:
    """Who leads the seat now, or led it at that instant (UTC)."""
    return tuple(
        name
        for code, name, since, until in leads
        if code == seat
        and (until is None if at is None else since.astimezone(UTC) <= at < (until or datetime.max.replace(tzinfo=UTC)))
    )
