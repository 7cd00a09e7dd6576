"""The part of JSON Schema that Microsoft's published schemas use, so that they can be checked against as they are.

The schemas lie in ``published``, with their licences (MIT).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
PUBLISHED = Path(__file__).parent / "published"
_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
    "null": (type(None),),
}
_IGNORED = frozenset(
    (
        *("$schema", "$id", "id", "description", "title", "default", "examples", "version", "features", "deprecated"),
        *("definitions", "format", "shorthands", "properties", "additionalProperties", "$ref", "type", "then"),
    )
)


@cache
def published(name: str) -> Json:
    found: Json = json.loads((PUBLISHED / name).read_text(encoding="utf-8"))
    return found


def check(value: object, schema: Json, *, root: Json | None = None, at: str = "$") -> None:
    """Raises AssertionError at the first thing that the schema doesn't allow."""
    found = problem(value, schema, schema if root is None else root, at)
    assert found is None, found


def problem(value: object, schema: Json | bool, root: Json, at: str) -> str | None:
    """What is wrong, by its place; ``None`` where nothing is."""
    if isinstance(schema, bool):
        return None if schema else f"{at} isn't allowed"
    if "$ref" in schema:
        wrong = problem(value, _referred(schema["$ref"], root), root, at)
        if wrong is not None:
            return wrong
    for rule, wanted in schema.items():
        if rule in _IGNORED:
            continue
        wrong = _RULES[rule](value, wanted, schema, root, at)
        if wrong is not None:
            return wrong
    return _kind(value, schema, at) or _parts(value, schema, root, at)


def _referred(reference: str, root: Json) -> Json:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    assert isinstance(found, dict)
    return found


def _kind(value: object, schema: Json, at: str) -> str | None:
    wanted = schema.get("type")
    if wanted is None:
        return None
    kinds = wanted if isinstance(wanted, list) else [wanted]
    ok = any(isinstance(value, _KINDS[one]) for one in kinds)
    if isinstance(value, bool) and "boolean" not in kinds:
        ok = False
    return None if ok else f"{at} is {value!r}, no {' or '.join(kinds)}"


def _parts(value: object, schema: Json, root: Json, at: str) -> str | None:
    if not isinstance(value, dict):
        return None
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, part in value.items():
        if name in known:
            wrong = problem(part, known[name], root, f"{at}.{name}")
        elif others is False:
            wrong = f"{at}.{name} isn't known"
        else:
            wrong = problem(part, others, root, f"{at}.{name}")
        if wrong is not None:
            return wrong
    return None


def _any(value: object, wanted: Any, _schema: Json, root: Json, at: str) -> str | None:
    found = [problem(value, one, root, at) for one in wanted]
    if None in found:
        return None
    return max((one for one in found if one is not None), key=lambda one: one.split(" ")[0].count("."))


def _one(value: object, wanted: Any, _schema: Json, root: Json, at: str) -> str | None:
    fitting = [one for one in wanted if problem(value, one, root, at) is None]
    return None if len(fitting) == 1 else f"{at} fits {len(fitting)} of what it must be one of"


def _all(value: object, wanted: Any, _schema: Json, root: Json, at: str) -> str | None:
    return next(filter(None, (problem(value, one, root, at) for one in wanted)), None)


def _items(value: object, wanted: Any, _schema: Json, root: Json, at: str) -> str | None:
    if not isinstance(value, list):
        return None
    return next(filter(None, (problem(one, wanted, root, f"{at}[{n}]") for n, one in enumerate(value))), None)


def _required(value: object, wanted: Any, _schema: Json, _root: Json, at: str) -> str | None:
    missing = [one for one in wanted if isinstance(value, dict) and one not in value]
    return f"{at} lacks {', '.join(missing)}" if missing else None


def _enum(value: object, wanted: Any, _schema: Json, _root: Json, at: str) -> str | None:
    return None if value in wanted else f"{at} is {value!r}, none of {wanted}"


def _const(value: object, wanted: Any, _schema: Json, _root: Json, at: str) -> str | None:
    return None if value == wanted else f"{at} is {value!r}, not {wanted!r}"


def _pattern(value: object, wanted: Any, _schema: Json, _root: Json, at: str) -> str | None:
    if not isinstance(value, str) or re.search(wanted, value):
        return None
    return f"{at} is {value!r}, not like {wanted}"


def _sized(value: object, wanted: Any, at: str, *, most: bool) -> str | None:
    size = len(value) if isinstance(value, str | list) else wanted
    return None if (size <= wanted if most else size >= wanted) else f"{at} has a length of {size}"


def _if(value: object, wanted: Any, schema: Json, root: Json, at: str) -> str | None:
    if problem(value, wanted, root, at) is not None:
        return None
    return problem(value, schema.get("then", True), root, at)


def _dependent(value: object, wanted: Any, _schema: Json, root: Json, at: str) -> str | None:
    for name, needs in wanted.items():
        if isinstance(value, dict) and name in value:
            needed = {"required": needs} if isinstance(needs, list) else needs
            if (wrong := problem(value, needed, root, at)) is not None:
                return wrong
    return None


def _bounded(value: object, wanted: Any, at: str, *, most: bool) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if (value <= wanted if most else value >= wanted) else f"{at} is {value}"


_RULES: dict[str, Callable[[object, Any, Json, Json, str], str | None]] = {
    "if": _if,
    "dependencies": _dependent,
    "maximum": lambda value, wanted, _s, _r, at: _bounded(value, wanted, at, most=True),
    "minimum": lambda value, wanted, _s, _r, at: _bounded(value, wanted, at, most=False),
    "anyOf": _any,
    "oneOf": _one,
    "allOf": _all,
    "items": _items,
    "required": _required,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "maxLength": lambda value, wanted, _s, _r, at: _sized(value, wanted, at, most=True),
    "minLength": lambda value, wanted, _s, _r, at: _sized(value, wanted, at, most=False),
    "maxItems": lambda value, wanted, _s, _r, at: _sized(value, wanted, at, most=True),
    "minItems": lambda value, wanted, _s, _r, at: _sized(value, wanted, at, most=False),
    "uniqueItems": lambda value, _w, _s, _r, at: (
        None if not isinstance(value, list) or len({json.dumps(v) for v in value}) == len(value) else f"{at} repeats"
    ),
}
