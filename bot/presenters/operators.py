"""What those who run the service are told, in words."""

from __future__ import annotations

from bot.messages.model import Message, Text
from bot.presenters.speech import Words


def platform_refused(platform: str, reason: str, words: Words, *, where: str = "") -> Message:
    """A platform takes no connection of ours, or none in one workspace: why, and what mends it."""
    mend = f"{platform}-refused-{reason.replace('_', '-')}"
    key = mend if words.has(mend) else f"{platform}-refused-other"
    note = words.note("operators-only-you")
    title = words(f"{platform}-refused-title", where=Text(where))
    return words.message(title, words.paragraph(key, reason=reason), note)
