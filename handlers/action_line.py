"""The short line of ``action add``: ``@ana Publish minutes by friday for SCT`` is the same as with keys.

Nothing is guessed. Words after ``by`` that are no date, and words after ``for`` that are no extent, stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.administrations import BUILT_IN, TERRITORIES
from bot.domain.dates import BareNumber, DateNotUnderstood, parse_date
from bot.domain.errors import DomainError
from bot.language import Token, typed

LONGEST_DATE = 6
"""Words: ``a week on tuesday`` has four, with a year or "the" there may be more."""

_ANY_DAY = date(2027, 1, 1)
_CODES = frozenset(TERRITORIES) | {administration.code for administration in BUILT_IN}
_WHOLE = {"all seats", "my seat"}
_NAMED = re.compile(r"@\S+|[^@\s]+@[^@\s]+\.[^@\s]+")


def spelt_out(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with what a short line says put under its key: a leading person under ``owner``, a trailing
    ``by DATE`` under ``due``, a trailing ``for EXTENT`` under ``extent``, in either order. A key that is given wins."""
    given = {token.key for token in tokens if token.key}
    keyed = [token for token in tokens if token.key]
    bare = [token for token in tokens if not token.key]
    if "owner" not in given and bare and _is_person(bare[0]):
        keyed.append(replace(bare.pop(0), key="owner"))
    for _ in range(2):
        taken = _trailing(bare, given)
        if taken is None:
            break
        start, option = taken
        given.add(str(option.key))
        keyed.append(option)
        del bare[start:]
    return (*bare, *keyed)


def several(tokens: tuple[Token, ...]) -> str:
    """``action lines``, where at least two lines each begin with a person or name an owner; else ``action add``."""
    return "action lines" if sum(map(_names_owner, _lines(tokens))) > 1 else ""


def by_lines(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of ``action lines`` with all lines under its key, as they were typed; what is typed before the first
    of them, by keys, is said for all."""
    if any(token.option == "lines" for token in tokens):
        return tokens
    rows = _lines(tokens)
    common = [token for token in rows[0] if token.key] if rows and all(token.key for token in rows[0]) else []
    found = rows[1:] if common and len(rows) > 1 else rows
    group = [token for row in found for token in row if token.option == "group"]
    text = "\n".join(" ".join(typed(token) for token in row if token.option != "group") for row in found)
    return (*(common if found is not rows else ()), *group, Token(text, key="lines", quoted=True)) if text else tokens


def _lines(tokens: tuple[Token, ...]) -> list[list[Token]]:
    rows: dict[int, list[Token]] = {}
    for token in tokens:
        rows.setdefault(token.line, []).append(token)
    return list(rows.values())


def _names_owner(row: Sequence[Token]) -> bool:
    return any(token.option == "owner" for token in row) or (not row[0].key and _is_person(row[0]))


def _is_person(token: Token) -> bool:
    return not token.quoted and (token.account is not None or _NAMED.fullmatch(token.text) is not None)


def _trailing(bare: Sequence[Token], given: set[str]) -> tuple[int, Token] | None:
    """Where the last ``by`` or ``for`` stands, and what follows it as an option, if it is a date or an extent.
    A text must be left before it."""
    places = [place for place, token in enumerate(bare) if not token.quoted and token.text.lower() in ("by", "for")]
    if not places or places[-1] == 0:
        return None
    start = places[-1]
    words = bare[start + 1 :]
    if any(token.quoted or token.account for token in words):
        return None
    text = " ".join(token.text for token in words)
    if bare[start].text.lower() == "by":
        return (start, Token(text, key="due")) if "due" not in given and _is_date(text) else None
    return (start, Token(_plain(text), key="extent")) if "extent" not in given and _is_extent(text) else None


def _is_date(text: str) -> bool:
    """Whether a day was meant, even one that there is no such day as: that is refused with its reason."""
    if not text or len(text.split()) > LONGEST_DATE:
        return False
    try:
        parse_date(text, today=_ANY_DAY)
    except (DateNotUnderstood, BareNumber):
        return False
    except DomainError:
        return True
    return True


def _is_extent(text: str) -> bool:
    codes = _plain(text).upper().split()
    return text.lower() in _WHOLE or (bool(codes) and all(code in _CODES for code in codes))


def _plain(text: str) -> str:
    """``SCT, WLS and NIR`` as ``SCT WLS NIR``."""
    if text.lower() in _WHOLE:
        return text
    return " ".join(word for word in re.split(r"[\s,;/+&]+", text) if word and word.lower() != "and")
