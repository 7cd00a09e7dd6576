"""What may be shown of what a person typed: the one cleaning before every renderer's own escaping.

Control characters steer terminals, bidirectional controls and zero-width characters make one text
look like another, and lone surrogates cannot leave as UTF-8. Joiners stay, because emoji and several
scripts need them; so do the tags that spell the flags of England, Scotland and Wales.
"""

from __future__ import annotations

import re
from typing import Final

ELLIPSIS: Final = "…"

_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_NEWLINE = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 but tab and the line ends
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # bidirectional and zero-width
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"  # annotations, noncharacters, stray tags
)
_CLEANING = re.compile(f"(?P<flag>{_FLAG})|(?P<newline>{_NEWLINE})|\t|{_UNSEEN}+|(?P<lone>[\ud800-\udfff]+)")
_ADDRESS = re.compile(r"(?:https?://[^\s<>\"'\\]+|mailto:[^\s<>\"'\\]+)", re.IGNORECASE)


def visible(text: str) -> str:
    """The text with newlines as ``\\n``, tabs as spaces, and nothing else that steers or hides.

    A lone surrogate becomes U+FFFD, so the result always encodes to UTF-8.
    """
    return text if text.isprintable() else _CLEANING.sub(_cleaned, text)


def one_line(text: str) -> str:
    """``visible`` for places that hold a single line: each run of white space is one space."""
    return " ".join(visible(text).split())


def clipped(text: str, limit: int) -> str:
    """At most ``limit`` characters (at least one), the last an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def address(url: str) -> str | None:
    """The address where it is safe to follow: http, https or mailto, nothing hidden in it; else None."""
    return url if url.isprintable() and _ADDRESS.fullmatch(url) else None


def _cleaned(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "flag":
            return found.group()
        case "newline":
            return "\n"
        case "lone":
            return "\ufffd" * len(found.group())
        case _:
            return " " if found.group() == "\t" else ""
