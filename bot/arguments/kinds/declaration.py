"""How an argument is declared: as a field of a dataclass."""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING
from typing import Any

from bot.arguments.model import Ask, Parse


def argument(
    parse: Parse,
    *,
    ask: Ask,
    default: Any = MISSING,
    positional: bool = False,
    rest: bool = False,
    choices: tuple[str, ...] = (),
    long: bool = False,
    suggested: str = "",
    carried: bool = False,
    several: bool = False,
) -> Any:
    """A field that carries what ``Argument`` is made of."""
    metadata = {
        "parse": parse,
        "ask": ask,
        "positional": positional,
        "rest": rest,
        "choices": choices,
        "long": long,
        "suggested": suggested,
        "carried": carried,
        "several": several,
    }
    return dataclasses.field(default=default, metadata=metadata, kw_only=True)
