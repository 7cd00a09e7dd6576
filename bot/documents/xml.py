"""What people typed, as text in XML: nothing of it is markup, and nothing of it is lost to sight.

XML can't hold most control characters at all. Each is shown by its picture (``␀`` for NUL); half a character, which
is none, by the sign for that.
"""

from __future__ import annotations

import re
from typing import Final

_PICTURES: Final = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}
_NONE: Final = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
_SHOWN: Final = _PICTURES | _NONE
_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALVES: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MARKUP: Final = re.compile('[&<>"]')
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def text(value: str) -> str:
    """The text, escaped, its line ends all alike."""
    value = seen(value)
    return value.translate(_ESCAPED) if _MARKUP.search(value) else value


def seen(value: str) -> str:
    """The same, not escaped."""
    if "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return value.translate(_SHOWN) if _UNHOLDABLE.search(value) else value


def whole(value: str) -> str:
    """The text without halves of characters, not escaped."""
    return value.translate(_NONE) if _HALVES.search(value) else value
