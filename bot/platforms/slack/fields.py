"""Single fields of Slack's payloads, each checked as it is taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

Json = Mapping[str, Any]

ID: Final = re.compile(r"[A-Za-z0-9]{1,64}")
KEY: Final = re.compile(r"[A-Za-z0-9._:-]{1,200}")
STAMP: Final = re.compile(r"[0-9]{1,12}\.[0-9]{1,12}")
COMMAND: Final = re.compile(r"/\S{1,100}")
ADDRESS: Final = re.compile(r"\S{1,2000}")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Malformed(ValueError):
    """A payload that Slack never sends; the text names the field."""


def one(payload: Json, name: str, shape: re.Pattern[str]) -> str:
    """A field that must be there. Raises ``Malformed``."""
    found = optional(payload, name, shape)
    if found is None:
        raise Malformed(name)
    return found


def optional(payload: Json, name: str, shape: re.Pattern[str]) -> str | None:
    """A field that may be missing or null. Raises ``Malformed`` where it has another shape."""
    found = payload.get(name)
    if found is None:
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


def first(payload: Json, name: str) -> Json:
    """The first object of a list; an empty one where there is none. Raises ``Malformed``."""
    found = payload.get(name)
    if found is None or found == []:
        return {}
    if not (isinstance(found, list) and isinstance(found[0], dict)):
        raise Malformed(name)
    return found[0]


def text(payload: Json, name: str) -> str:
    """What a person typed. NUL and lone surrogates, which no database takes, become U+FFFD. Raises ``Malformed``."""
    found = payload.get(name, "")
    if not isinstance(found, str):
        raise Malformed(name)
    return cleaned(found)


def cleaned(said: str) -> str:
    """A text as any database takes it. Raises ``TypeError`` for what is no text."""
    return _UNSTORABLE.sub("\ufffd", said)
