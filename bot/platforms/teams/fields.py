"""Single fields of Teams' activities, each checked as it is taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

Json = Mapping[str, Any]

ID: Final = re.compile(r"[!-~]{1,300}")
"""Accounts, conversations, activities: opaque, without blanks."""

WORD: Final = re.compile(r"[A-Za-z0-9_./-]{1,100}")
ADDRESS: Final = re.compile(r"https?://[!-~]{1,4000}")
SPOKEN: Final = 100_000
"""Characters of a text that are looked at; a message holds fewer."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Malformed(ValueError):
    """An activity that Teams never sends; the text names the field."""


def one(payload: Json, name: str, shape: re.Pattern[str]) -> str:
    """A field that must be there. Raises ``Malformed``."""
    found = optional(payload, name, shape)
    if found is None:
        raise Malformed(name)
    return found


def optional(payload: Json, name: str, shape: re.Pattern[str]) -> str | None:
    """A field that may be missing, null or empty. Raises ``Malformed`` where it has another shape."""
    found = payload.get(name)
    if found is None or found == "":
        return None
    if not (isinstance(found, str) and shape.fullmatch(found)):
        raise Malformed(name)
    return found


def part(payload: Json, name: str) -> Json:
    """An object inside; an empty one where it is missing or null. Raises ``Malformed``."""
    found = payload.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Malformed(name)
    return found


def several(payload: Json, name: str) -> list[Json]:
    """The objects of a list; none where it is missing or null. Raises ``Malformed``."""
    found = payload.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise Malformed(name)
    return found


def text(payload: Json, name: str) -> str:
    """What a person typed. Raises ``Malformed``."""
    found = payload.get(name)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > SPOKEN:
        raise Malformed(name)
    return cleaned(found)


def cleaned(said: str) -> str:
    """A text as any database takes it: NUL and lone surrogates become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", said)
