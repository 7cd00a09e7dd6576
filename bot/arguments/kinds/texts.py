"""Texts and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING
from datetime import date
from typing import Any

from bot.arguments.kinds.declaration import argument
from bot.arguments.model import Ask, Given, Parse
from bot.arguments.refusals import NotALink, NotOneOf, TextTooLong

MAX_TEXT = 4_000
MAX_LINES = 12_000
MAX_LINK = 2_000

Check = Callable[[str], object]
"""A grammar of the domain. Raises a ``DomainError``."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def read_text(given: Given, _today: date) -> str:
    """Its words, with one blank between. Raises ``TextTooLong``."""
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
        return read_text

    def parse(given: Given, today: date) -> str:
        found = read_text(given, today)
        if found:
            check(found)
        return found

    return parse


def _lines(given: Given, today: date) -> tuple[str, ...]:
    return tuple(_paragraphs(given, today).splitlines())


def _link(given: Given, _today: date) -> str:
    found = given.text.strip()
    if len(found) > MAX_LINK or not _ADDRESS.fullmatch(found):
        raise NotALink(found[:40])
    return found


def word(*, default: Any = MISSING, positional: bool = True, ask: Ask = "text", check: Check | None = None) -> Any:
    """One word or one quoted text: ``str``."""
    return argument(_read_by(check), ask=ask, default=default, positional=positional)


def rest(*, default: Any = MISSING, long: bool = False, check: Check | None = None) -> Any:
    """All words that no other argument takes: ``str``."""
    return argument(_read_by(check), ask="text", default=default, positional=True, rest=True, long=long)


def lines(*, default: Any = MISSING) -> Any:
    """Several lines, pasted or typed, given only by their key: ``tuple[str, ...]``, empty ones too, so that the number
    of each is its place."""
    return argument(_lines, ask="text", default=default, long=True)


def paragraphs(*, default: Any = MISSING) -> Any:
    """A text whose lines stay as they are: ``str``."""
    return argument(_paragraphs, ask="text", default=default, positional=True, long=True)


def option(*, default: Any = MISSING, ask: Ask = "text", suggested: str = "", check: Check | None = None) -> Any:
    """A text given only by its key: ``str``. What ``check`` refuses is refused here, so that a form says it beside the
    field, with everything else that is wrong."""
    return argument(_read_by(check), ask=ask, default=default, suggested=suggested)


def link(*, default: Any = MISSING, rest: bool = False, positional: bool = False) -> Any:
    """An address on the web: ``str``."""
    return argument(_link, ask="text", default=default, positional=rest or positional, rest=rest)


def choice(*choices: str, default: Any = MISSING, positional: bool = False, carried: bool = False) -> Any:
    """One of a few words: ``str``, as it stands in the list."""

    def parse(given: Given, _today: date) -> str:
        asked = " ".join(given.text.lower().split())
        if asked not in choices:
            raise NotOneOf(given.text[:40], ", ".join(choices))
        return asked

    return argument(parse, ask="choice", default=default, positional=positional, choices=choices, carried=carried)


def parsed(parse: Callable[[str], Any], *, default: Any = MISSING) -> Any:
    """All words that no other argument takes, read by a grammar of the domain: whatever ``parse`` makes of them."""
    return argument(lambda given, _: parse(given.text), ask="text", default=default, positional=True, rest=True)
