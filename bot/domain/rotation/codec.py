"""Events to and from plain JSON objects. A field at its default is left out, so that old rows stay readable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any, get_args

from . import events
from .events import Event
from .terms import Away, Basis, Cancelling, Hosting, Missing, Policy, Role

JsonObject = dict[str, Any]


def _word(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


_KINDS: dict[str, type[Event]] = {_word(kind): kind for kind in get_args(Event)}


def to_json(event: Event) -> JsonObject:
    """``{"event": "told", "number": 7, …}``: strings, numbers, lists and objects only; dates in ISO."""
    return {"event": _word(type(event)), **_plain_fields(event)}


def from_json(data: Mapping[str, Any]) -> Event:
    """The event that to_json wrote. Raises ValueError for a kind that does not exist, TypeError for its fields."""
    kind = _KINDS.get(data["event"])
    if kind is None:
        raise ValueError(f"no such event: {data['event']}")
    given = {key: value for key, value in data.items() if key != "event"}
    return kind(**{key: _read(kind, key, value) for key, value in given.items()})


def policy_to_json(policy: Policy) -> JsonObject:
    """All four choices by name, defaults included."""
    return {field.name: str(getattr(policy, field.name)) for field in fields(policy)}


def policy_from_json(data: Mapping[str, str]) -> Policy:
    """The policy that policy_to_json wrote; a choice that is absent has its default. Raises ValueError."""
    kinds: dict[str, Callable[[str], Any]] = {
        "basis": Basis,
        "host": Hosting,
        "unavailable": Missing,
        "cancelled": Cancelling,
    }
    return Policy(**{key: kinds[key](value) for key, value in data.items()})


def _plain_fields(value: Event | Away) -> JsonObject:
    pairs = ((field, getattr(value, field.name)) for field in fields(value))
    return {field.name: _plain(item) for field, item in pairs if item != _default(field)}


def _default(field: Field[Any]) -> Any:
    return field.default if field.default is not MISSING else MISSING


def _plain(value: Any) -> Any:
    match value:
        case Policy():
            return policy_to_json(value)
        case Away():
            return _plain_fields(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return str(value) if isinstance(value, str) else value


_READERS: dict[str, Callable[[Any], Any]] = {
    "on": date.fromisoformat,
    "day": date.fromisoformat,
    "first_day": date.fromisoformat,
    "last_day": date.fromisoformat,
    "role": Role,
    "without": lambda roles: tuple(Role(role) for role in roles),
    "passed": lambda pairs: tuple((seat, _away(away)) for seat, away in pairs),
    "seats": tuple,
}


def _read(kind: type[Event], key: str, value: Any) -> Any:
    if key == "policy":
        return policy_from_json(value) if kind is events.PolicyChanged else Cancelling(value)
    return _READERS[key](value) if key in _READERS and value is not None else value


def _away(data: Mapping[str, Any]) -> Away:
    return Away(**{key: _READERS[key](value) if key in _READERS else value for key, value in data.items()})
