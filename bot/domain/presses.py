"""When two presses are one: a double click has two requests and means one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SAME_WITHIN = timedelta(seconds=2)
"""Presses of one person, on one message, with one command, so close to each other, are the same press."""


@dataclass(frozen=True)
class Press:
    """``key`` stands for person, message and command together; ``at`` is when it was pressed by the platform's own
    clock, which is the same for every process of ours."""

    key: str
    at: datetime

    @property
    def moment(self) -> tuple[datetime, datetime]:
        """From when to when another press would be the same one."""
        return self.at - SAME_WITHIN, self.at + SAME_WITHIN
