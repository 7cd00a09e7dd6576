"""Signing in to the pages, in words."""

from __future__ import annotations

from bot.domain.signing import LINK_WITHIN
from bot.messages.model import Link, Message, Paragraph
from bot.presenters.speech import Words


def offered(url: str, words: Words) -> Message:
    """The link, for whoever asked."""
    minutes = int(LINK_WITHIN.total_seconds()) // 60
    link = Paragraph((Link(words("open-link"), url),))
    return Message(words("open-title"), (link, words.note("open-once", minutes=minutes)), words.language)


def entering(name: str, words: Words) -> Message:
    """The page behind the link: it takes a press, for mail scanners follow links too."""
    return Message(words("open-page", name=name), (words.note("open-page-note"),), words.language)


def ended(prefix: str, words: Words) -> Message:
    """To somebody without a session."""
    return Message(words("open-ended"), (words.paragraph("open-ended-how", prefix=prefix),), words.language)
