"""Numbers, and what is named by one: a meeting, an action, a decision."""

from __future__ import annotations

from dataclasses import MISSING
from datetime import date
from typing import Any

from bot.arguments.kinds.declaration import argument
from bot.arguments.kinds.texts import read_text
from bot.arguments.model import Given, Parse
from bot.arguments.refusals import NotANumber


def _number(given: Given, _today: date) -> int:
    digits = given.text.strip().lstrip("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NotANumber(given.text[:40])
    return int(digits)


def _reference(given: Given, _today: date) -> int:
    """``12``, ``VAWG-12`` or ``VAWG-M7``: the group part was read by the dispatcher."""
    return _number(Given(given.text.rsplit("-", 1)[-1].lstrip("MmDdPp")), _today)


def _lettered(letter: str) -> Parse:
    """``4`` or ``VAWG-A4``, with no other letter."""

    def parse(given: Given, today: date) -> int:
        typed = given.text.rsplit("-", 1)[-1]
        return _number(Given(typed.lstrip(letter + letter.lower())), today)

    return parse


def number(*, default: Any = MISSING, positional: bool = False, carried: bool = False) -> Any:
    return argument(_number, ask="text", default=default, positional=positional, carried=carried)


def meeting(*, default: Any = MISSING, positional: bool = True) -> Any:
    """A meeting's number, bare or as ``VAWG-M7``: ``int``."""
    return argument(_reference, ask="meeting", default=default, positional=positional)


def _turn(given: Given, today: date) -> int:
    """A meeting's reference; or ``T3``, ``VAWG-T3``: the third term, which the ledger numbers below nought."""
    number = given.text.rsplit("-", 1)[-1]
    if number[:1] in ("T", "t"):
        return -_number(Given(number[1:]), today)
    return _reference(given, today)


def turn(*, default: Any = MISSING, positional: bool = True) -> Any:
    """What a turn falls on: a meeting as above, or a term as ``T3`` or ``VAWG-T3``: ``int``, a term's below nought."""
    return argument(_turn, ask="turn", default=default, positional=positional)


def poll(*, default: Any = MISSING) -> Any:
    """A poll's number, bare or as ``VAWG-P3``: ``int``."""
    return argument(_reference, ask="poll", default=default, positional=True)


def action(*, default: Any = MISSING) -> Any:
    """An action's number, bare or as ``VAWG-12``: ``int``."""
    return argument(_reference, ask="action", default=default, positional=True)


def item(*, default: Any = MISSING, positional: bool = True) -> Any:
    """An agenda item's number, bare or as ``VAWG-A4``: ``int``."""
    return argument(_lettered("A"), ask="item", default=default, positional=positional)


def decision(*, default: Any = MISSING, positional: bool = True) -> Any:
    """A decision's number, bare or as ``VAWG-D3``: ``int``."""
    return argument(_lettered("D"), ask="decision", default=default, positional=positional)


def references(*, default: Any = MISSING) -> Any:
    """Actions by number or reference, parted by commas: ``tuple[str, ...]``, as they were typed."""
    return argument(
        lambda given, _: tuple(dict.fromkeys(given.text.upper().replace(",", " ").split())),
        ask="text",
        default=default,
        several=True,
    )


def reference(*, default: Any = MISSING) -> Any:
    """Another action by number or reference: ``str``, as it was typed, for it may be of another group."""
    return argument(read_text, ask="another", default=default, positional=True)
