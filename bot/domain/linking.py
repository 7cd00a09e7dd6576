"""One-time codes that tie an account to an official: eight letters and digits, none of which looks like another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import DomainError

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
LIFETIME = timedelta(minutes=15)
MOST_TRIES = 5


@dataclass(eq=False)
class NotACode(DomainError):
    """What was typed doesn't even look like a code; ``example`` does."""

    asked: str
    example: str


@dataclass(eq=False)
class TooManyTries(DomainError):
    """So many wrong codes came from this account that none is looked at for ``minutes``."""

    minutes: int


@dataclass(eq=False)
class AccountTiedAlready(DomainError):
    """The account belongs to another official: only the secretariat merges two names."""


def new_code(pick: Callable[[Sequence[str]], str]) -> str:
    """A code as people read it, ``4F7K-9QXT``; ``pick`` chooses one character, unpredictably."""
    characters = "".join(pick(ALPHABET) for _ in range(LENGTH))
    return f"{characters[:4]}-{characters[4:]}"


def read_code(text: str) -> str:
    """The code in its one spelling, however it was typed. Raises ``NotACode``."""
    plain = "".join(text.upper().replace("-", " ").replace("–", " ").replace("—", " ").split())
    if len(plain) != LENGTH or any(character not in ALPHABET for character in plain):
        raise NotACode(text[:40], example="4F7K-9QXT")
    return f"{plain[:4]}-{plain[4:]}"
