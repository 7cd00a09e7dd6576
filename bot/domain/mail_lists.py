"""E-mail lists as places of a group: asked first, written to only once somebody who reads them has agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.groups import Group

ASKED_FOR = timedelta(days=7)
"""How long the question to a list can be answered."""

REST = timedelta(days=7)
"""How long a list whose readers said no isn't asked again."""

MOST_ASKED = 3
"""How often a list is asked within a day, however often that is taken back."""


@dataclass(eq=False)
class NoMailToLists(DomainError):
    """This service sends no e-mail."""


@dataclass(eq=False)
class ListAskedAlready(DomainError):
    """The question is on its way, and can be answered until ``day``."""

    address: str
    day: date


@dataclass(eq=False)
class ListSaidNo(DomainError):
    """Its readers ended the mails; it isn't asked again before ``day``."""

    address: str
    day: date


@dataclass(eq=False)
class ListAskedTooOften(DomainError):
    address: str


@dataclass(eq=False)
class ListNotLinked(DomainError):
    """The group neither writes to this address nor has asked it."""

    address: str


class Answered(StrEnum):
    """What a list said: it agreed; it said no to the question; it ended what it had agreed to."""

    AGREED = "agreed"
    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True)
class MailList:
    """An address that was asked. ``by`` is who asked, empty where that isn't known; an empty ``language`` is the
    group's."""

    id: int
    group: Group
    address: str
    language: str
    by: str
    expires_at: datetime
    agreed: bool
    ended: bool
