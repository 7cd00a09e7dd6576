"""The one place where refusals get their words: the sentence is found by the refusal's key."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time

from bot.domain.errors import DomainError
from bot.messages.model import Message, Text
from bot.presenters import occasions
from bot.presenters.seats import seat_name
from bot.presenters.speech import Value, Words


def refused(error: DomainError, words: Words) -> Message:
    """What the person is told. What they typed comes back as plain text."""
    facts = {field.name: _named(field.name, getattr(error, field.name), words) for field in dataclasses.fields(error)}
    number = facts.get("number")
    if isinstance(number, int):  # of the ledger: a term's is below nought
        occasion = occasions.named(number, words)
        facts |= {"number": abs(number), "occasion": occasion, "Occasion": occasion[:1].upper() + occasion[1:]}
    return Message(words(error.key(), **facts), (), words.language)


def broken(reference: str, words: Words) -> Message:
    """A fault of ours: nothing was changed, and the reference finds the log."""
    return Message(words("broken", reference=Text(reference)), (), words.language)


def hurried(seconds: int, words: Words) -> Message:
    """Somebody asks faster than anybody types: so many seconds until the next."""
    return Message(words("hurried", seconds=seconds), (), words.language)


def _named(field: str, value: object, words: Words) -> Value:
    """A seat is called by its name."""
    if field in ("seat", "holder", "administration") and isinstance(value, str) and value:
        return seat_name(value, words)
    return _worded(value, words)


def _worded(value: object, words: Words) -> Value:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value or "none"  # Fluent can't choose by an empty string
        case int():
            return value
        case datetime():
            return value.isoformat()
        case date():
            return words.day(value)
        case time():
            return words.time(value)
        case tuple() | list():
            return words.listed(str(_worded(item, words)) for item in value) or "none"
        case None:
            return ""
        case _:
            return str(value)
