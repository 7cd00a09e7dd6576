"""Attendance in words."""

from __future__ import annotations

from bot.domain.meetings import Noted
from bot.messages.model import Message, Text
from bot.presenters.seats import seat_name
from bot.presenters.speech import Words


def noted(found: Noted, words: Words) -> Message:
    """How a seat attended a meeting."""
    title = words(
        "attendance-noted",
        seat=seat_name(found.seat, words),
        kind=found.kind.value,
        meeting=str(found.number),
        person=Text(found.person or ""),
        named="yes" if found.person else "no",
    )
    return Message(title, (), words.language)
