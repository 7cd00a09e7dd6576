"""People, seats and territories."""

from __future__ import annotations

from dataclasses import MISSING
from datetime import date
from typing import Any

from bot.arguments.kinds.declaration import argument
from bot.arguments.model import Ask, Given
from bot.domain.extent import parse_extent
from bot.domain.people import PersonName
from bot.language import tokens


def person(*, default: Any = MISSING, positional: bool = False, ask: Ask = "person") -> Any:
    """Somebody by mention, address or name: ``PersonName``. With ``ask="newcomer"`` they may be new to the group."""
    return argument(
        lambda given, _: PersonName(given.text.strip(), given.account),
        ask=ask,
        default=default,
        positional=positional,
    )


def people(*, default: Any = MISSING) -> Any:
    """Several people, given by their key once or more often: ``tuple[PersonName, ...]``. Parted by commas."""
    return argument(_people, ask="text", default=default, several=True)


def _people(given: Given, _today: date) -> tuple[PersonName, ...]:
    if given.account is not None:
        return (PersonName(given.text.strip(), given.account),)
    found = []
    for part in given.text.split(","):
        mentioned = tokens(part) if "<@" in part else ()
        one = mentioned[0] if len(mentioned) == 1 else None
        found.append(PersonName(one.text, one.account) if one is not None else PersonName(part.strip()))
    return tuple(one for one in found if one.text)


def seat(*, default: Any = MISSING, positional: bool = False) -> Any:
    """An administration's code: ``str`` in upper case."""
    return argument(lambda given, _: given.text.strip().upper(), ask="seat", default=default, positional=positional)


def seats(*, default: Any = MISSING, rest: bool = False, ask: Ask = "seats", suggested: str = "") -> Any:
    """Several codes, parted by commas or blanks: ``tuple[str, ...]`` in upper case, each once. With ``ask="order"`` it
    matters which stands before which, and one that was named twice stands there twice."""
    parse = _named if ask == "order" else _codes
    return argument(parse, ask=ask, default=default, positional=rest, rest=rest, suggested=suggested)


def _named(given: Given, _today: date) -> tuple[str, ...]:
    return tuple(given.text.upper().replace(",", " ").replace(";", " ").split())


def _codes(given: Given, today: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_named(given, today)))


def extent(*, default: Any = MISSING) -> Any:
    """Territories: ``bot.domain.extent.Asked``."""
    return argument(lambda given, _: parse_extent(given.text), ask="extent", default=default)
