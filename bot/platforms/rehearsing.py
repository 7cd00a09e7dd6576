"""A rehearsal on the terminal: a line for each thing, or JSON with the whole text of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.messages.characters import one_line


class Heard(Protocol):
    """What is shown of one thing."""

    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...


def lines(heard: Sequence[Heard], zone: str, format_: str, say: Callable[..., str]) -> Iterator[str]:
    """Times in text are local to the group; in JSON instants in UTC."""
    if format_ == "json":
        yield json.dumps([_object(one) for one in heard], ensure_ascii=False, indent=1)
        return
    if not heard:
        yield say("rehearse-nothing")
    for one in heard:
        when = f"{one.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
        yield say(f"rehearse-{one.kind}", when=when, who=one_line(one.who), title=one_line(one.title))


def _object(one: Heard) -> dict[str, str]:
    at = one.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"at": at, "kind": one.kind, "who": one.who, "title": one.title, "text": one.text}
