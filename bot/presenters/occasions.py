"""Meetings and terms in words, where a sentence may be about either."""

from __future__ import annotations

from datetime import date

from babel.dates import format_interval

from bot.domain.occasions import Occasion, When
from bot.domain.occasions import when as when_of
from bot.domain.rotation import Turn
from bot.presenters.speech import Words


def when(found: When, words: Words) -> str:
    """``on Wednesday 20 January 2027``; for a term ``from 1 January to 30 June 2027``, or as much as is known."""
    if not found.term:
        return words("when-meeting", day=words.day(found.day))
    if found.until is None:
        return words("when-term-open", first=words.long_day(found.day))
    first = words.long_day(found.day, year=found.day.year != found.until.year)
    return words("when-term", first=first, last=words.long_day(found.until))


def about(occasion: Occasion, words: Words) -> str:
    """When this one is."""
    return when(when_of(occasion), words)


def named(number: int, words: Words) -> str:
    """``meeting 7``, or for a number of the ledger below nought ``term 3``."""
    return words("occasion-term", number=-number) if number < 0 else words("occasion-meeting", number=number)


def typed(number: int) -> str:
    """The number as one types it: ``7``, ``T3``."""
    return f"T{-number}" if number < 0 else str(number)


def is_term(turn: Turn) -> bool:
    """Whether the turn is a term's, also where that has no number yet."""
    return (turn.number or 0) < 0 or turn.until is not None


def span(first: date, last: date | None, words: Words) -> str:
    """``1 Jan – 30 Jun 2027``: for tables."""
    if last is None:
        return words("span-open", day=words.short_day(first))
    return str(format_interval(first, last, "yMMMd", locale=words.language.replace("-", "_")))
