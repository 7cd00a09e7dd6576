"""What a person wrote in Slack, as others read it there: without the marks by which Slack knows people and links."""

from __future__ import annotations

import html
import re
from typing import Final

from bot.messages.characters import clipped, one_line

_MARK: Final = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def readable(said: str, limit: int) -> str:
    """At most ``limit`` characters on one line: mentions as ``@name`` (or their id), links as what one saw."""
    return clipped(one_line(html.unescape(_MARK.sub(_read, said[: limit * 4]))), limit)


def _read(found: re.Match[str]) -> str:
    sign, target, label = found["sign"], found["target"], found["label"]
    match sign:
        case "@" | "#":
            return sign + (label or target).lstrip(sign)
        case "!":
            return label or f"@{target}"
        case _:
            return label or target.removeprefix("mailto:")
