"""What can be wrong with what somebody gave a command."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import DomainError


@dataclass(eq=False)
class TooManyWords(DomainError):
    """Words that no argument takes."""

    words: str


@dataclass(eq=False)
class UnknownOption(DomainError):
    """A key that the command doesn't have; ``meant`` is the nearest one it has, or empty."""

    option: str
    meant: str


@dataclass(eq=False)
class NotANumber(DomainError):
    asked: str


@dataclass(eq=False)
class NotALink(DomainError):
    """No address that begins with http:// or https://."""

    asked: str


@dataclass(eq=False)
class NotOneOf(DomainError):
    """A value outside the list; ``choices`` are the allowed ones, parted by commas."""

    asked: str
    choices: str


@dataclass(eq=False)
class Missing(DomainError):
    """A required argument wasn't given. The dispatcher asks for it, or opens the form."""

    wanted: str

    def __post_init__(self) -> None:
        self.argument = self.wanted


@dataclass(eq=False)
class TextTooLong(DomainError):
    limit: int
