"""What those who run the service are told, in words."""

from __future__ import annotations

from bot.messages.model import Message
from bot.presenters.speech import Words


def platform_refused(platform: str, reason: str, words: Words) -> Message:
    """A platform takes no connection of ours: why, and what mends it."""
    mend = f"{platform}-refused-{reason.replace('_', '-')}"
    key = mend if words.has(mend) else f"{platform}-refused-other"
    note = words.note("operators-only-you")
    return words.message(words(f"{platform}-refused-title"), words.paragraph(key, reason=reason), note)
