"""Single fields of what a platform sends, each checked as it is taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Malformed(ValueError):
    """What the platform never sends; the text names the field."""


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


def first(payload: Json, name: str) -> Json:
    """The first object of a list; an empty one where there is none. Raises ``Malformed``."""
    found = payload.get(name)
    if found is None or found == []:
        return {}
    if not (isinstance(found, list) and isinstance(found[0], dict)):
        raise Malformed(name)
    return found[0]


def cleaned(said: str) -> str:
    """A text as any database takes it: NUL and lone surrogates become U+FFFD. Raises ``TypeError`` for no text."""
    return _UNSTORABLE.sub("\ufffd", said)
