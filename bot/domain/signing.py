"""Signing in to the pages: for how long a link and the session that it opens serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import DomainError

LINK_WITHIN = timedelta(minutes=15)
SESSION_WITHIN = timedelta(hours=8)
"""A working day."""


@dataclass(eq=False)
class NoPagesHere(DomainError):
    """The service has no pages to open: nobody has said where people reach it, or it can't sign links."""
