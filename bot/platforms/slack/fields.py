"""The shapes of Slack's fields."""

from __future__ import annotations

import re
from typing import Final

from bot.platforms.fields import Json, Malformed, cleaned

ID: Final = re.compile(r"[A-Za-z0-9]{1,64}")
KEY: Final = re.compile(r"[A-Za-z0-9._:-]{1,200}")
STAMP: Final = re.compile(r"[0-9]{1,12}\.[0-9]{1,12}")
COMMAND: Final = re.compile(r"/\S{1,100}")
ADDRESS: Final = re.compile(r"\S{1,2000}")


def text(payload: Json, name: str) -> str:
    """What a person typed. NUL and lone surrogates, which no database takes, become U+FFFD. Raises ``Malformed``."""
    found = payload.get(name, "")
    if not isinstance(found, str):
        raise Malformed(name)
    return cleaned(found)
