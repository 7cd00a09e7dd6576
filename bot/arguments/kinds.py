"""The kinds of arguments, each a dataclass field that knows how it is read and asked for."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import MISSING
from datetime import date, time, timedelta
from typing import Any

from bot.arguments.model import Ask, Given, Parse
from bot.arguments.refusals import NotALink, NotANumber, NotOneOf, TextTooLong
from bot.domain.dates import TimeMissing, parse_date, parse_when
from bot.domain.extent import parse_extent
from bot.domain.people import PersonName
from bot.language import tokens

MAX_TEXT = 4_000
MAX_LINES = 12_000
MAX_LINK = 2_000

Check = Callable[[str], object]
"""A grammar of the domain. Raises a ``DomainError``."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def _argument(
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


def _text(given: Given, _today: date) -> str:
    if len(given.text) > MAX_TEXT:
        raise TextTooLong(MAX_TEXT)
    return " ".join(given.text.split())


def _paragraphs(given: Given, _today: date) -> str:
    if len(given.text) > MAX_LINES:
        raise TextTooLong(MAX_LINES)
    return given.text


def _read_by(check: Check | None) -> Parse:
    """A text that a grammar of the domain can read, where there is one: what it makes of it is left to the service."""
    if check is None:
        return _text

    def parse(given: Given, today: date) -> str:
        found = _text(given, today)
        if found:
            check(found)
        return found

    return parse


def _lines(given: Given, _today: date) -> tuple[str, ...]:
    if len(given.text) > MAX_LINES:
        raise TextTooLong(MAX_LINES)
    return tuple(given.text.splitlines())


def _link(given: Given, _today: date) -> str:
    found = given.text.strip()
    if len(found) > MAX_LINK or not _ADDRESS.fullmatch(found):
        raise NotALink(found[:40])
    return found


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


def word(*, default: Any = MISSING, positional: bool = True, ask: Ask = "text", check: Check | None = None) -> Any:
    """One word or one quoted text: ``str``."""
    return _argument(_read_by(check), ask=ask, default=default, positional=positional)


def rest(*, default: Any = MISSING, long: bool = False, check: Check | None = None) -> Any:
    """All words that no other argument takes: ``str``."""
    return _argument(_read_by(check), ask="text", default=default, positional=True, rest=True, long=long)


def lines(*, default: Any = MISSING) -> Any:
    """Several lines, pasted or typed, given only by their key: ``tuple[str, ...]``, empty ones too, so that the number
    of each is its place."""
    return _argument(_lines, ask="text", default=default, long=True)


def paragraphs(*, default: Any = MISSING) -> Any:
    """A text whose lines stay as they are: ``str``."""
    return _argument(_paragraphs, ask="text", default=default, positional=True, long=True)


def option(*, default: Any = MISSING, ask: Ask = "text", suggested: str = "", check: Check | None = None) -> Any:
    """A text given only by its key: ``str``. What ``check`` refuses is refused here, so that a form says it beside the
    field, with everything else that is wrong."""
    return _argument(_read_by(check), ask=ask, default=default, suggested=suggested)


def link(*, default: Any = MISSING, rest: bool = False, positional: bool = False) -> Any:
    """An address on the web: ``str``."""
    return _argument(_link, ask="text", default=default, positional=rest or positional, rest=rest)


def number(*, default: Any = MISSING, positional: bool = False, carried: bool = False) -> Any:
    return _argument(_number, ask="text", default=default, positional=positional, carried=carried)


def meeting(*, default: Any = MISSING, positional: bool = True) -> Any:
    """A meeting's number, bare or as ``VAWG-M7``: ``int``."""
    return _argument(_reference, ask="meeting", default=default, positional=positional)


def _turn(given: Given, today: date) -> int:
    """A meeting's reference; or ``T3``, ``VAWG-T3``: the third term, which the ledger numbers below nought."""
    number = given.text.rsplit("-", 1)[-1]
    if number[:1] in ("T", "t"):
        return -_number(Given(number[1:]), today)
    return _reference(given, today)


def turn(*, default: Any = MISSING, positional: bool = True) -> Any:
    """What a turn falls on: a meeting as above, or a term as ``T3`` or ``VAWG-T3``: ``int``, a term's below nought."""
    return _argument(_turn, ask="turn", default=default, positional=positional)


def poll(*, default: Any = MISSING) -> Any:
    """A poll's number, bare or as ``VAWG-P3``: ``int``."""
    return _argument(_reference, ask="poll", default=default, positional=True)


def action(*, default: Any = MISSING) -> Any:
    """An action's number, bare or as ``VAWG-12``: ``int``."""
    return _argument(_reference, ask="action", default=default, positional=True)


def item(*, default: Any = MISSING, positional: bool = True) -> Any:
    """An agenda item's number, bare or as ``VAWG-A4``: ``int``."""
    return _argument(_lettered("A"), ask="item", default=default, positional=positional)


def decision(*, default: Any = MISSING, positional: bool = True) -> Any:
    """A decision's number, bare or as ``VAWG-D3``: ``int``."""
    return _argument(_lettered("D"), ask="decision", default=default, positional=positional)


def person(*, default: Any = MISSING, positional: bool = False, ask: Ask = "person") -> Any:
    """Somebody by mention, address or name: ``PersonName``. With ``ask="newcomer"`` they may be new to the group."""
    return _argument(
        lambda given, _: PersonName(given.text.strip(), given.account),
        ask=ask,
        default=default,
        positional=positional,
    )


def people(*, default: Any = MISSING) -> Any:
    """Several people, given by their key once or more often: ``tuple[PersonName, ...]``. Parted by commas."""
    return _argument(_people, ask="text", default=default, several=True)


def references(*, default: Any = MISSING) -> Any:
    """Actions by number or reference, parted by commas: ``tuple[str, ...]``, as they were typed."""
    return _argument(
        lambda given, _: tuple(dict.fromkeys(given.text.upper().replace(",", " ").split())),
        ask="text",
        default=default,
        several=True,
    )


def reference(*, default: Any = MISSING) -> Any:
    """Another action by number or reference: ``str``, as it was typed, for it may be of another group."""
    return _argument(_text, ask="another", default=default, positional=True)


def seat(*, default: Any = MISSING, positional: bool = False) -> Any:
    """An administration's code: ``str`` in upper case."""
    return _argument(lambda given, _: given.text.strip().upper(), ask="seat", default=default, positional=positional)


def seats(*, default: Any = MISSING, rest: bool = False, ask: Ask = "seats", suggested: str = "") -> Any:
    """Several codes, parted by commas or blanks: ``tuple[str, ...]`` in upper case, each once. With ``ask="order"`` it
    matters which stands before which, and one that was named twice stands there twice."""
    parse = _named if ask == "order" else _codes
    return _argument(parse, ask=ask, default=default, positional=rest, rest=rest, suggested=suggested)


def extent(*, default: Any = MISSING) -> Any:
    """Territories: ``bot.domain.extent.Asked``."""
    return _argument(lambda given, _: parse_extent(given.text), ask="extent", default=default)


def day(*, default: Any = MISSING, rest: bool = False) -> Any:
    """A day in the date grammar: ``date``."""
    return _argument(
        lambda given, today: parse_date(given.text, today=today), ask="day", default=default, positional=rest, rest=rest
    )


def _later(given: Given, today: date) -> date:
    """A day from tomorrow on, where the words leave it open: ``monday`` said on a Monday is the next one."""
    found = parse_date(given.text, today=today)
    if found != today:
        return found
    next_week = parse_date(given.text, today=today + timedelta(days=1))
    return next_week if next_week == today + timedelta(weeks=1) else found


def later_day() -> Any:
    """All words as a day to come in the date grammar: ``date``."""
    return _argument(_later, ask="day", positional=True, rest=True)


def day_or_off() -> Any:
    """All words as a day to come in the date grammar, or ``off``: ``date | None``."""

    def parse(given: Given, today: date) -> date | None:
        return None if given.text.strip().lower() in ("off", "none", "back") else _later(given, today)

    return _argument(parse, ask="day", positional=True, rest=True)


def when(*, default: Any = MISSING, rest: bool = False) -> Any:
    """A day with a time: ``tuple[date, time]``."""
    return _argument(
        lambda given, today: parse_when(given.text, today=today),
        ask="when",
        default=default,
        positional=rest,
        rest=rest,
    )


def moment(*, default: Any = MISSING, rest: bool = False) -> Any:
    """A day with or without a time: ``tuple[date, time | None]``."""

    def parse(given: Given, today: date) -> tuple[date, time | None]:
        try:
            return parse_when(given.text, today=today)
        except TimeMissing:
            return parse_date(given.text, today=today), None

    return _argument(parse, ask="when", default=default, positional=rest, rest=rest)


def choice(*choices: str, default: Any = MISSING, positional: bool = False, carried: bool = False) -> Any:
    """One of a few words: ``str``, as it stands in the list."""

    def parse(given: Given, _today: date) -> str:
        asked = " ".join(given.text.lower().split())
        if asked not in choices:
            raise NotOneOf(given.text[:40], ", ".join(choices))
        return asked

    return _argument(parse, ask="choice", default=default, positional=positional, choices=choices, carried=carried)


def parsed(parse: Callable[[str], Any], *, default: Any = MISSING) -> Any:
    """All words that no other argument takes, read by a grammar of the domain: whatever ``parse`` makes of them."""
    return _argument(lambda given, _: parse(given.text), ask="text", default=default, positional=True, rest=True)


def _people(given: Given, _today: date) -> tuple[PersonName, ...]:
    if given.account is not None:
        return (PersonName(given.text.strip(), given.account),)
    found = []
    for part in given.text.split(","):
        mentioned = tokens(part) if "<@" in part else ()
        one = mentioned[0] if len(mentioned) == 1 else None
        found.append(PersonName(one.text, one.account) if one is not None else PersonName(part.strip()))
    return tuple(one for one in found if one.text)


def _named(given: Given, _today: date) -> tuple[str, ...]:
    return tuple(given.text.upper().replace(",", " ").replace(";", " ").split())


def _codes(given: Given, today: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_named(given, today)))
