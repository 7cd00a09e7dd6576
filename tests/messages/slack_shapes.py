"""The small checks that make up the rules of Slack's blocks. Each raises ``AssertionError`` with the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any, str], None]


def words(most: int, *, least: int = 1) -> Check:
    def check(found: Any, at: str) -> None:
        assert isinstance(found, str), f"{at} is no text"
        assert least <= len(found) <= most, f"{at} has {len(found)} characters"

    return check


def shaped(pattern: str) -> Check:
    def check(found: Any, at: str) -> None:
        assert isinstance(found, str), f"{at} is no text"
        assert re.fullmatch(pattern, found), f"{at} has another shape: {found[:50]}"

    return check


def one_of(*values: Any) -> Check:
    def check(found: Any, at: str) -> None:
        assert any(found == value and type(found) is type(value) for value in values), f"{at} is {found!r}"

    return check


def number(least: int, most: int) -> Check:
    def check(found: Any, at: str) -> None:
        assert type(found) is int, f"{at} is no whole number"
        assert least <= found <= most, f"{at} is {found}"

    return check


def flag(found: Any, at: str) -> None:
    assert isinstance(found, bool), f"{at} is neither true nor false"


def many(each: Check, least: int, most: int) -> Check:
    def check(found: Any, at: str) -> None:
        assert isinstance(found, list), f"{at} is no list"
        assert least <= len(found) <= most, f"{at} has {len(found)} elements"
        for place, one in enumerate(found):
            each(one, f"{at}[{place}]")

    return check


def thing(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no other."""
    known = {**required, **(optional or {})}

    def check(found: Any, at: str) -> None:
        assert isinstance(found, dict), f"{at} is no object"
        missing, unknown = required.keys() - found.keys(), found.keys() - known.keys()
        assert not missing, f"{at} lacks {sorted(missing)}"
        assert not unknown, f"{at} has no {sorted(unknown)}"
        for name, value in found.items():
            known[name](value, f"{at}.{name}")

    return check


def kind(of: str, required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None) -> Check:
    """An object whose ``type`` says what it is."""
    return thing({"type": one_of(of), **(required or {})}, optional)


def either(**kinds: Check) -> Check:
    """One of several objects, told apart by their ``type``."""

    def check(found: Any, at: str) -> None:
        assert isinstance(found, dict), f"{at} is no object"
        named = found.get("type")
        assert isinstance(named, str), f"{at} has no type"
        assert named in kinds, f"{at} may not be a {named}"
        kinds[named](found, at)

    return check


def both(*checks: Check) -> Check:
    def check(found: Any, at: str) -> None:
        for one in checks:
            one(found, at)

    return check


def exactly_one(*names: str) -> Check:
    def check(found: Any, at: str) -> None:
        assert sum(name in found for name in names) == 1, f"{at} needs exactly one of {names}"

    return check


def at_least_one(*names: str) -> Check:
    def check(found: Any, at: str) -> None:
        assert any(name in found for name in names), f"{at} needs one of {names}"

    return check


def among(initial: str, options: str = "options") -> Check:
    """What is chosen from the start is one of what can be chosen."""

    def check(found: Any, at: str) -> None:
        offered = found.get(options) or [one for group in found.get("option_groups", ()) for one in group["options"]]
        chosen = found.get(initial, [])
        for one in chosen if isinstance(chosen, list) else [chosen]:
            assert one in offered, f"{at}.{initial} is none of the {options}"

    return check
