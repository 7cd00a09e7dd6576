"""Governments that take part, and the territories where things apply.

The order of these tables is nobody's rank: whoever lists administrations sorts them, by code or in rota order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.errors import DomainError

_CODE = re.compile(r"[A-Z]{2,5}")


@dataclass(eq=False)
class NotAnAdministrationCode(DomainError):
    """A code is two to five letters."""

    asked: str


@dataclass(eq=False)
class AdministrationTaken(DomainError):
    """Another government has this code already."""

    code: str
    name: str


@dataclass(eq=False)
class UnknownAdministrations(DomainError):
    """Codes that no administration has; ``known`` are those there are."""

    codes: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(eq=False)
class NotALanguage(DomainError):
    """Not a language tag such as ``de`` or ``en-IE`` (RFC 5646, in its short forms)."""

    asked: str


@dataclass(frozen=True)
class Administration:
    """A government. ``zone`` is a name of the IANA database, ``holidays`` a code such as ``GB-SCT`` (empty: no
    holidays are known), ``languages`` are tags, ``territories`` codes of those it speaks for."""

    code: str
    name: str
    zone: str
    holidays: str
    languages: tuple[str, ...]
    territories: tuple[str, ...]


TERRITORIES = {
    "ENG": "England",
    "GGY": "Guernsey",
    "IMN": "Isle of Man",
    "IRL": "Ireland",
    "JEY": "Jersey",
    "NIR": "Northern Ireland",
    "SCT": "Scotland",
    "WLS": "Wales",
}
"""Where a thing applies. ``UKG`` is an administration and no territory, ``ENG`` a territory and no administration."""

# Officials of the UK Government mostly keep the bank holidays of England and Wales, where most departments and the
# meetings of this kind are. An office of theirs in Edinburgh or Belfast that doesn't is a closure that a group adds.
BUILT_IN = (
    Administration("UKG", "UK Government", "Europe/London", "GB-ENG", ("en-GB",), ("ENG", "NIR", "SCT", "WLS")),
    Administration("SCT", "Scottish Government", "Europe/London", "GB-SCT", ("en-GB",), ("SCT",)),
    Administration("WLS", "Welsh Government", "Europe/London", "GB-WLS", ("en-GB", "cy"), ("WLS",)),
    Administration("NIR", "Northern Ireland Executive", "Europe/London", "GB-NIR", ("en-GB",), ("NIR",)),
    Administration("IRL", "Government of Ireland", "Europe/Dublin", "IE", ("en-IE", "ga"), ("IRL",)),
    Administration("IMN", "Isle of Man Government", "Europe/Isle_of_Man", "IM", ("en-GB",), ("IMN",)),
    Administration("JEY", "Government of Jersey", "Europe/Jersey", "JE", ("en-GB",), ("JEY",)),
    Administration("GGY", "States of Guernsey", "Europe/Guernsey", "GG", ("en-GB",), ("GGY",)),
)

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2,4})?")


def administration_code(text: str) -> str:
    """A new administration's code, in upper case. Raises ``NotAnAdministrationCode``."""
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise NotAnAdministrationCode(text[:40])
    return code


def language_tags(text: str) -> tuple[str, ...]:
    """Tags parted by commas or blanks, each once, in the order given. Raises ``NotALanguage``."""
    tags = tuple(dict.fromkeys(text.replace(",", " ").split()))
    for tag in tags:
        if not _LANGUAGE.fullmatch(tag):
            raise NotALanguage(tag[:40])
    return tags
