"""Several commands in one message, a line each: what is typed while a meeting goes on.

It is several where at least two lines begin as such commands do. A line that begins with a blank or a dash goes on with
the one before; any other line stands for itself, also one that nobody understands: it is answered, and loses no other.
"""

from __future__ import annotations

from typing import Final

from bot.language import QUOTES, tokens
from bot.matching import Menu

TOGETHER: Final = frozenset(
    {
        "action add",
        "action done",
        "action due",
        "action update",
        "agenda add",
        "agenda defer",
        "agenda next",
        "attend",
        "decide",
        "note",
        "position",
    }
)
"""Commands of which several may stand in one message."""

MOST: Final = 50
"""Lines of one message."""

_GOES_ON: Final = (" ", "\t", "-", "–", "—", "•", "*")


def several(text: str, menu: Menu, prefix: str = "") -> tuple[str, ...]:
    """The commands of a message, in their order; none where it is a single one."""
    if "\n" not in text:
        return ()
    found: list[str] = []
    for typed in text.splitlines():
        line = _bare(typed, prefix)
        if not line.strip():
            continue
        if found and (line.startswith(_GOES_ON) or (_quoting(found[-1]) and not _begins(line, menu))):
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    begun = [line for line in found if _begins(line, menu)]
    return tuple(found[:MOST]) if len(begun) > 1 and _begins(found[0], menu) else ()


def _bare(line: str, prefix: str) -> str:
    """The line without what stands before a command where it was typed."""
    return line.removeprefix(prefix).lstrip() if prefix and line.startswith(prefix) else line


def _begins(line: str, menu: Menu) -> bool:
    matched = menu.find(tokens(line))
    return matched is not None and matched.command.name in TOGETHER


def _quoting(text: str) -> bool:
    """Whether a quotation was begun and not ended."""
    return sum(text.count(mark) for mark in QUOTES) % 2 == 1
