"""What was posted by a page, whatever it holds: read as words, numbers and fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.datastructures import FormData

from bot.messages.html import FIELD

PREFIX: Final = "/wg"


def one(form: FormData, name: str) -> str:
    """The first value of that name; a file is none."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def number(form: FormData, name: str) -> int:
    """A number of a post, or 0 for anything else."""
    found = one(form, name)
    return int(found) if found.isdecimal() and len(found) < 10 else 0


def _several(form: FormData, name: str) -> Sequence[str]:
    return [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()]


def fields(form: FormData) -> dict[str, str]:
    """The form's fields, empty ones too; several choices are joined by commas."""
    names = dict.fromkeys(name for name in form if name.startswith(FIELD))
    return {name.removeprefix(FIELD): ", ".join(_several(form, name)) for name in names}


def without_prefix(text: str) -> str:
    """What follows ``/wg``, which people type by habit."""
    bare = text.strip()
    first, _, rest = bare.partition(" ")
    return rest.strip() if first.lower() == PREFIX else bare
