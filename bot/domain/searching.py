"""Finding text by words: case, accents and width make no difference, and every word must be there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.errors import DomainError

MOST_WORDS = 8


@dataclass(eq=False)
class NothingToSearchFor(DomainError):
    """No letter and no digit was asked for."""


def fold(text: str) -> str:
    """The text as it is searched: ``Dŵr`` and ``DWR`` are both ``dwr``."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=256)
def wanted(asked: str) -> tuple[str, ...]:
    """The words that must all be there, each once, at most ``MOST_WORDS``. Raises ``NothingToSearchFor``."""
    found = [word for word in fold(asked.replace("\0", " ")).split() if any(letter.isalnum() for letter in word)]
    if not found:
        raise NothingToSearchFor
    return tuple(dict.fromkeys(found))[:MOST_WORDS]
