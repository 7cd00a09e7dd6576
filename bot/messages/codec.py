"""Stores a reply as JSON text and reads the same one back.

The text is plain ASCII, so that any database column takes it whatever a person typed (NUL and lone
surrogates included). Every value is written under the name of its class.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import datetime

from bot.messages import model
from bot.messages.model import Form, Message

_CLASS = "is"
_INSTANT = "Instant"
_CLASSES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(model.Text, model.Strong, model.Link, model.Handle, model.Mention, model.Moment),
        *(model.Paragraph, model.Fact, model.Facts, model.Table, model.Note, model.Button, model.Buttons),
        *(model.CalendarPart, model.Message, model.Choice, model.Field, model.Form),
    )
}
_FIELDS = {kind: tuple(one.name for one in fields(kind)) for kind in _CLASSES.values()}


class Unreadable(ValueError):
    """The text was not written by ``dump``."""


def dump(reply: Message | Form) -> str:
    """One line of ASCII JSON from which ``load`` makes an equal reply."""
    return json.dumps(reply, default=_plain, separators=(",", ":"))


def fingerprint(reply: Message | Form) -> str:
    """A short text that is the same for equal replies, and for no others."""
    return hashlib.sha256(dump(reply).encode()).hexdigest()[:32]


def load(text: str) -> Message | Form:
    """The reply that ``dump`` was given. Raises ``Unreadable`` for any other text."""
    try:
        reply = json.loads(text, object_hook=_revived)
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not isinstance(reply, Message | Form):
        raise Unreadable(f"a stored {type(reply).__name__} is no reply")
    return reply


def _plain(value: object) -> dict[str, object]:
    if isinstance(value, datetime):
        return {_CLASS: _INSTANT, "at": value.isoformat()}
    if is_dataclass(value) and type(value) in _FIELDS:
        return {_CLASS: type(value).__name__} | {name: getattr(value, name) for name in _FIELDS[type(value)]}
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _revived(found: dict[str, object]) -> object:
    name = found.pop(_CLASS)
    if name == _INSTANT:
        return datetime.fromisoformat(str(found["at"]))
    return _CLASSES[str(name)](**{key: _frozen(value) for key, value in found.items()})


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
