"""The shapes of Teams' fields."""

from __future__ import annotations

import re
from typing import Final

from bot.platforms.fields import Json, Malformed, cleaned

ID: Final = re.compile(r"[!-~]{1,300}")
"""Accounts, conversations, activities: opaque, without blanks."""

WORD: Final = re.compile(r"[A-Za-z0-9_./-]{1,100}")
ADDRESS: Final = re.compile(r"https?://[!-~]{1,4000}")
SPOKEN: Final = 100_000
"""Characters of a text that are looked at; a message holds fewer."""


def text(payload: Json, name: str) -> str:
    """What a person typed. Raises ``Malformed``."""
    found = payload.get(name)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > SPOKEN:
        raise Malformed(name)
    return cleaned(found)
